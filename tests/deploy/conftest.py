"""The deploy command on emulated AWS, and the uploaded package run as Lambda runs it, on DynamoDB Local."""

import io
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import boto3
import pytest

from antifraud.cityfile import load_cities
from antifraud.deploying.cloud import Cloud
from antifraud.deploying.deployment import Work
from antifraud.deploying.environments import ALLIANCE, Environment, load_environment
from antifraud.deploying.package import build_package, running_target
from antifraud.deploying.settings_file import zappa_settings
from antifraud.deploying.template import render_template
from antifraud.storage.table import create_table
from tests.deploy.small_sites import write_city_pages
from tools.emulated_aws import running_aws
from tools.emulator import emulator_environment
from tools.lambda_container import Container, runtime_folder

REGION = "cn-north-1"


@pytest.fixture(scope="session")
def runtime(tmp_path_factory) -> Path:
    """A folder with what Lambda's Python brings itself, and nothing else."""
    return runtime_folder(tmp_path_factory.mktemp("runtime"))


@pytest.fixture(scope="session")
def local(emulator) -> dict[str, str]:
    """The environment of boto3 on DynamoDB Local, with the table of the environment `test`."""
    return emulator_environment(emulator.endpoint, "deployed")


@pytest.fixture(scope="session")
def table(local):
    """A client on that table."""
    client = boto3.client(
        "dynamodb",
        endpoint_url=local["AWS_ENDPOINT_URL_DYNAMODB"],
        aws_access_key_id=local["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key="local",
        region_name=REGION,
    )
    create_table(client, "antifraud-test")
    return client


@pytest.fixture(scope="session")
def start_container(tmp_path_factory, runtime, local, table):
    """Start the function of a package with an environment; each is started once and stopped at the end."""
    running = {}

    def start(package: bytes, handler: str, variables: dict[str, str]) -> Container:
        key = (hash(package), handler, *sorted(variables.items()))
        if key not in running:
            folder = tmp_path_factory.mktemp("container")
            zipfile.ZipFile(io.BytesIO(package)).extractall(folder / "task")
            environ = {**local, "AWS_REGION": REGION, "PATH": os.environ["PATH"], **variables}
            running[key] = Container((folder / "task", runtime), handler, environ, folder / "log")
        return running[key]

    yield start
    for container in running.values():
        container.stop()


@pytest.fixture(scope="session")
def emulated(start_container):
    """The emulated AWS, one for all tests of this folder."""

    def invoke(function, event):
        return start_container(function.code_bytes, function.handler, function.environment_vars).invoke(event)

    with running_aws(REGION, invoke) as aws:
        yield aws


@pytest.fixture(scope="session")
def environment(root) -> Environment:
    """An environment in China that is filled in."""
    given = load_environment("prod", root / "deploy" / "environments.yaml")
    return replace(
        given,
        name="test",
        region=REGION,
        python=running_target().python,
        site="https://window.example.org",
        api="https://api.window.example.org",
        site_certificate="ASCATEST",
        api_certificate="arn:aws-cn:acm:cn-north-1:123456789012:certificate/test",
        buckets="antifraud-test",
    )


@pytest.fixture(scope="session")
def cities(root):
    return load_cities(root / "cities.yaml")


@pytest.fixture(scope="session")
def render(cities, root):
    """Render the template with some functions deployed."""
    return lambda *deployed: render_template(cities, deployed, root / "deploy")


@pytest.fixture(scope="session")
def resources(render, cities) -> dict:
    """What the template makes once everything is deployed; nobody may change it."""
    return json.loads(render(ALLIANCE, *(city.slug for city in cities)))["Resources"]


@pytest.fixture(scope="session")
def settings(cities, environment):
    """Zappa's settings for the Python that runs the tests."""
    return zappa_settings(cities, environment)


@pytest.fixture(scope="session")
def package(root, settings, tmp_path_factory):
    """The real package, for the Python that runs the tests."""
    return build_package(root, tmp_path_factory.mktemp("package") / "package.zip", running_target(), settings)


@pytest.fixture
def aws_account(emulated, monkeypatch):
    """An empty account: what this process and Zappa's will speak to."""
    emulated.reset()
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_ENDPOINT_URL", emulated.endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    return emulated


@pytest.fixture
def said() -> list[str]:
    """What the person was told."""
    return []


@pytest.fixture
def cloud(aws_account, environment, said) -> Cloud:
    return Cloud(environment, boto3.Session(region_name=REGION), lambda _seconds: None, said.append)


@pytest.fixture
def make_work(cities, package, root, tmp_path):
    """Make the work of a deployment of some cities."""

    def make(*asked, built=package):
        return Work(
            cities,
            asked,
            lambda _settings: built,
            lambda present: write_city_pages(
                tmp_path / f"site{len(list(tmp_path.iterdir()))}", [one.slug for one in present]
            ),
            root / "deploy",
        )

    return make

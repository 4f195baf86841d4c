"""Deploying on emulated AWS: asserts on what is there afterwards, never on what was printed."""

import json
import shutil
import zipfile
from dataclasses import replace

import pytest

from antifraud.deploying.deployment import deploy, plan, take_away
from antifraud.deploying.infrastructure import UNCHANGED
from antifraud.deploying.package import read_package
from antifraud.deploying.publish import FOREVER, PAGE, read_published
from antifraud.deploying.settings_file import zappa_settings
from antifraud.deploying.stages import (
    ensure_stage,
    find_function,
    list_functions,
    list_versions,
    roll_back,
    run_zappa,
)
from antifraud.deploying.status import read_pages, status_row
from antifraud.errors import DeployError


def tick(_done, _total):
    pass


@pytest.fixture
def newer(package, tmp_path):
    """The package with one file more."""
    path = tmp_path / "newer.zip"
    shutil.copy(package.path, path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("newer.txt", "newer")
    return read_package(path)


def objects(cloud) -> set[str]:
    pages = cloud.client("s3").get_paginator("list_objects_v2").paginate(Bucket=cloud.environment.site_bucket)
    return {one["Key"] for page in pages for one in page.get("Contents", [])}


def variables(cloud, stage) -> dict[str, str]:
    return find_function(cloud, stage).settings["Environment"]["Variables"]


def routes(cloud) -> set[str]:
    answer = cloud.client("cloudformation").get_template(StackName=cloud.environment.project)
    body = answer["TemplateBody"]
    template = json.loads(body) if isinstance(body, str) else body
    kinds = (one for one in template["Resources"].values() if one["Type"] == "AWS::ApiGatewayV2::Route")
    return {one["Properties"]["RouteKey"] for one in kinds}


def assert_functions(cloud, package, one, two):
    assert list_functions(cloud) == {"alliance", one.slug, two.slug}
    for stage in ("alliance", one.slug, two.slug):
        function = find_function(cloud, stage)
        assert function.code == package.digest
        assert function.settings["Handler"] == "functions.entry.lambda_handler"
        assert function.settings["Role"] == f"arn:aws-cn:iam::123456789012:role/antifraud-test-{stage}"
        there = variables(cloud, stage)
        assert (there["ANTIFRAUD_CITY"], there["ANTIFRAUD_ENVIRONMENT"]) == (stage, "test")
        assert there["INSTANTIATE_LAMBDA_HANDLER_ON_IMPORT"] == "1"
    assert (
        variables(cloud, one.slug)["ANTIFRAUD_HASH_KEY"] == variables(cloud, "alliance")["ANTIFRAUD_HASH_KEY"]
    )


def assert_infrastructure(cloud):
    table = cloud.client("dynamodb").describe_table(TableName="antifraud-test")["Table"]
    assert table["StreamSpecification"] == {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
    (mapping,) = cloud.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    assert mapping["FunctionArn"].endswith("function:antifraud-test-alliance")
    assert mapping["EventSourceArn"] == table["LatestStreamArn"]
    assert not cloud.client("events").list_rules()["Rules"]
    iam = cloud.client("iam")
    # Moto makes the policies and does not attach them; which role has which is tested on the template.
    names = {one["PolicyName"] for one in iam.list_policies(Scope="Local")["Policies"]}
    assert names == {"antifraud-test-city", "antifraud-test-alliance-fold"}
    closed = cloud.client("s3").get_public_access_block(Bucket=cloud.environment.state_bucket)
    assert all(closed["PublicAccessBlockConfiguration"].values())


def assert_pages(cloud, city):
    s3, bucket = cloud.client("s3"), cloud.environment.site_bucket
    page = s3.get_object(Bucket=bucket, Key=f"{city.slug}/")
    assert (page["CacheControl"], page["ContentType"]) == (PAGE, "text/html; charset=utf-8")
    packed = s3.get_object(Bucket=bucket, Key=f"{city.slug}/index.html.br")
    assert (packed["ContentEncoding"], packed["ContentType"]) == ("br", "text/html; charset=utf-8")
    assert s3.get_object(Bucket=bucket, Key="a/site.12345678.css")["CacheControl"] == FOREVER
    assert "_headers" not in objects(cloud)


def test_the_life_of_two_cities(cloud, make_work, cities, package, newer, said):
    one, two = cities[:2]
    deploy(cloud, make_work(one, two), tick)
    assert_functions(cloud, package, one, two)
    assert_infrastructure(cloud)
    assert_pages(cloud, one)
    assert routes(cloud) == {"$default", f"ANY /v1/{one.slug}/{{proxy+}}", f"ANY /v1/{two.slug}/{{proxy+}}"}
    keys = variables(cloud, two.slug)

    deploy(cloud, make_work(one, built=newer), tick)
    assert find_function(cloud, one.slug).code == newer.digest
    assert find_function(cloud, two.slug).code == package.digest
    assert variables(cloud, one.slug)["ANTIFRAUD_HASH_KEY"] == keys["ANTIFRAUD_HASH_KEY"]

    settings = zappa_settings(cities, cloud.environment)
    before, after = roll_back(cloud, settings, one.slug)
    assert (before.code, after.code) == (newer.digest, package.digest)
    assert variables(cloud, one.slug)["ANTIFRAUD_SEAL_KEY"] == keys["ANTIFRAUD_SEAL_KEY"]

    assert take_away(cloud, make_work(), one, tick)
    assert list_functions(cloud) == {"alliance", two.slug}
    assert not [key for key in objects(cloud) if one.slug in key]
    assert [key for key in objects(cloud) if two.slug in key]
    assert routes(cloud) == {"$default", f"ANY /v1/{two.slug}/{{proxy+}}"}
    assert cloud.client("dynamodb").describe_table(TableName="antifraud-test")
    assert not take_away(cloud, make_work(), one, tick)

    deploy(cloud, make_work(one), tick)
    assert_functions(cloud, package, one, two)
    assert_pages(cloud, one)
    row = status_row(cloud, one, read_pages(cloud), find_function(cloud, one.slug).changed)
    assert (row.version, row.health, row.pages) == (package.version, "ok", 4)


def test_a_plan_changes_nothing(cloud, make_work, cities):
    lines = plan(cloud, make_work(cities[0]))
    assert f"{cities[0].slug}: create with" in "\n".join(lines)
    assert not list_functions(cloud)
    assert not cloud.client("s3").list_buckets()["Buckets"]
    assert not cloud.client("cloudformation").describe_stacks()["Stacks"]
    assert not cloud.client("ssm").describe_parameters()["Parameters"]


def test_an_interrupted_deployment_is_finished_by_the_same_command(
    cloud, make_work, cities, emulated, package
):
    """Cut off at one call after the other, each later than the one before."""
    city = cities[0]
    for cut in ("CreateStack", "PutParameter", "CreateFunction", "PutObject"):
        emulated.refuse = cut_off(cut)
        with pytest.raises(DeployError):
            deploy(cloud, make_work(city), tick)
    emulated.refuse = lambda _environ: None
    deploy(cloud, make_work(city), tick)
    assert find_function(cloud, city.slug).code == package.digest
    assert set(read_published(cloud)) == objects(cloud)
    assert take_away(cloud, make_work(), city, tick)
    assert list_functions(cloud) == {"alliance"}
    assert not [key for key in objects(cloud) if city.slug in key]


def cut_off(action):
    """Refuse one action of AWS from now on."""

    def refuse(environ):
        target, path = environ.get("HTTP_X_AMZ_TARGET", ""), environ["PATH_INFO"]
        asked = {
            "PutParameter": target.endswith("PutParameter"),
            "CreateStack": "cloudformation" in environ.get("HTTP_AUTHORIZATION", ""),
            "CreateFunction": path.endswith("/functions") and environ["REQUEST_METHOD"] == "POST",
            "PutObject": path.startswith("/antifraud-test-site/w/v1"),
        }
        return ("AccessDeniedException", f"not authorized to perform {action}") if asked[action] else None

    return refuse


def test_what_is_as_it_should_be_is_left_alone(cloud, make_work, cities, package):
    city = replace(cities[0], rollout="live")
    deploy(cloud, make_work(city), tick)
    versions = list_versions(cloud, city.slug)
    settings = zappa_settings(cities, cloud.environment)
    assert ensure_stage(cloud, settings, city.slug, package) == UNCHANGED
    assert list_versions(cloud, city.slug) == versions
    with pytest.raises(DeployError, match="one version only"):
        roll_back(cloud, settings, city.slug)


def test_plain_zappa_leaves_the_keys_in_a_function_alone(cloud, make_work, cities, newer):
    city = cities[0]
    deploy(cloud, make_work(city), tick)
    keys = variables(cloud, city.slug)
    run_zappa(
        cloud, zappa_settings(cities, cloud.environment), ["update", city.slug, "--zip", str(newer.path)]
    )
    assert find_function(cloud, city.slug).code == newer.digest
    assert variables(cloud, city.slug) == keys


def test_a_paused_city_is_deployed_and_says_that_it_is_paused(
    cloud, make_work, cities, package, tmp_path, said
):
    city = cities[0]
    built = read_package(
        with_cities(package.path, tmp_path / "paused.zip", "rollout: live", "rollout: paused")
    )
    work = make_work(replace(city, rollout="paused"), built=built)
    deploy(cloud, work, tick)
    assert f"{city.slug}: answers that it is paused" in said
    with pytest.raises(DeployError, match=r"a look-up: 503 city_paused instead of 200"):
        deploy(cloud, replace(work, asked=(city,)), tick)


def with_cities(package, path, old, new):
    """Write the package with the first `old` of its cities.yaml replaced by `new`."""
    with zipfile.ZipFile(package) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            made.writestr(
                name, content.replace(old.encode(), new.encode(), 1) if name == "cities.yaml" else content
            )
    return path

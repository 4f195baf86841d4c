"""What can be wrong with an account: one sentence naming what and what to do, an exit code not 0."""

import boto3
import pytest
from click.testing import CliRunner

from antifraud.cli import main
from antifraud.deploying.cloud import Cloud, account_of
from antifraud.deploying.deployment import check_ready, deploy
from antifraud.deploying.environments import load_environment, parse_environments
from antifraud.deploying.infrastructure import Stack, apply_stack, describe_stack
from antifraud.deploying.stages import ensure_stage, find_function
from antifraud.deploying.state import ensure_state_bucket
from antifraud.errors import DeployError

SMALL = '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}'


def tick(_done, _total):
    pass


def refusing(code, message=""):
    return lambda _environ: (code, message)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ExpiredToken", "sign in again"),
        ("InvalidClientTokenId", "sign in again"),
        ("AccessDenied", "the right to GetCallerIdentity is missing"),
    ],
)
def test_credentials_that_do_not_do(cloud, emulated, code, words):
    emulated.refuse = refusing(code)
    with pytest.raises(DeployError, match=words):
        account_of(cloud)


def test_no_credentials(cloud, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, "/nonexistent")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    fresh = Cloud(cloud.environment, boto3.Session(region_name="cn-north-1"), cloud.wait, cloud.say)
    with pytest.raises(DeployError, match=r"no credentials.*sign in"):
        account_of(fresh)


def test_no_network(cloud, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(DeployError, match="look at the network"):
        account_of(cloud)


def test_credentials_of_the_other_partition(cloud, emulated, environment):
    class Elsewhere:
        def client(self, *_args, **_more):
            return self

        def get_caller_identity(self):
            return {"Arn": "arn:aws:iam::1:user/one", "Account": "1"}

    with pytest.raises(DeployError, match=r"not in China.*use other credentials"):
        account_of(Cloud(environment, Elsewhere(), cloud.wait, cloud.say))


def test_a_bucket_that_somebody_else_has(cloud, emulated):
    emulated.refuse = lambda environ: ("403", "") if environ["REQUEST_METHOD"] == "HEAD" else None
    with pytest.raises(DeployError, match=r"belongs to somebody else: change test\.buckets"):
        ensure_state_bucket(cloud)


def test_examples_are_not_deployed(root):
    given = load_environment("prod", root / "deploy" / "environments.yaml")
    with pytest.raises(DeployError, match=r"prod\.site, prod\.api, prod\.site_certificate"):
        check_ready(given)


def test_a_stack_that_never_came_to_be_is_made_anew(cloud, monkeypatch):
    ensure_state_bucket(cloud)
    apply_stack(cloud, SMALL, {})
    states = iter(["ROLLBACK_COMPLETE"])
    real = describe_stack

    def first_broken(asked):
        found = real(asked)
        return Stack(next(states, found.state), found.outputs) if found.state else found

    monkeypatch.setattr("antifraud.deploying.infrastructure.describe_stack", first_broken)
    done, stack = apply_stack(cloud, SMALL, {})
    assert (done, stack.state) == ("created", "CREATE_COMPLETE")


def test_a_stack_that_needs_a_hand_is_named(cloud, monkeypatch):
    ensure_state_bucket(cloud)
    broken = Stack("UPDATE_ROLLBACK_FAILED", {})
    monkeypatch.setattr("antifraud.deploying.infrastructure.describe_stack", lambda _cloud: broken)
    with pytest.raises(DeployError, match=r"UPDATE_ROLLBACK_FAILED.*Continue update rollback"):
        apply_stack(cloud, SMALL, {})


def test_a_stack_in_progress_is_waited_for(cloud, monkeypatch):
    ensure_state_bucket(cloud)
    apply_stack(cloud, SMALL, {})
    states = iter(["UPDATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"])
    monkeypatch.setattr(
        "antifraud.deploying.infrastructure.describe_stack",
        lambda _cloud: Stack(next(states, "UPDATE_COMPLETE"), {}),
    )
    assert apply_stack(cloud, SMALL, {})[0] in {"updated", "unchanged"}
    assert next(states, None) is None


def test_zappa_that_did_nothing_is_not_believed(cloud, settings, cities, package, monkeypatch):
    monkeypatch.setattr("antifraud.deploying.stages.run_zappa", lambda *_: "Deployment complete!")
    with pytest.raises(DeployError, match=r"left everything undone \(Deployment complete!\)"):
        ensure_stage(cloud, settings, cities[0].slug, package)


def test_a_half_created_stage_is_finished(cloud, make_work, cities, package):
    """A function that Zappa was killed over is brought to what it should be."""
    city = cities[0]
    deploy(cloud, make_work(city), tick)
    name = cloud.environment.function(city.slug)
    cloud.client("lambda").update_function_configuration(
        FunctionName=name, Handler="x.y", Environment={"Variables": {}}
    )
    deploy(cloud, make_work(city), tick)
    function = find_function(cloud, city.slug)
    assert function.settings["Handler"] == "functions.entry.lambda_handler"
    assert function.settings["Environment"]["Variables"]["ANTIFRAUD_CITY"] == city.slug


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("prod: {region: moon}", "must have exactly"),
        ("- one", "must hold environments"),
        ("prod: {", "is no YAML"),
        ("Prod!: {}", "small letters and digits"),
    ],
)
def test_a_file_of_environments_that_cannot_be_used(tmp_path, text, words):
    file = tmp_path / "environments.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(DeployError, match=words):
        parse_environments(file)


def test_a_value_that_does_not_fit_is_named(tmp_path, root):
    text = (root / "deploy" / "environments.yaml").read_text("utf-8")
    file = tmp_path / "environments.yaml"
    file.write_text(text.replace("region: cn-north-1", "region: moon-1x"), "utf-8")
    with pytest.raises(DeployError, match=r"prod\.region must be a region such as"):
        parse_environments(file)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["deploy", "atlantis"], "cities.yaml has no city 'atlantis'; there is"),
        (["deploy"], "name the cities, or say --all"),
        (["deploy", "--all", "--env", "moon"], "has no environment 'moon'; there is prod, staging"),
        (["rollback", "atlantis"], "no city 'atlantis'"),
        (["undeploy", "atlantis", "--yes"], "no city 'atlantis'"),
        (["logs", "atlantis"], "no city 'atlantis'"),
    ],
)
def test_a_command_that_cannot_be_done_says_so(root, monkeypatch, arguments, words):
    monkeypatch.chdir(root)
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code != 0
    assert words in told.output
    assert "Traceback" not in told.output


def test_status_and_logs_of_an_empty_account(root, aws_account, monkeypatch, cities):
    monkeypatch.chdir(root)
    told = CliRunner().invoke(main, ["status"])
    assert told.exit_code == 0, told.output
    assert told.output.count("not deployed") == len(cities)
    missing = CliRunner().invoke(main, ["logs", cities[0].slug])
    assert missing.exit_code != 0
    assert "is not deployed in prod: deploy it first" in missing.output

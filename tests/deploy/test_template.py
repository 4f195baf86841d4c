"""The CloudFormation template: valid where it must run, and no right more than is needed."""

import fnmatch
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from antifraud.appeals import Appeal, Proof
from antifraud.deploying.environments import ALLIANCE, parameters_of
from antifraud.deploying.template import LONGEST, policies_of, render_template
from antifraud.evidence_files import FILE_KEPT, RAW
from antifraud.keys import ClueKey
from antifraud.storage.appeal_rows import dispute, settle

MOMENT = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
PHONE = ClueKey("phone", "+8613812345678")
APPEAL = Appeal("2" * 20, PHONE, "138", "seaside", "other", Proof("letter"), MOMENT, MOMENT)
TABLE, STREAM = "Table.Arn", "Table.StreamArn"
ADMISSIBLE = {
    "city": {
        ("dynamodb:GetItem", "C#"),
        ("dynamodb:BatchGetItem", "C#"),
        ("dynamodb:GetItem", "R#"),
        ("dynamodb:PutItem", "R#"),
        ("dynamodb:UpdateItem", "R#"),
        ("dynamodb:UpdateItem", "N#"),
        ("dynamodb:UpdateItem", "D#"),
        ("dynamodb:GetItem", "A#"),
        ("dynamodb:PutItem", "A#"),
        ("dynamodb:UpdateItem", "A#"),
        ("dynamodb:Query", "A#"),
        ("dynamodb:GetItem", "U#"),
        ("dynamodb:UpdateItem", "U#"),
    },
    "fold": {
        ("dynamodb:GetItem", "C#"),
        ("dynamodb:BatchGetItem", "C#"),
        ("dynamodb:UpdateItem", "C#"),
        ("dynamodb:PutItem", "X#"),
        ("dynamodb:GetItem", "U#"),
        ("dynamodb:UpdateItem", "U#"),
        ("dynamodb:DeleteItem", "U#"),
    },
}
ACTIONS = (
    *("GetItem", "BatchGetItem", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "Query", "Scan"),
    *("PartiQLSelect", "PartiQLUpdate", "DeleteTable", "UpdateTable", "ExportTableToPointInTime"),
)
PREFIXES = ("U#", "C#", "R#", "N#", "X#", "B#", "D#", "L#", "P#", "K#", "A#", "F#")


@pytest.fixture(scope="module")
def render(cities, root):
    return lambda *deployed: render_template(cities, deployed, root / "deploy")


@pytest.fixture(scope="module")
def resources(render, cities) -> dict:
    return json.loads(render(ALLIANCE, *(city.slug for city in cities)))["Resources"]


def of_kind(resources, kind) -> dict:
    return {name: one["Properties"] for name, one in resources.items() if one["Type"] == kind}


def plain(value):
    """Return what an intrinsic function points to, as text."""
    if isinstance(value, dict) and "Fn::GetAtt" in value:
        return ".".join(value["Fn::GetAtt"])
    if isinstance(value, dict) and "Fn::Sub" in value:
        return value["Fn::Sub"]
    return value


def statements_of(resources, role) -> list[dict]:
    """Return every statement that a role is under."""
    managed = [resources[one["Ref"]]["Properties"]["PolicyDocument"] for one in role["ManagedPolicyArns"]]
    documents = managed + [one["PolicyDocument"] for one in role["Policies"]]
    return [statement for document in documents for statement in document["Statement"]]


def allows(statements, action, resource, key=None) -> bool:
    """Evaluate a request as IAM does: allowed by one statement, denied by none."""
    fitting = [one for one in statements if _fits(one, action, resource, key)]
    effects = {one["Effect"] for one in fitting}
    return "Allow" in effects and "Deny" not in effects


def _fits(statement, action, resource, key) -> bool:
    actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
    if not any(fnmatch.fnmatchcase(action, one) for one in actions):
        return False
    if not fnmatch.fnmatchcase(resource, str(plain(statement["Resource"]))):
        return False
    condition = statement.get("Condition")
    if condition is None:
        return True
    assert set(condition) == {"ForAllValues:StringLike", "Null"}
    assert condition["Null"] == dict.fromkeys(condition["ForAllValues:StringLike"], "false")
    if "dynamodb:Attributes" in condition["ForAllValues:StringLike"]:
        return False
    patterns = condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    return key is not None and any(fnmatch.fnmatchcase(key, one) for one in patterns)


@pytest.mark.parametrize("kind", ["city", "fold"])
def test_a_role_may_do_what_it_needs_and_nothing_else(resources, cities, kind):
    stages = [city.slug for city in cities] if kind == "city" else [ALLIANCE]
    for stage in stages:
        statements = statements_of(resources, resources[f"{stage.title()}Role"]["Properties"])
        asked = {
            (f"dynamodb:{action}", prefix)
            for action in ACTIONS
            for prefix in PREFIXES
            if allows(statements, f"dynamodb:{action}", TABLE, f"{prefix}phone#1")
        }
        assert asked == ADMISSIBLE[kind]


def test_no_role_reaches_another_table_key_or_whole_table(resources, cities):
    for stage in (ALLIANCE, *(city.slug for city in cities)):
        statements = statements_of(resources, resources[f"{stage.title()}Role"]["Properties"])
        for action in ("GetItem", "PutItem", "UpdateItem"):
            assert not allows(statements, f"dynamodb:{action}", "arn:aws:dynamodb:::table/other", "C#phone#1")
            assert not allows(statements, f"dynamodb:{action}", TABLE)
        for action in (
            "ssm:GetParameter",
            "secretsmanager:GetSecretValue",
            "s3:PutObject",
            "lambda:InvokeFunction",
        ):
            assert not allows(statements, action, "arn:aws:anything")


def test_a_city_marks_a_clue_as_disputed_and_writes_nothing_else_of_it(resources, cities):
    statements = statements_of(resources, resources[f"{cities[0].slug.title()}Role"]["Properties"])
    (mark,) = [one for one in statements if one.get("Sid") == "MarkAsDisputed"]
    assert (mark["Effect"], mark["Action"]) == ("Allow", "dynamodb:UpdateItem")
    assert plain(mark["Resource"]) == TABLE
    assert mark["Condition"]["ForAllValues:StringLike"] == {
        "dynamodb:LeadingKeys": ["C#*"],
        "dynamodb:Attributes": ["pk", "sk", "fl", "ai", "du"],
    }
    for change in (dispute(APPEAL), settle(APPEAL)):
        text = f"{change['UpdateExpression']} {change['ConditionExpression']}"
        assert set(re.findall(r"(?<![:\w])[a-z][a-z0-9]{0,2}\b", text)) <= {"fl", "ai", "du"}


def test_codes_go_to_phones_and_mailboxes_and_to_no_topic(resources, cities):
    for stage in (ALLIANCE, cities[0].slug):
        statements = statements_of(resources, resources[f"{stage.title()}Role"]["Properties"])
        city = stage != ALLIANCE
        topic = "arn:${AWS::Partition}:sns:*:*:*"
        identity = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/*"
        assert allows(statements, "sns:Publish", "*") is city
        assert not allows(statements, "sns:Publish", topic)
        assert allows(statements, "ses:SendEmail", identity) is city
        for action in ("sns:CreateTopic", "sns:Subscribe", "ses:VerifyEmailIdentity"):
            assert not allows(statements, action, "*")


def test_only_the_alliance_reads_the_stream(resources, cities):
    for stage in (ALLIANCE, cities[0].slug):
        statements = statements_of(resources, resources[f"{stage.title()}Role"]["Properties"])
        for action in ("GetRecords", "GetShardIterator", "DescribeStream"):
            assert allows(statements, f"dynamodb:{action}", STREAM) is (stage == ALLIANCE)
        assert allows(statements, "sqs:SendMessage", "Unfolded.Arn") is (stage == ALLIANCE)


def test_a_role_writes_its_own_log_only(resources, cities):
    one, two = (city.slug.title() for city in cities[:2])
    statements = statements_of(resources, resources[f"{one}Role"]["Properties"])
    assert allows(statements, "logs:PutLogEvents", f"{one}Log.Arn")
    assert not allows(statements, "logs:PutLogEvents", f"{two}Log.Arn")


def test_the_table_can_be_restored_and_streams(resources):
    table = resources["Table"]
    assert table["DeletionPolicy"] == "RetainExceptOnCreate"
    properties = table["Properties"]
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["TimeToLiveSpecification"] == {"AttributeName": "e", "Enabled": True}
    assert properties["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert "DeletionProtectionEnabled" in properties


def test_the_mapping_says_where_to_start_and_what_to_do_with_failures(resources):
    (mapping,) = of_kind(resources, "AWS::Lambda::EventSourceMapping").values()
    assert mapping["StartingPosition"] == "TRIM_HORIZON"
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert plain(mapping["DestinationConfig"]["OnFailure"]["Destination"]) == "Unfolded.Arn"
    (rule,) = mapping["FilterCriteria"]["Filters"]
    # No word about the event: a report that is amended, withdrawn or expired has to be folded as well.
    keys = {"pk": {"S": [{"prefix": "R#"}]}, "sk": {"S": [{"prefix": "u#"}]}}
    assert json.loads(rule["Pattern"]) == {"dynamodb": {"Keys": keys}}


def test_the_api_is_an_http_api_without_function_urls_and_edge_code(resources):
    (api,) = of_kind(resources, "AWS::ApiGatewayV2::Api").values()
    assert api["ProtocolType"] == "HTTP"
    integrations = of_kind(resources, "AWS::ApiGatewayV2::Integration").values()
    assert all(one["PayloadFormatVersion"] == "2.0" for one in integrations)
    kinds = {one["Type"] for one in resources.values()}
    assert not kinds & {
        "AWS::Lambda::Url",
        "AWS::CloudFront::Function",
        "AWS::CloudFront::OriginAccessControl",
    }
    assert "LambdaFunctionAssociations" not in json.dumps(resources)


def test_buckets_are_private_sealed_and_kept(resources):
    buckets = {name: one for name, one in resources.items() if one["Type"] == "AWS::S3::Bucket"}
    for bucket in buckets.values():
        assert all(bucket["Properties"]["PublicAccessBlockConfiguration"].values())
        assert bucket["Properties"]["BucketEncryption"]
        assert bucket["Properties"]["LifecycleConfiguration"]
        assert bucket["DeletionPolicy"] == "RetainExceptOnCreate"
    assert buckets["EvidenceBucket"]["Properties"]["CorsConfiguration"]


FILES = {
    "city": {("s3:PutObject", "raw/")},
    "fold": {
        *(("s3:GetObject", "raw/"), ("s3:DeleteObject", "raw/")),
        *(("s3:PutObject", "kept/"), ("s3:DeleteObject", "kept/")),
    },
}


@pytest.mark.parametrize(("kind", "position"), [("city", 0), ("fold", None)])
def test_a_city_signs_uploads_and_reads_no_file_and_the_alliance_takes_them_in(
    resources, cities, kind, position
):
    stage = ALLIANCE if position is None else cities[position].slug
    statements = statements_of(resources, resources[f"{stage.title()}Role"]["Properties"])
    actions = (
        *("GetObject", "PutObject", "DeleteObject", "GetObjectAcl", "PutObjectAcl"),
        "GetObjectVersion",
    )
    asked = {
        (f"s3:{action}", folder)
        for action in actions
        for folder in ("raw/", "kept/", "")
        if allows(statements, f"s3:{action}", f"${{EvidenceBucket.Arn}}/{folder}x")
    }
    assert asked == FILES[kind]


def test_uploads_expire_in_a_day_files_with_the_stories_and_only_our_pages_may_upload(resources):
    bucket = resources["EvidenceBucket"]["Properties"]
    days = {
        one.get("Prefix"): one.get("ExpirationInDays") for one in bucket["LifecycleConfiguration"]["Rules"]
    }
    assert days == {"raw/": 1, "kept/": FILE_KEPT.days, None: None}
    (rule,) = bucket["CorsConfiguration"]["CorsRules"]
    assert (rule["AllowedMethods"], rule["AllowedOrigins"]) == (["POST"], {"Ref": "PageOrigins"})


def test_the_bucket_tells_the_alliance_of_uploads_once_its_function_exists(resources, render):
    bucket = resources["EvidenceBucket"]
    (told,) = bucket["Properties"]["NotificationConfiguration"]["LambdaConfigurations"]
    assert told["Filter"]["S3Key"]["Rules"] == [{"Name": "prefix", "Value": RAW}]
    assert plain(told["Function"]).endswith("function:antifraud-${Environment}-alliance")
    assert bucket["DependsOn"] == "FilesPermission"
    assert resources["FilesPermission"]["Properties"]["SourceAccount"] == {"Ref": "AWS::AccountId"}
    first = json.loads(render())["Resources"]
    assert "NotificationConfiguration" not in first["EvidenceBucket"]["Properties"]
    assert "FilesPermission" not in first


def test_a_city_that_is_not_deployed_has_no_route(render, cities):
    kind = "AWS::ApiGatewayV2::Route"
    template = json.loads(render(ALLIANCE, cities[1].slug))["Resources"]
    assert {one["RouteKey"] for one in of_kind(template, kind).values()} == {
        "$default",
        f"ANY /v1/{cities[1].slug}/{{proxy+}}",
    }


def test_every_function_has_a_log_that_ends_and_an_alarm(resources, cities):
    logs = of_kind(resources, "AWS::Logs::LogGroup").values()
    assert len(logs) == len(cities) + 1
    assert all(one["RetentionInDays"] == 30 for one in logs)
    alarms = of_kind(resources, "AWS::CloudWatch::Alarm")
    assert {
        "FoldIsLate",
        "FoldGaveUp",
        "TableIsBusy",
        *(f"{city.slug.title()}Alarm" for city in cities),
    } <= set(alarms)


def test_no_partition_region_or_account_is_written_out(root):
    for path in (root / "deploy").glob("*.yaml"):
        if path.name == "environments.yaml":
            continue
        text = yaml.safe_load(path.read_text("utf-8"))
        assert "arn:aws" not in json.dumps(text)
        assert "amazonaws.com" not in json.dumps(text).replace('.amazonaws.com"', "")


def test_the_parameters_are_all_given_and_not_too_long(render, environment, cities):
    given = {**parameters_of(environment), **policies_of(cities, environment), "Protected": "yes"}
    assert set(given) == set(json.loads(render())["Parameters"])
    assert all(len(value) <= 4096 for value in given.values())
    assert environment.api in given["PagePolicy"]
    assert environment.uploads in given["FramePolicy"]
    assert given["PageOrigins"].startswith(f"{environment.site},")
    assert all(origin in given["FramePolicy"] for city in cities for origin in city.embed_origins)


def test_cfn_lint_finds_nothing_in_either_partition(render, cities, tmp_path):
    text = render(ALLIANCE, *(city.slug for city in cities))
    assert len(text) < LONGEST
    file = tmp_path / "template.json"
    file.write_text(text, "utf-8")
    tool = Path(sys.executable).parent / "cfn-lint"
    command = [tool, "--regions", "cn-north-1", "us-east-1", "--template", file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")

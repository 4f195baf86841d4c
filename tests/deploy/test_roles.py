"""The roles of the template: each may do what its function needs, and no right more."""

import re
from datetime import UTC, datetime

import pytest

from antifraud.appeals import Appeal, Proof
from antifraud.deploying.environments import ALLIANCE
from antifraud.keys import ClueKey
from antifraud.storage.appeal_rows import dispute, settle
from tests.deploy.rendered import allows, plain, statements_of

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

"""The CloudFormation template: what stands in it, and that it is valid where it must run."""

import json
import subprocess
import sys
from pathlib import Path

import yaml

from antifraud.deploying.environments import ALLIANCE, parameters_of
from antifraud.deploying.template import LONGEST, policies_of
from antifraud.evidence_files import FILE_KEPT, RAW
from tests.deploy.rendered import of_kind, plain


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

"""The very package that is uploaded: what is in it, and what it answers in a clean interpreter."""

import importlib.util
import io
import json
import zipfile

import pytest

from antifraud.deploying.package import LARGEST, _write_zip
from antifraud.deploying.settings_file import with_keys
from antifraud.deploying.smoke import get_event, post_event

HANDLER = "functions.entry.lambda_handler"
KEYS = {
    "ANTIFRAUD_HASH_KEY": "aGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGg=",
    "ANTIFRAUD_SEAL_KEY": "j0DFrbaPJWJK5bIU6nZ6bslNgp09e17J2BqEDE6BQRc=",
}
STREAM = "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/antifraud-test/stream/2026-11-21T00:00:00.000"


@pytest.fixture(scope="module")
def names(package) -> list[str]:
    return zipfile.ZipFile(package.path).namelist()


@pytest.fixture
def function(package, settings, start_container):
    """Start the function of a stage."""

    def start(stage, handler=HANDLER):
        variables = with_keys(settings, KEYS)[stage]["aws_environment_variables"]
        return start_container(package.path.read_bytes(), handler, variables)

    return start


def test_it_is_small(package):
    assert package.size < LARGEST


def test_it_holds_what_runs_and_nothing_else(names):
    top = {name.split("/")[0].removesuffix(".py").removesuffix(".so").split(".")[0] for name in names}
    assert top >= {
        "antifraud",
        "functions",
        "cities",
        "handler",
        "zappa_settings",
        "flask",
        "yaml",
        "nacl",
        "zappa",
    }
    unwanted = {
        "tests",
        "site",
        "widget",
        "tools",
        "docs",
        "boto3",
        "botocore",
        "pytest",
        "moto",
        "build",
        "deploy",
    }
    assert not top & unwanted
    folders = (
        "antifraud/sitegen",
        "antifraud/commands",
        "antifraud/deploying",
        "functions/devserver",
        "bin/",
    )
    assert not [name for name in names if name.startswith(folders)]
    assert not [name for name in names if "/." in name or name.startswith(".") or name.endswith(".pyo")]


def test_data_files_are_in_it(names):
    for name in (
        "cities.yaml",
        "antifraud/messages/en.json",
        "antifraud/data/traditional.json",
        "functions/openapi.json",
    ):
        assert name in names


def test_every_module_has_bytecode_that_is_valid_whatever_its_date(package, names):
    archive = zipfile.ZipFile(package.path)
    modules = [name for name in names if name.endswith(".py")]
    for name in modules:
        bytecode = archive.read(importlib.util.cache_from_source(name))
        assert bytecode[:4] == importlib.util.MAGIC_NUMBER
        assert int.from_bytes(bytecode[4:8], "little") == 1, "hash-based and unchecked"


def test_no_key_is_in_it(package):
    baked = zipfile.ZipFile(package.path).read("zappa_settings.py").decode()
    assert "KEY" not in baked
    assert "DEBUG=False" in baked
    assert "LOG_LEVEL='WARNING'" in baked


def test_equal_files_are_equal_bytes(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.py").write_text("1")
    packed = []
    for name in ("a.zip", "b.zip"):
        (tmp_path / "in" / "one.py").touch()
        _write_zip(tmp_path / "in", tmp_path / name)
        packed.append((tmp_path / name).read_bytes())
    assert packed[0] == packed[1]


def test_every_module_of_ours_loads_from_it_alone(package, names, start_container, settings):
    ours = [name for name in names if name.endswith(".py") and name.startswith(("antifraud/", "functions/"))]
    modules = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in ours]
    variables = with_keys(settings, KEYS)["alliance"]["aws_environment_variables"]
    code = f"import importlib\nfor name in {modules!r}: importlib.import_module(name)"
    container = start_container(package.path.read_bytes(), HANDLER, variables)
    told = container.invoke({"raw_command": code})
    assert "error" not in told, told


def body_of(told) -> dict:
    assert "answer" in told, told
    return json.loads(told["answer"]["body"])


def test_a_look_up_answers(function, cities):
    city = cities[0]
    told = function(city.slug).invoke(post_event(f"/v1/{city.slug}/lookup", {"text": "13812345678"}))
    assert told["answer"]["statusCode"] == 200
    assert body_of(told)["overall"] == "no_record"


def test_a_report_answers_and_counts_after_the_fold(function, cities, table):
    city, value = cities[0], "17012340001"
    report = {"clues": [{"kind": "phone", "value": value}], "category": "refund", "idempotency_key": "k" * 20}
    ask = function(city.slug).invoke
    told = ask(post_event(f"/v1/{city.slug}/reports", report))
    assert told["answer"]["statusCode"] in {200, 201}
    receipt = body_of(told)["receipt"]
    batch = {"Records": stream_records(table)}
    assert function("alliance").invoke(batch)["answer"] == {"batchItemFailures": []}
    assert body_of(ask(get_event(f"/v1/{city.slug}/reports/{receipt}")))["status"] == "counted"
    seen = ask(post_event(f"/v1/{city.slug}/lookup", {"text": value}))
    assert body_of(seen)["overall"] == "reported"


def stream_records(table) -> list[dict]:
    """Return new reports as Lambda hands them over: image, sequence, the stream's name."""
    items = [
        one for one in table.scan(TableName="antifraud-test")["Items"] if one["sk"]["S"].startswith("u#")
    ]
    return [
        {
            "eventName": "INSERT",
            "eventSource": "aws:dynamodb",
            "eventSourceARN": STREAM,
            "dynamodb": {
                "Keys": {"pk": item["pk"], "sk": item["sk"]},
                "NewImage": item,
                "SequenceNumber": str(100 + number),
            },
        }
        for number, item in enumerate(items)
    ]


def test_another_city_is_refused(function, cities):
    told = function(cities[0].slug).invoke(post_event(f"/v1/{cities[1].slug}/lookup", {"text": "110"}))
    assert (told["answer"]["statusCode"], body_of(told)["code"]) == (404, "unknown_city")


@pytest.mark.parametrize("handler", [HANDLER, "handler.lambda_handler"])
@pytest.mark.parametrize(
    "records",
    [
        [],
        [{}],
        [{"eventSourceARN": STREAM.replace("antifraud-test", "antifraud-prod")}],
        [{"eventSourceARN": STREAM, "dynamodb": {}}, {"eventSourceARN": "arn:aws:sqs:other"}],
    ],
)
def test_a_batch_of_an_unmapped_stream_raises(function, records, handler):
    told = function("alliance", handler).invoke({"Records": records})
    assert told["error"]["errorType"] == "FoldError"


def test_a_city_folds_nothing(function, cities):
    told = function(cities[0].slug).invoke({"Records": [{"eventSourceARN": STREAM, "dynamodb": {}}]})
    assert told["error"]["errorType"] == "FoldError"


def test_a_limit_counts_the_address_the_gateway_saw(function, cities, settings, package, start_container):
    """Whoever writes another address into a header is still one person."""
    stage = cities[0].slug
    stage_settings = with_keys(settings, {**KEYS, "ANTIFRAUD_LOOKUPS_PER_MINUTE": "3"})[stage]
    variables = stage_settings["aws_environment_variables"]
    container = start_container(package.path.read_bytes(), HANDLER, variables)
    answers = []
    for number in range(8):
        event = post_event(f"/v1/{stage}/lookup", {"text": "110"})
        event["headers"]["x-forwarded-for"] = f"10.0.0.{number}, 192.0.2.1"
        answers.append(container.invoke(event)["answer"]["statusCode"])
    assert 429 in answers


def test_rest_events_are_answered_too(function, cities):
    event = {
        "httpMethod": "GET",
        "path": "/v1/cities",
        "headers": {"Host": "api.example.org"},
        "queryStringParameters": None,
        "requestContext": {"identity": {"sourceIp": "192.0.2.1"}},
        "body": None,
    }
    told = function("alliance").invoke(event)
    assert told["answer"]["statusCode"] == 200
    assert len(body_of(told)["cities"]) == len(cities)


def test_the_zip_opens(package):
    assert zipfile.ZipFile(io.BytesIO(package.path.read_bytes())).testzip() is None

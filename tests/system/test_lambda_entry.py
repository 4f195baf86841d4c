"""The functions as Lambda calls them: Zappa's real handler on events of the gateway and of the stream."""

import base64
from urllib.parse import urlencode

import pytest

from antifraud.errors import FoldError
from antifraud.ports import ListedClue
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.stream import StreamReader
from antifraud.storage.table import stream_of
from antifraud.verdicts import Listing
from tests.system.calling import ADDRESS, body_of, fresh_containers, gateway_event, json_event

SECRET = "13755507777"


@pytest.fixture
def stream(settings, database) -> str:
    return stream_of(open_client(), settings.table)


@pytest.fixture
def container(stream, tmp_path, monkeypatch, root):
    """Start fresh containers, as the function of all cities or of the one named."""
    with fresh_containers(root, tmp_path, monkeypatch, stream) as start:
        yield start


@pytest.fixture
def handle(container):
    """Answer events as the function that serves all cities."""
    return container()


def test_a_look_up_by_json_by_form_and_base64_encoded(handle, pilot):
    path = f"/v1/{pilot.slug}/lookup"
    form = urlencode({"text": "电话 95588"})
    events = (
        json_event(path, text="电话 95588"),
        gateway_event("POST", path, form, content_type="application/x-www-form-urlencoded"),
        gateway_event(
            "POST",
            path,
            base64.b64encode(form.encode()).decode(),
            base64_body=True,
            content_type="application/x-www-form-urlencoded",
        ),
    )
    for event in events:
        answer = handle(event)
        assert answer["statusCode"] == 200, answer
        assert answer["headers"]["Content-Type"] == "application/json"
        assert body_of(answer)["overall"] == "official"


def test_a_browser_without_javascript_gets_a_page(handle, pilot):
    event = gateway_event(
        "POST",
        f"/v1/{pilot.slug}/lookup?lang=en",
        "text=95588",
        content_type="application/x-www-form-urlencoded",
        accept="text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    )
    answer = handle(event)
    assert answer["headers"]["Content-Type"].startswith("text/html")
    assert "Industrial and Commercial Bank" in answer["body"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/v1/atlantis/lookup", '{"text": "95588"}', 404, "unknown_city"),
        ("GET", "/v1/{city}/lookup", None, 405, "method_not_allowed"),
        ("GET", "/v2/nothing", None, 404, "not_found"),
        ("POST", "/v1/{city}/lookup", "x" * 1_000_000, 413, "too_large"),
        ("POST", "/v1/{city}/lookup", '{"text": ', 400, "unreadable_body"),
        ("POST", "/v1/{city}/reports", '{"category": "job"}', 422, "invalid_fields"),
        ("GET", "/v1/{city}/reports/2222-2222-2222-2222", None, 404, "unknown_receipt"),
    ],
)
def test_every_refusal_has_the_one_shape(handle, pilot, method, path, body, status, code):
    answer = handle(
        gateway_event(method, path.format(city=pilot.slug), body, content_type="application/json")
    )
    told = body_of(answer)
    assert (answer["statusCode"], told["status"], told["code"]) == (status, status, code)
    assert answer["headers"]["Content-Type"] == "application/problem+json"
    assert told["request_id"] == answer["headers"]["X-Request-Id"]


def test_a_report_its_stream_event_and_its_receipt(container, pilot, settings, stream):
    path = f"/v1/{pilot.slug}/reports"
    handle = container(pilot.slug)
    filed = handle(json_event(path, text=SECRET, category="refund"))
    assert filed["statusCode"] == 201
    receipt = body_of(filed)["receipt"]
    reader = StreamReader(open_client(), open_streams(), settings.table)
    records = [{**one, "eventSourceARN": stream} for batch in reader.batches() for one in batch]
    assert len(records) >= 1
    with pytest.raises(FoldError):
        handle({"Records": records})  # the function of a city may not write verdicts
    alliance = container("alliance")
    for _ in range(2):  # Lambda may deliver a batch again
        assert alliance({"Records": records}) == {"batchItemFailures": []}
    handle = container(pilot.slug)
    assert body_of(handle(gateway_event("GET", f"{path}/{receipt}")))["status"] == "counted"
    (clue,) = body_of(handle(json_event(f"/v1/{pilot.slug}/lookup", text=SECRET)))["clues"]
    assert (clue["verdict"]["level"], clue["verdict"]["reports"]) == ("reported", 1)


def test_red_names_who_confirmed_it_and_a_partner_is_not_named(handle, pilot, database, keys):
    def listed(number, source, level):
        listing = Listing(source, level)
        clue = ListedClue(keys.clue_key("phone", f"+86{number}"), number, listing)
        database.listings.write_listings([(clue, {source: listing})])
        (found,) = body_of(handle(json_event(f"/v1/{pilot.slug}/lookup", text=number)))["clues"]
        return found["verdict"]["level"], found["verdict"]["source"], found["verdict"]["flags"]

    assert listed("13755508001", "police:330100", "confirmed") == (
        "confirmed",
        {"zh": "警方", "zh-Hant": "警方", "en": "Police"},
        [],
    )
    assert listed("13755508002", "carrier", "high_risk") == ("high_risk", None, [])
    assert listed("13755508003", "demo", "confirmed") == ("confirmed", None, ["demo"])


@pytest.mark.parametrize("position", [0, 1])
def test_records_of_an_unknown_source_come_again_instead_of_being_lost(container, stream, position):
    records = [{"eventSourceARN": stream, "dynamodb": {}}, {"eventSourceARN": stream, "dynamodb": {}}]
    records[position] = {"eventSourceARN": "arn:aws-cn:dynamodb:other/stream/1", "dynamodb": {}}
    with pytest.raises(FoldError):
        container("alliance")({"Records": records})


@pytest.mark.parametrize("claimed", [ADDRESS, f"198.51.100.1, {ADDRESS}", "198.51.100.1, 10.0.0.1, 10.0.0.2"])
def test_limits_go_by_the_address_that_the_gateway_saw(handle, pilot, settings, keys, claimed):
    event = json_event(f"/v1/{pilot.slug}/reports", text=SECRET, category="refund", device="a" * 16)
    event["headers"]["x-forwarded-for"] = claimed
    assert handle(event)["statusCode"] == 201
    rows = open_client().scan(TableName=settings.table)["Items"]
    assert [row["n"]["S"] for row in rows if row["pk"]["S"].startswith("R#")] == [keys.network(ADDRESS)]


def test_the_log_names_each_request_and_never_what_was_typed(handle, pilot, caplog):
    path = f"/v1/{pilot.slug}/reports"
    filed = body_of(
        handle(json_event(path, text=SECRET, category="refund", contact="13611112222", story="秘密"))
    )
    handle(json_event(f"/v1/{pilot.slug}/lookup", text=f"{SECRET} 秘密"))
    handle(gateway_event("GET", f"{path}/{filed['receipt']}"))
    handle(gateway_event("GET", f"{path}?receipt={filed['receipt']}"))
    handle(json_event(path, text="秘密", category="refund"))
    log = caplog.text
    for typed in (SECRET, SECRET[3:], "13611112222", "秘密", filed["receipt"], ADDRESS):
        assert typed not in log
    assert "POST /v1/<city>/lookup 200" in log
    assert log.count("/v1/<city>/reports") == 4

"""One error shape over every route and every way an error can arise; an outage is never "no record"."""

import json
import os
from dataclasses import replace

import jsonschema
import pytest

from antifraud import errors
from antifraud.errors import AntifraudError, StoreBusyError, StoreUnavailableError
from antifraud.languages import LANGUAGES
from antifraud.messages import load_messages
from functions.app import create_app
from functions.errors import STATUS, status_of
from functions.guards import EXEMPT
from functions.openapi import describe

GOOD = {"text": "13812345678", "category": "refund"}


def all_errors(kind=AntifraudError):
    return [kind, *(one for sub in kind.__subclasses__() for one in all_errors(sub))]


def hold(answer, status, code, fields=()):
    """Fail unless the answer is an error of the one shape."""
    assert answer.mimetype == "application/problem+json"
    assert (answer.status_code, answer.json["status"], answer.json["code"]) == (status, status, code)
    assert sorted((one["field"], one["code"]) for one in answer.json["fields"]) == sorted(fields)
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]
    jsonschema.validate(answer.json, {**describe(), "$ref": "#/components/schemas/Problem"})


@pytest.mark.parametrize("kind", all_errors(), ids=lambda kind: kind.__name__)
def test_every_exception_has_a_status_and_stands_in_the_tree(kind):
    assert 400 <= status_of(kind()) < 600
    assert kind.__name__ in errors.__doc__


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_that_reaches_people_has_a_sentence(lang):
    sentences = load_messages()[lang]["errors"]
    for kind in STATUS:
        assert kind.code in sentences


def test_every_route_is_guarded_or_named_as_exempt(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        name = rule.endpoint.split(".")[-1]
        if name != "static":
            assert hasattr(view, "guards") != (name in EXEMPT), rule.endpoint


BAD_REPORTS = [
    ({}, [("text", "required")]),
    ({"category": "refund"}, [("text", "required")]),
    ({**GOOD, "channel": "pigeon"}, [("channel", "not_a_choice")]),
    ({**GOOD, "for_other": "perhaps"}, [("for_other", "not_a_choice")]),
    ({**GOOD, "call_back": True}, [("contact", "required")]),
    ({**GOOD, "proof": "x" * 4001}, [("proof", "too_long")]),
    ({**GOOD, "text": " "}, [("text", "empty")]),
    ({**GOOD, "text": "今天天气不错"}, [("text", "not_a_clue")]),
    ({**GOOD, "category": "theft"}, [("category", "not_a_choice")]),
    ({**GOOD, "happened_on": "2026-11-23"}, [("happened_on", "in_the_future")]),
    ({**GOOD, "happened_on": "1999-01-01"}, [("happened_on", "too_old")]),
    ({**GOOD, "happened_on": "yesterday"}, [("happened_on", "not_a_date")]),
    ({**GOOD, "amount": "-1"}, [("amount", "negative")]),
    ({**GOOD, "amount": "1.234"}, [("amount", "too_many_decimals")]),
    ({**GOOD, "amount": "NaN"}, [("amount", "not_a_number")]),
    ({**GOOD, "amount": "1e99"}, [("amount", "too_big")]),
    ({**GOOD, "amount": "a lot"}, [("amount", "not_a_number")]),
    ({**GOOD, "story": "x" * 2001}, [("story", "too_long")]),
    ({**GOOD, "contact": "nobody"}, [("contact", "not_contact")]),
    ({**GOOD, "device": "short"}, [("device", "bad_characters")]),
    ({**GOOD, "idempotency_key": "not allowed here!"}, [("idempotency_key", "bad_characters")]),
    ({**GOOD, "colour": "red"}, [("colour", "unknown_field")]),
    ({**GOOD, "clues": [{"kind": "qq", "value": "12345678"}]}, [("clues", "one_of_two")]),
    ({"category": "job", "clues": []}, [("clues", "too_many")]),
    ({"category": "job", "clues": [{"kind": "qq", "value": "12345678"}] * 6}, [("clues", "too_many")]),
    ({"category": "job", "clues": [{"kind": "fax", "value": "1"}]}, [("clues.0.kind", "not_a_choice")]),
    ({"category": "job", "clues": [{"kind": "phone", "value": "hi"}]}, [("clues.0.value", "not_a_clue")]),
    (
        {"text": "", "category": "?", "amount": -5, "happened_on": "2030-01-01"},
        [
            ("text", "empty"),
            ("category", "not_a_choice"),
            ("amount", "negative"),
            ("happened_on", "in_the_future"),
        ],
    ),
]


@pytest.mark.parametrize(("given", "fields"), BAD_REPORTS)
def test_every_faulty_field_is_named_at_once(client, given, fields):
    hold(client.post("/v1/seaside/reports", json=given), 422, "invalid_fields", fields)


@pytest.mark.parametrize("path", ["/v1/seaside/lookup", "/v1/seaside/reports"])
@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"{", "application/json", 400, "unreadable_body"),
        (b"[1, 2]", "application/json", 400, "unreadable_body"),
        (b'{"text": "\xff\xfe"}', "application/json", 400, "unreadable_body"),
        (b"[" * 100_000, "application/json", 400, "unreadable_body"),
        (b"text=%ff%fe", "application/x-www-form-urlencoded", 400, "unreadable_body"),
        ("text=中文".encode("gb18030"), "application/x-www-form-urlencoded", 400, "unreadable_body"),
        (
            b"&".join(b"a%d=1" % n for n in range(100)),
            "application/x-www-form-urlencoded",
            400,
            "unreadable_body",
        ),
        (b"\x00\x01\x02", "application/octet-stream", 415, "unsupported_type"),
        (b"text=1", "text/plain", 415, "unsupported_type"),
        (b"text=" + b"1" * 1_000_000, "application/x-www-form-urlencoded", 413, "too_large"),
    ],
)
def test_a_body_that_cannot_be_read(client, path, body, content_type, status, code):
    hold(client.post(path, data=body, content_type=content_type), status, code)


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, [("text", "required")]),
        ({"text": ""}, [("text", "empty")]),
        ({"text": 5}, [("text", "not_text")]),
        ({"text": "x" * 20_001}, [("text", "too_long")]),
        ({"text": "110", "value": "110"}, [("value", "one_of_two")]),
        ({"value": "hi", "kind": "phone"}, [("value", "not_a_clue")]),
        ({"value": "110", "kind": "fax"}, [("kind", "not_a_choice")]),
    ],
)
def test_a_look_up_that_cannot_be_understood(client, given, fields):
    hold(client.post("/v1/seaside/lookup", json=given), 422, "invalid_fields", fields)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "/v1/atlantis/lookup", 404, "unknown_city"),
        ("POST", "/v1/atlantis/reports", 404, "unknown_city"),
        ("GET", "/v1/atlantis/reports/7K3M-9QXT-2HVW-R4CM", 404, "unknown_city"),
        ("GET", "/v1/seaside/reports/7K3M-9QXT-2HVW-R4CM", 404, "unknown_receipt"),
        ("GET", "/v1/seaside/reports/%00", 404, "unknown_receipt"),
        ("GET", "/v1/seaside/lookup", 405, "method_not_allowed"),
        ("DELETE", "/v1/cities", 405, "method_not_allowed"),
        ("GET", "/v2/cities", 404, "not_found"),
        ("POST", "/v1/asleep/lookup", 503, "city_paused"),
        ("POST", "/v1/asleep/reports", 503, "city_paused"),
    ],
)
def test_addresses_that_are_none(client, method, path, status, code):
    hold(client.open(path, method=method, json=GOOD), status, code)


def test_a_paused_city_still_names_its_hotlines(client):
    answer = client.post("/v1/asleep/lookup", json=GOOD)
    assert answer.json["hotlines"] == ["96110", "110", "099712345"]


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "https://www.seaside.gov.cn.evil.example", "http://www.seaside.gov.cn"],
)
def test_a_page_the_city_has_not_allowed(client, origin):
    answer = client.post("/v1/seaside/lookup", json=GOOD, headers={"Origin": origin})
    hold(answer, 403, "origin_not_allowed")
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_page_the_city_has_allowed(client):
    origin = "https://www.seaside.gov.cn"
    asked = client.options(
        "/v1/seaside/lookup", headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
    )
    assert (asked.status_code, asked.headers["Access-Control-Allow-Origin"]) == (204, origin)
    answer = client.post("/v1/seaside/lookup", data={"text": "110"}, headers={"Origin": origin})
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert "Origin" in answer.headers["Vary"]
    failed = client.post("/v1/seaside/lookup", data={}, headers={"Origin": origin})
    assert failed.headers["Access-Control-Allow-Origin"] == origin, (
        "the widget must be able to read the error"
    )


class _Down:
    """A database that does not answer, in the middle of whatever is done with it."""

    def __init__(self, error):
        self.error = error

    def __getattr__(self, name):
        def fail(*_args, **_more):
            raise self.error

        return fail


@pytest.mark.parametrize(
    ("error", "code"), [(StoreUnavailableError(), "store_unavailable"), (StoreBusyError(), "store_busy")]
)
def test_with_the_database_down(parts, error, code):
    down = _Down(error)
    broken = replace(parts, sources=replace(parts.sources, known=down), reports=down, counter=down)
    client = create_app(broken).test_client()

    answer = client.post("/v1/seaside/lookup", json={"text": "13812345678 和 95588"})
    hold(answer, 503, code)
    assert answer.json["overall"] == "unavailable"
    assert [clue["verdict"]["level"] for clue in answer.json["clues"]] == ["unavailable", "official"]
    assert "no_record" not in json.dumps(answer.json)
    assert answer.json["hotlines"] == ["96110", "110"]
    assert answer.headers["Retry-After"]

    page = client.post("/v1/seaside/lookup", json={"text": "13812345678"}, headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert "暂时查不到" in page.get_data(as_text=True)
    assert "暂无记录" not in page.get_data(as_text=True)

    hold(client.post("/v1/seaside/reports", json=GOOD), 503, code)
    hold(client.get("/v1/seaside/reports/7K3M-9QXT-2HVW-R4CM"), 503, code)
    assert client.get("/_status").status_code == 503


def test_a_database_that_is_cut_off_for_real(parts, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9")
    from antifraud.assembly import open_database  # noqa: PLC0415 - opened with that address

    nowhere = open_database(parts.settings, os.environ)
    client = create_app(replace(parts, sources=replace(parts.sources, known=nowhere.known))).test_client()
    hold(client.post("/v1/seaside/lookup", json={"text": "13812345678"}), 503, "store_unavailable")


def test_a_fault_of_ours_shows_nothing_of_what_was_typed(parts, caplog):
    secret = "13812345678"
    client = create_app(replace(parts, reports=_Down(ValueError(secret)))).test_client()
    answer = client.post("/v1/seaside/reports", json=GOOD)
    hold(answer, 500, "internal")
    assert secret not in answer.get_data(as_text=True)
    assert secret not in "".join(record.getMessage() for record in caplog.records)
    assert "ValueError" in "".join(record.getMessage() for record in caplog.records)


def test_errors_for_a_browser_are_pages(client):
    page = client.post("/v1/seaside/reports", data={"category": "job"}, headers={"Accept": "text/html"})
    text = page.get_data(as_text=True)
    assert (page.status_code, page.mimetype) == (422, "text/html")
    assert "线索" in text
    assert "必填" in text

"""The sandbox: the same answers for ever, to any page, and no row of the table for it."""

import dataclasses

import pytest

from antifraud.sandbox import LEVELS, OUTAGE, RECEIPT_KEY
from antifraud.storage.client import open_client
from functions.app import create_app

ANYWHERE = {"Origin": "https://staging.example.net"}
RECEIPT = RECEIPT_KEY.receipt


@pytest.fixture
def rows(settings):
    return lambda: open_client().scan(TableName=settings.table)["Items"]


@pytest.fixture
def look(client):
    return lambda text: client.post("/v1/sandbox/lookup", data={"text": text}, headers=ANYWHERE)


@pytest.mark.parametrize(("number", "level"), LEVELS.items())
def test_each_level_has_its_number(look, number, level):
    answer = look(number)
    assert (answer.status_code, answer.json["overall"]) == (200, level)
    assert answer.json["clues"][0]["verdict"]["flags"] == ["demo"]


def test_an_official_line_and_everything_else(look):
    assert look("95588").json["overall"] == "official"
    assert look("13812345678").json["overall"] == "no_record"
    assert look("你好").json["clues"] == []


def test_an_outage_is_an_outage(look):
    answer = look(OUTAGE.id)
    assert (answer.status_code, answer.json["overall"]) == (503, "unavailable")
    assert {"96110", "110"} <= set(answer.json["hotlines"])


def test_its_answers_lead_to_no_page_that_is_not_built(client):
    page = client.post(
        "/v1/sandbox/lookup", data={"text": "15400000001"}, headers={**ANYWHERE, "Accept": "text/html"}
    ).text
    assert "/paid.html" in page
    assert "sandbox/paid.html" not in page
    assert "appeal.html" not in page


def test_any_page_may_ask_and_the_other_cities_are_not_opened_by_it(client, look):
    assert look("95588").headers["Access-Control-Allow-Origin"] == "*"
    asked = client.options("/v1/sandbox/reports", headers=ANYWHERE)
    assert asked.headers["Access-Control-Allow-Headers"] == "Content-Type"
    assert client.post("/v1/seaside/lookup", data={"text": "95588"}, headers=ANYWHERE).status_code == 403


def test_a_report_is_checked_acknowledged_and_forgotten(client, rows):
    bad = client.post("/v1/sandbox/reports", json={"text": "154 0000 0001", "category": "theft"})
    assert bad.status_code == 422
    for _ in range(2):
        filed = client.post("/v1/sandbox/reports", json={"text": "154 0000 0001", "category": "refund"})
        assert (filed.status_code, filed.json["receipt"]) == (201, RECEIPT)
    told = client.get(f"/v1/sandbox/reports/{RECEIPT.lower()}")
    assert (told.status_code, told.json["status"], told.json["city"]) == (200, "counted", "sandbox")
    assert client.get("/v1/sandbox/reports/2222-2222-2222-2222").status_code == 404
    assert (
        client.post("/v1/sandbox/why", data={"level": "confirmed", "answer": "get_back"}).status_code == 204
    )
    assert rows() == []


def test_it_is_in_no_list_and_whichever_city_a_function_serves(client, parts):
    assert "sandbox" not in {city["slug"] for city in client.get("/v1/cities").json["cities"]}
    one = dataclasses.replace(parts, settings=dataclasses.replace(parts.settings, city="seaside"))
    answer = create_app(one).test_client().post("/v1/sandbox/lookup", data={"text": "154 0000 0001"})
    assert answer.json["overall"] == "confirmed"


def test_what_is_not_in_it_is_not_found(client):
    for path in ("/v1/sandbox/genuine", "/v1/sandbox/nothing"):
        assert client.get(path).status_code == 404

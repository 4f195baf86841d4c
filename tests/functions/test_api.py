"""Look-ups, reports and receipts through the whole app on the real table."""

import json
from datetime import timedelta

import jsonschema
import pytest

from antifraud.ports import ListedClue
from antifraud.verdicts import Listing
from functions.facts import OPENAPI_FILE
from functions.openapi import describe, written

MOBILE = "13812345678"


def report(client, city="seaside", address="127.0.0.1", **more):
    given = {"text": MOBILE, "category": "refund", "device": "d" * 16, **more}
    return client.post(
        f"/v1/{city}/reports",
        json={name: value for name, value in given.items() if value is not None},
        environ_overrides={"REMOTE_ADDR": address},
    )


def look_up(client, text=MOBILE, city="seaside"):
    return client.post(f"/v1/{city}/lookup", json={"text": text})


def hold(body, name):
    """Fail unless `body` has the shape that the API's description promises."""
    schema = {**describe(), "$ref": f"#/components/schemas/{name}"}
    jsonschema.validate(body, schema)


def test_a_clean_number_has_no_record_and_is_not_called_safe(client):
    answer = look_up(client)
    hold(answer.json, "LookupAnswer")
    assert (answer.status_code, answer.json["overall"]) == (200, "no_record")
    (clue,) = answer.json["clues"]
    assert (clue["kind"], clue["value"]) == ("phone", "+8613812345678")
    assert "not_safe" in clue["advice"]


def test_a_report_in_one_city_is_seen_in_another(client, fold):
    filed = report(client)
    hold(filed.json, "ReceiptAnswer")
    assert filed.status_code == 201
    fold()
    answer = look_up(client, city="uphill").json
    verdict = answer["clues"][0]["verdict"]
    assert (answer["overall"], verdict["reports"], verdict["cities"]) == ("reported", 1, ["seaside"])
    assert verdict["first_seen"] == verdict["last_seen"] == "2026-11-21"


def test_five_people_make_it_high_risk(client, fold):
    for person in range(5):
        filed = report(client, device=f"{person:016}", address=f"198.51.{person}.7")
        assert (filed.status_code, filed.json["status"]) == (201, "received")
    fold()
    answer = look_up(client).json
    assert answer["overall"] == "high_risk"
    assert answer["clues"][0]["verdict"]["reasons"][0] == "independent_reports"


def test_a_receipt_tells_what_became_of_it(client, fold):
    receipt = report(client).json["receipt"]
    before = client.get(f"/v1/seaside/reports/{receipt}").json
    fold()
    after = client.get(f"/v1/uphill/reports/{receipt}").json
    hold(after, "ReceiptAnswer")
    assert (before["status"], after["status"]) == ("received", "counted")
    assert [(step["step"], step["done"]) for step in after["timeline"]] == [
        ("received", True),
        ("counted", True),
        ("with_police", False),
        ("case_opened", False),
        ("solved", False),
    ]
    assert after["clues"] == [{"kind": "phone", "display": "138 1234 5678"}]


def test_the_same_form_twice_is_one_report(client, fold):
    key = "same-form-same-key"
    first, second = report(client, idempotency_key=key), report(client, idempotency_key=key)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json["receipt"] == second.json["receipt"]
    third = report(client, idempotency_key="another-form-another")
    assert (third.status_code, third.json["status"], third.json["receipt"]) == (200, "already_reported", None)
    fold()
    assert look_up(client).json["clues"][0]["verdict"]["reports"] == 1


def test_a_message_with_every_kind_gets_a_verdict_each(client):
    text = (
        "客服13812345678 加QQ 123456789 微信号abc_12345 "
        "打开 http://evil.example.com/pay 转到 6222021234567894"
    )
    answer = look_up(client, text).json
    hold(answer, "LookupAnswer")
    assert {clue["kind"] for clue in answer["clues"]} == {"phone", "qq", "wechat", "url", "bank_card"}
    card = next(clue for clue in answer["clues"] if clue["kind"] == "bank_card")
    assert "1234567" not in card["display"]


def test_an_official_line_is_official_and_its_forged_forms_are_not(client):
    for text, level in (("95588", "official"), ("+8695588", "no_record"), ("0095588", "no_record")):
        answer = look_up(client, text).json
        assert answer["overall"] == level, text
    official = look_up(client, "95588").json["clues"][0]["verdict"]
    assert official["dial"] == "95588"
    assert official["owner"]["zh"]
    assert "forged_display" in look_up(client, "+8695588").json["clues"][0]["hints"]


def test_a_reported_folder_condemns_what_is_below_it_and_nothing_beside_it(client, fold):
    report(client, text="http://evil.example.com/pay/")
    fold()
    levels = {
        text: look_up(client, text).json["overall"]
        for text in (
            "http://evil.example.com/pay/x.html?a=1",
            "http://evil.example.com/",
            "http://example.com/pay/",
        )
    }
    assert list(levels.values()) == ["reported", "no_record", "no_record"]


def test_a_text_without_a_clue_says_so(client):
    answer = look_up(client, "你好，今天天气不错").json
    hold(answer, "LookupAnswer")
    assert (answer["clues"], answer["overall"], answer["advice"][0]) == ([], "no_record", "no_clue_found")


def test_a_message_says_what_it_sounds_like_as_a_hint(client):
    words = "您购买的衣服有质量问题，现在为您退款，请点击退款链接填写银行卡号，勿告诉他人 "
    answer = look_up(client, text=words + MOBILE)
    hold(answer.json, "LookupAnswer")
    assert answer.json["overall"] == "no_record"
    (sounds,) = answer.json["sounds_like"]
    assert sounds["category"] == "refund"
    assert "退款…填写…银行卡" in sounds["phrases"]
    page = client.post("/v1/seaside/lookup", data={"text": words}, headers={"Accept": "text/html"}).text
    assert "这段话听起来像：网购退款（因为出现了“" in page
    assert "这只是提醒，不是结论。" in page
    assert look_up(client).json["sounds_like"] == []


def test_urlencoded_says_the_same_as_json(client):
    form = client.post("/v1/seaside/lookup", data={"text": MOBILE}).json
    assert form == look_up(client).json
    filed = client.post(
        "/v1/seaside/reports",
        data={
            "clues": ["phone:+8613812345678", "qq:12345678"],
            "category": "job",
            "amount": "12.50",
            "story": "",
        },
    )
    assert filed.status_code == 201
    assert [clue["kind"] for clue in filed.json["clues"]] == ["phone", "qq"]


def test_a_sum_is_kept_in_fen(client, database, settings):
    report(client, amount="12.34")
    rows = list(database.known.client.scan(TableName=settings.table))
    assert [row["a"]["N"] for row in rows if "a" in row] == ["1234"]


def test_facts(client, cities):
    listed = client.get("/v1/cities")
    hold(listed.json, "CitiesAnswer")
    assert [city["slug"] for city in listed.json["cities"]] == list(cities)
    hold(client.get("/v1/messages/en").json, "MessagesAnswer")
    hold(client.get("/_status").json, "StatusAnswer")
    hold(client.get("/v1/messages/zh-Hant").json, "MessagesAnswer")
    assert client.get("/v1/messages/fr").status_code == 404


def test_the_description_is_the_one_generated(client):
    assert OPENAPI_FILE.read_text("utf-8") == written(), "run python -m functions.openapi"
    described = client.get("/v1/openapi.json").json
    page = client.get("/v1/docs").get_data(as_text=True)
    for path in described["paths"]:
        assert path in page


def test_a_function_of_one_city_serves_no_other(parts):
    from dataclasses import replace  # noqa: PLC0415

    from functions.app import create_app  # noqa: PLC0415

    only = create_app(replace(parts, settings=replace(parts.settings, city="uphill"))).test_client()
    assert look_up(only, city="uphill").status_code == 200
    forged = look_up(only, city="seaside")
    assert (forged.status_code, forged.json["code"]) == (404, "unknown_city")


def test_the_page_without_javascript(client):
    page = client.post("/v1/seaside/lookup", data={"text": MOBILE}, headers={"Accept": "text/html,*/*;q=0.8"})
    text = page.get_data(as_text=True)
    assert page.mimetype == "text/html"
    assert "暂无记录" in text
    assert "不等于安全" in text
    assert 'href="tel:96110"' in text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    english = client.post(
        "/v1/seaside/lookup?lang=en",
        data={"text": "<script>alert(1)</script>"},
        headers={"Accept": "text/html"},
    ).get_data(as_text=True)
    assert "<script" not in english
    assert "&lt;script" in english


def test_a_report_and_its_receipt_without_javascript(client):
    browser = {"Accept": "text/html"}
    page = client.post("/v1/seaside/reports", data={"text": MOBILE, "category": "job"}, headers=browser)
    assert page.status_code == 201
    receipt = page.get_data(as_text=True).split('class="receipt">')[1].split("<")[0]
    found = client.get(
        f"/v1/seaside/reports?receipt={receipt.lower()}", headers=browser, follow_redirects=True
    )
    assert found.status_code == 200
    assert receipt in found.get_data(as_text=True)
    again = client.post("/v1/seaside/reports", data={"text": MOBILE, "category": "job"}, headers=browser)
    assert receipt in again.get_data(as_text=True), "a page sent again shows the same receipt"
    wrong = client.get("/v1/seaside/reports?receipt=", headers=browser, follow_redirects=True)
    assert wrong.status_code == 404
    assert "没有找到这个回执" in wrong.get_data(as_text=True)


@pytest.mark.parametrize("days", [0, 1])
def test_today_is_today_in_china(client, now, days):
    day = (now + timedelta(hours=8, days=days)).date().isoformat()
    answer = report(client, happened_on=day)
    assert answer.status_code == (201 if days == 0 else 422)


def test_the_log_never_holds_what_was_typed(client, caplog):
    secrets = [MOBILE, "我被骗了三万元", "13700001111", "6222021234567894"]
    with caplog.at_level("DEBUG"):
        look_up(client, f"{MOBILE} 6222021234567894")
        report(client, story=secrets[1], contact=secrets[2])
        client.post("/v1/seaside/lookup", data=b"{" + MOBILE.encode(), content_type="application/json")
        report(client, text="6222021234567894", amount="x" + MOBILE, category=secrets[1])
    written_down = json.dumps(
        [record.getMessage() for record in caplog.records if record.name == "antifraud"]
    )
    assert "/v1/<city>/lookup" in written_down
    for secret in secrets:
        assert secret not in written_down
        assert json.dumps(secret)[1:-1] not in written_down


def test_who_listed_a_clue_is_named_in_both_languages(client, database, keys):
    listing = Listing("police:330100", "confirmed")
    row = ListedClue(keys.clue_key("phone", "+8613812345678"), "138 1234 5678", listing)
    database.listings.write_listings([(row, {listing.source: listing})])
    verdict = look_up(client).json["clues"][0]["verdict"]
    assert verdict["level"] == "confirmed"
    assert verdict["source"] == {"zh": "警方", "zh-Hant": "警方", "en": "Police"}
    page = client.post("/v1/seaside/lookup", data={"text": MOBILE}, headers={"Accept": "text/html"})
    assert "警方" in page.get_data(as_text=True)

"""Tips, marks, amending, withdrawing, calling back and cases, through the whole app on the real table."""

import pytest

from antifraud.cases import Step
from antifraud.keys import ClueKey
from antifraud.ports import Ruling
from antifraud.usecases.follow_case import add_step
from antifraud.usecases.review import decide_held, list_waiting
from tests.functions.test_api import hold, look_up, report

NUMBER = ClueKey("phone", "+8613812345678")


def mark(client, what="courier", address="127.0.0.1", **more):
    given = {"text": "13812345678", "mark": what, "device": "d" * 16, **more}
    return client.post("/v1/seaside/marks", json=given, environ_overrides={"REMOTE_ADDR": address})


def test_one_tap_is_a_report(client, fold):
    tip = report(client, category=None)
    hold(tip.json, "ReceiptAnswer")
    assert (tip.status_code, tip.json["category"], tip.json["mark"]) == (201, "other", None)
    fold()
    assert look_up(client).json["overall"] == "reported"


def test_a_tip_is_completed_and_taken_back_with_its_receipt(client, fold):
    receipt = report(client, category=None).json["receipt"]
    amended = client.post(
        f"/v1/uphill/reports/{receipt.lower()}/amend", data={"category": "job", "amount": "12.50"}
    )
    hold(amended.json, "ReceiptAnswer")
    assert (amended.status_code, amended.json["category"]) == (200, "job")
    fold()
    assert look_up(client).json["clues"][0]["verdict"]["categories"] == ["job"]
    withdrawn = client.post(f"/v1/seaside/reports/{receipt}/withdraw")
    hold(withdrawn.json, "ReceiptAnswer")
    assert (withdrawn.status_code, withdrawn.json["status"]) == (200, "withdrawn")
    fold()
    assert look_up(client).json["overall"] == "no_record"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({}, ("category", "required")),
        ({"category": "nonsense"}, ("category", "not_a_choice")),
        ({"text": "13812345678"}, ("text", "unknown_field")),
        ({"amount": "-1"}, ("amount", "negative")),
        ({"happened_on": "2099-01-01"}, ("happened_on", "in_the_future")),
    ],
)
def test_what_cannot_be_said_anew_is_named(client, fields, fault):
    receipt = report(client).json["receipt"]
    answer = client.post(f"/v1/seaside/reports/{receipt}/amend", json=fields)
    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json["fields"]] == [fault]


@pytest.mark.parametrize("step", ["amend", "withdraw"])
def test_without_a_receipt_nothing_is_amended_or_withdrawn(client, step):
    body = {"category": "job"} if step == "amend" else {}
    answer = client.post(f"/v1/seaside/reports/7K3M-9QXT-2HVW-R4CM/{step}", json=body)
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_receipt")


def test_marks_weigh_against_reports_and_make_nothing_safe(client, fold):
    for person in range(4):
        marked = mark(client, device=f"fine{person:012}", address=f"198.51.{person}.7")
        hold(marked.json, "ReceiptAnswer")
        assert (marked.status_code, marked.json["mark"]) == (201, "courier")
    fold()
    assert look_up(client).json["overall"] == "no_record"
    for person in range(5):
        report(client, device=f"{person:016}", address=f"203.0.{person}.7")
    fold()
    verdict = look_up(client).json["clues"][0]["verdict"]
    assert (verdict["level"], verdict["reporters"], "contested" in verdict["reasons"]) == (
        "reported",
        5,
        True,
    )


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"mark": "safe"}, ("mark", "not_a_choice")),
        ({"mark": None}, ("mark", "required")),
        ({"text": "hello"}, ("text", "not_a_clue")),
    ],
)
def test_a_mark_that_is_none_is_refused(client, fields, fault):
    given = {"text": "13812345678", "mark": "courier", **fields}
    answer = client.post("/v1/seaside/marks", json={name: value for name, value in given.items() if value})
    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json["fields"]] == [fault]


def test_who_wants_a_call_gets_three_words_that_only_the_receipt_tells(client, parts):
    wished = {"call_back": True, "contact": "13900001111"}
    filed = report(client, **wished).json
    phrase = filed["call_back_phrase"]
    assert len(phrase["zh"].split()) == 3
    assert client.get(f"/v1/seaside/reports/{filed['receipt']}").json["call_back_phrase"] == phrase
    other = report(client, **wished, device="e" * 16).json["call_back_phrase"]
    assert other != phrase
    assert report(client, device="f" * 16).json["call_back_phrase"] is None


def test_a_call_needs_a_number_to_call(client):
    answer = report(client, call_back=True)
    assert [(one["field"], one["code"]) for one in answer.json["fields"]] == [("contact", "required")]


def test_a_receipt_tells_what_the_police_did_and_why_not(client, fold, database, now):
    receipt = report(client).json["receipt"]
    fold()
    add_step(NUMBER, Step("with_police", now, by="police:330100"), database.cases)
    add_step(NUMBER, Step("not_pursued", now, "no_loss", "police:330100"), database.cases)
    told = client.get(f"/v1/seaside/reports/{receipt}")
    hold(told.json, "ReceiptAnswer")
    assert [(one["step"], one["done"], one["why"]) for one in told.json["timeline"]] == [
        ("received", True, None),
        ("counted", True, None),
        ("with_police", True, None),
        ("not_pursued", True, "no_loss"),
    ]
    page = client.get(f"/v1/seaside/reports/{receipt}", headers={"Accept": "text/html"})
    assert "没有造成损失" in page.text


def test_a_flood_from_one_network_waits_for_review(client, fold, database, keys, now):
    answers = [report(client, device=f"flood{person:011}").json["status"] for person in range(8)]
    assert answers == ["received"] * 3 + ["under_review"] * 5
    fold()
    verdict = look_up(client).json["clues"][0]["verdict"]
    assert (verdict["level"], verdict["reporters"], "under_review" in verdict["reasons"]) == (
        "reported",
        3,
        True,
    )
    (waiting,) = list_waiting(database.review, database.known)
    assert (waiting.clue, waiting.evidence.held) == (NUMBER, 5)
    assert decide_held(NUMBER, Ruling(True, "Li Lei", now), database.review, keys) == 5
    assert decide_held(NUMBER, Ruling(False, "Li Lei", now), database.review, keys) == 0
    fold()
    verdict = look_up(client).json["clues"][0]["verdict"]
    assert (verdict["reporters"], verdict["level"]) == (8, "reported"), "still one network"
    assert list_waiting(database.review, database.known) == []


def test_the_receipt_page_amends_and_withdraws_without_javascript(client):
    html = {"Accept": "text/html"}
    page = client.post(
        "/v1/seaside/reports",
        data={"text": "13812345678", "call_back": "true", "contact": "13900001111"},
        headers=html,
    )
    assert "这三个词" in page.text
    receipt = page.text.split('class="receipt">')[1][:19]
    amended = client.post(f"/v1/seaside/reports/{receipt}/amend", data={"category": "job"}, headers=html)
    assert (amended.status_code, "招聘" in amended.text) == (200, True)
    withdrawn = client.post(f"/v1/seaside/reports/{receipt}/withdraw", headers=html)
    assert (withdrawn.status_code, "您已撤回" in withdrawn.text) == (200, True)
    assert "/withdraw" not in withdrawn.text

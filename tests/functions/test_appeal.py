"""Appeals over HTTP: JSON and pages, what is told to whom, what is refused."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

import jsonschema
import pytest

from antifraud import appeals
from antifraud.appeals import APPEAL_RULES
from antifraud.languages import LANGUAGES
from antifraud.messages import load_messages
from antifraud.ports import ListedClue
from antifraud.usecases.close_appeal import Decision, decide_appeal
from antifraud.usecases.prove_appeal import confirm_letter
from antifraud.verdicts import CONFIRMED, REPORTED, Listing
from functions.app import create_app
from functions.appeal import _PROVING, APPEAL_RULES_SHOWN, next_steps
from functions.openapi import describe

PHONE = {"kind": "phone", "value": "138 1234 5678"}
OWNER = {"reason": "mistaken", "text": "我是卖菜的，没有骗人", "contact": "13900001111"}
PAGE = {"Accept": "text/html"}


@dataclass
class Window:
    """A client, and what was sent to phones."""

    client: object
    parts: object
    outbox: object

    def start(self, clue=PHONE, **more):
        return self.client.post("/v1/seaside/appeals", json={**clue, **OWNER, **more})

    def step(self, appeal, name, **fields):
        return self.client.post(f"/v1/seaside/appeals/{appeal}/{name}", json=fields)

    def sent(self):
        lines = self.outbox.read_text("utf-8").splitlines() if self.outbox.exists() else []
        return [json.loads(line) for line in lines]

    def code(self):
        return re.search(r"\d{6}", self.sent()[-1]["text"]).group()

    def verdict(self, clue=PHONE):
        (one,) = self.client.post("/v1/seaside/lookup", json=clue).json["clues"]
        return one["verdict"]["level"], one["verdict"]["flags"]


@pytest.fixture
def list_it(database, keys):
    def write(kind, value, level=REPORTED, source="platform:shop"):
        key = keys.clue_key(kind, value)
        listing = Listing(source, level, "refund", date(2026, 1, 1), date(2026, 11, 1))
        database.listings.write_listings([(ListedClue(key, value, listing), {source: listing})])

    return write


@pytest.fixture
def window(client, parts, outbox, list_it):
    list_it("phone", "+8613812345678")
    return Window(client, parts, outbox)


def hold(answer, status=200):
    assert answer.status_code == status, answer.json
    jsonschema.validate(answer.json, {**describe(), "$ref": "#/components/schemas/AppealAnswer"})
    return answer.json


def test_the_way_of_a_phone_from_start_to_open(window):
    body = hold(window.start(), 201)
    assert (body["state"], body["way"], body["clue"]["display"]) == ("proving", "sms", "138 1234 5678")
    assert body["next_steps"] == ["enter_code", "ask_code_again", "keep_number"]
    (message,) = window.sent()
    assert message["to"] == "+8613812345678"
    assert "任何人都不会向您要" in message["text"]
    again = hold(window.step(body["appeal"], "code"))
    assert [one["step"] for one in again["timeline"]] == ["started", "code_sent", "code_sent"]
    opened = hold(window.step(body["appeal"], "proof", code=f" {window.code()[:3]} {window.code()[3:]} "))
    assert (opened["state"], opened["due"]) == ("open", "2026-11-28T13:00:00Z")
    assert window.verdict() == ("reported", ["disputed"])
    assert hold(window.client.get(f"/v1/seaside/appeals/{body['appeal'].lower()}")) == opened
    closed = hold(window.step(body["appeal"], "withdraw"))
    assert closed["state"] == "withdrawn"
    assert window.verdict() == ("reported", [])


def test_a_code_in_full_width_digits_is_the_code(window):
    appeal = window.start().json["appeal"]
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in window.code())
    assert hold(window.step(appeal, "proof", code=wide))["state"] == "open"


def test_the_text_is_in_the_language_of_the_page(window):
    window.client.post("/v1/seaside/appeals?lang=en", json={**PHONE, **OWNER})
    assert "Nobody will ever ask you for it" in window.sent()[0]["text"]


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, {"kind", "value", "reason", "text", "contact"}),
        ({**PHONE, **OWNER, "contact": "nobody"}, {"contact"}),
        ({**PHONE, **OWNER, "reason": "because"}, {"reason"}),
        ({**PHONE, **OWNER, "value": "hello"}, {"value"}),
        ({**PHONE, **OWNER, "text": " "}, {"text"}),
        ({**PHONE, **OWNER, "colour": "red"}, {"colour"}),
    ],
)
def test_what_is_missing_or_wrong_is_named(window, given, fields):
    answer = window.client.post("/v1/seaside/appeals", json=given)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid_fields")
    assert {one["field"] for one in answer.json["fields"]} == fields
    assert window.sent() == []


def test_refusals_are_told_apart(window, list_it):
    def code_of(answer):
        return answer.status_code, answer.json["code"]

    other = {"kind": "phone", "value": "13800001111"}
    assert code_of(window.start(other)) == (409, "nothing_to_appeal")
    appeal = window.start().json["appeal"]
    assert code_of(window.step(appeal, "proof", code="1")) == (422, "wrong_code")
    assert code_of(window.step(appeal, "proof")) == (409, "appeal_step")
    code = window.code()
    assert window.step(appeal, "proof", code=code).status_code == 200
    assert code_of(window.step(appeal, "proof", code=code)) == (409, "appeal_step")
    assert code_of(window.step(appeal, "code")) == (409, "appeal_step")
    assert code_of(window.start()) == (409, "appeal_open")
    unknown = "2222-2222-2222-2222-2222"
    assert code_of(window.client.get(f"/v1/seaside/appeals/{unknown}")) == (404, "unknown_appeal")
    assert code_of(window.step(unknown, "withdraw")) == (404, "unknown_appeal")
    list_it("phone", "+8613800001111")
    second = window.start(other).json["appeal"]
    for _ in range(APPEAL_RULES.code_attempts):
        assert code_of(window.step(second, "proof", code="1")) == (422, "wrong_code")
    assert code_of(window.step(second, "proof", code=window.code())) == (409, "code_expired")


def test_a_site_gets_a_file_to_show_and_is_asked_for_it(parts, outbox, list_it):
    list_it("url", "http://shop.example.com/")
    asked = []

    class Site:
        def shows(self, host, token):
            asked.append((host, token))
            return len(asked) > 1

    client = create_app(replace(parts, desk=replace(parts.desk, sites=Site()))).test_client()
    window = Window(client, parts, outbox)
    body = hold(window.start({"kind": "url", "value": "shop.example.com/sale"}), 201)
    assert (body["way"], body["next_steps"]) == ("site", ["put_file", "check_site", "keep_number"])
    assert body["site"]["file"] == "https://shop.example.com/.well-known/city-antifraud-appeal.txt"
    refused = window.step(body["appeal"], "proof")
    assert (refused.status_code, refused.json["code"]) == (409, "not_proven")
    opened = hold(window.step(body["appeal"], "proof"))
    assert (opened["state"], opened["site"]) == ("open", None)
    assert asked[0] == ("shop.example.com", body["site"]["line"])


def test_an_account_needs_papers_and_an_authority_must_agree(window, list_it, parts, now):
    card = {"kind": "bank_card", "value": "6222021234567894"}
    list_it("bank_card", card["value"], CONFIRMED, "bank:icbc")
    body = hold(window.start(card), 201)
    assert (body["way"], body["next_steps"]) == ("letter", ["bring_papers", "keep_number"])
    appeal = parts.desk.keeper.get(body["appeal"].replace("-", ""))
    opened = confirm_letter(appeal, "reviewer:li", "seen", parts.desk, now)
    body = hold(window.client.get(f"/v1/seaside/appeals/{body['appeal']}"))
    assert body["next_steps"] == ["wait_for_decision", "authority_must_agree"]
    decision = Decision("upheld", "authority_agreed", "reviewer:li", "the words of the reviewer", "fax 7")
    decide_appeal(opened, decision, parts.desk, now)
    answer = window.client.get(f"/v1/seaside/appeals/{body['appeal']}")
    assert (hold(answer)["state"], answer.json["finding"]) == ("upheld", "authority_agreed")
    for secret in ("reviewer", "fax 7", "words"):
        assert secret not in answer.get_data(as_text=True)


def test_an_overdue_appeal_says_so(parts, outbox, list_it, now):
    list_it("phone", "+8613812345678")
    window = Window(create_app(parts).test_client(), parts, outbox)
    appeal = window.start().json["appeal"]
    window.step(appeal, "proof", code=window.code())
    later = replace(parts, now=lambda: now + APPEAL_RULES.decision)
    body = hold(create_app(later).test_client().get(f"/v1/seaside/appeals/{appeal}"))
    assert (body["overdue"], body["timeline"][-1]["step"]) == (True, "overdue")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_need_no_javascript(window, lang):
    form = {**PHONE, **OWNER}
    sent = window.client.post(f"/v1/seaside/appeals?lang={lang}", data=form, headers=PAGE)
    assert sent.status_code == 303, "so that the page can be reloaded and gone back to"
    page = window.client.get(sent.headers["Location"], headers=PAGE)
    text = page.get_data(as_text=True)
    words = load_messages()[lang]
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert words["appeal_states"]["proving"] in text
    assert "<script" not in text
    number = re.search(r'class="receipt long">([A-Z2-9-]{24})<', text).group(1)
    action = re.search(r'action="([^"]+/proof[^"]*)"', text).group(1)
    wrong = window.client.post(action, data={"code": "1"}, headers=PAGE)
    assert (wrong.status_code, words["errors"]["wrong_code"] in wrong.get_data(as_text=True)) == (422, True)
    opened = window.client.post(
        action, data={"code": window.code()}, headers=PAGE, follow_redirects=True
    ).get_data(as_text=True)
    assert words["appeal_states"]["open"] in opened
    assert "2026-11-28" in opened
    form = window.client.get(f"/v1/seaside/appeals?appeal={number}&lang={lang}", headers=PAGE)
    assert form.status_code == 303
    found = window.client.get(form.headers["Location"], headers=PAGE)
    assert words["appeal_states"]["open"] in found.get_data(as_text=True)


def test_days_on_the_page_are_those_of_china(parts, outbox, list_it, now):
    list_it("phone", "+8613812345678")
    evening = replace(parts, now=lambda: now + timedelta(hours=5))
    window = Window(create_app(evening).test_client(), evening, outbox)
    appeal = window.start().json["appeal"]
    window.step(appeal, "proof", code=window.code())
    page = window.client.get(f"/v1/seaside/appeals/{appeal}", headers=PAGE).get_data(as_text=True)
    assert "2026-11-29" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_of_an_appeal_has_its_sentence_and_numbers_are_those_of_the_rules(lang):
    words = load_messages()[lang]
    steps = {*appeals.STATES, "started", "code_sent", "control_proven", "letter_confirmed", "overdue"}
    assert set(words["appeal_states"]) == set(appeals.STATES)
    assert set(words["appeal_steps"]) == steps - {"proving", "open"}
    assert set(words["appeal_reasons"]) == set(appeals.REASONS)
    assert set(words["appeal_findings"]) == set(appeals.FINDINGS)
    assert set(words["appeal_rules"]) == set(APPEAL_RULES_SHOWN)
    told = {code for codes in _PROVING.values() for code in codes}
    assert set(words["appeal_next"]) == told | {
        "wait_for_decision",
        "authority_must_agree",
        "look_it_up",
        "ask_12345",
    }
    for section, code, number in (
        ("appeal_next", "enter_code", APPEAL_RULES.code_valid.total_seconds() // 60),
        ("appeal_code", "text", APPEAL_RULES.code_valid.total_seconds() // 60),
        ("appeal_next", "ask_code_again", APPEAL_RULES.codes_per_day),
        ("appeal_next", "check_site", APPEAL_RULES.site_window.days),
        ("appeal_next", "bring_papers", APPEAL_RULES.letter_window.days),
        ("appeal_next", "wait_for_decision", APPEAL_RULES.decision.days),
        ("errors", "appealed_lately", APPEAL_RULES.again_after_refusal.days),
    ):
        assert re.search(rf"\b{int(number)}\b|{int(number)} ", words[section][code]), code


def test_every_state_tells_what_to_do(window):
    appeal = window.parts.desk.keeper.get(window.start().json["appeal"].replace("-", ""))
    for state in appeals.STATES:
        assert next_steps(replace(appeal, state=state))

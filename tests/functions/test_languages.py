"""The language of an answer: asked for, or what the browser prefers; traditional Chinese on every page."""

import re
from dataclasses import replace

import pytest

from antifraud.cities import Text
from antifraud.messages import load_messages
from functions.app import create_app
from tests.scripts import simplified_in, visible

PAGE = {"Accept": "text/html"}
TEXT = "95588 95599 13812345678 我是公安局民警，您涉嫌洗钱，请把钱转到安全账户"


@pytest.fixture
def client(parts, make_city):
    """A city with a name that the table knows."""
    city = make_city(name=Text("贵阳", "Guiyang"))
    return create_app(replace(parts, cities={city.slug: city})).test_client()


def language_of(answer):
    return re.search(r'<html lang="([^"]*)">', answer.text)[1]


@pytest.mark.parametrize(
    ("preferred", "language"),
    [
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-CN, en", "zh-Hant"),
        ("ZH-mo", "zh-Hant"),
        ("fr, zh-TW;q=0.5, en;q=0.4", "zh-Hant"),
        ("zh-CN,zh;q=0.9,zh-TW;q=0.8", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("en-GB, zh-TW;q=0.9", "en"),
        ("zh-TW;q=0, en", "en"),
        ("fr", "zh-Hans"),
        ("enough, zhuang", "zh-Hans"),
        ("*", "zh-Hans"),
        ("", "zh-Hans"),
    ],
)
def test_the_browsers_first_wish_that_we_can_fulfil(client, preferred, language):
    answer = client.post(
        "/v1/seaside/lookup", data={"text": "95588"}, headers={**PAGE, "Accept-Language": preferred}
    )
    assert language_of(answer) == language


def test_what_the_page_asks_for_wins(client):
    headers = {**PAGE, "Accept-Language": "en"}
    assert language_of(client.get("/v1/nowhere?lang=zh-Hant", headers=headers)) == "zh-Hant"
    assert language_of(client.get("/v1/nowhere?lang=klingon", headers=headers)) == "en"


def test_a_look_up_is_in_traditional_chinese_with_the_names_of_the_data(client):
    page = client.post("/v1/seaside/lookup?lang=zh-Hant", data={"text": TEXT}, headers=PAGE).text
    assert "中國工商銀行" in page
    assert "中國農業銀行" in page
    assert "貴陽" in page
    assert "安全帳戶" in page, "a phrase of our list"
    for name in ("appeal", "paid"):
        assert f'href="/zh-Hant/seaside/{name}.html"' in page
    assert re.findall(r'action="[^"]*lang=([\w-]*)', page) == ["zh-Hant", "zh-Hant"]
    assert TEXT in page, "what was typed stays as it was"
    assert simplified_in(visible(page).replace(TEXT, "")) == ""


def test_without_a_page_in_the_language_links_lead_to_the_main_one(parts, make_city):
    city = make_city(languages=("en", "zh-Hans"))
    client = create_app(replace(parts, cities={city.slug: city})).test_client()
    page = client.post("/v1/seaside/lookup?lang=zh-Hant", data={"text": "95588"}, headers=PAGE).text
    assert 'href="/en/seaside/paid.html"' in page


def test_a_report_and_its_receipt_stay_in_the_language(client):
    form = {"text": "13812345678", "category": "fake_bank", "contact": "13900001111", "call_back": "true"}
    page = client.post("/v1/seaside/reports?lang=zh-Hant", data=form, headers=PAGE).text
    assert "已收到您的舉報" in page
    assert simplified_in(visible(page)) == ""
    address = re.search(r'action="([^"]*/withdraw[^"]*)"', page)[1]
    page = client.post(address, headers=PAGE).text
    assert simplified_in(visible(page)) == ""
    assert load_messages()["zh-Hant"]["statuses"]["withdrawn"] in page


def test_a_mistake_and_an_outage_are_told_in_it(client, parts):
    mistake = client.post("/v1/seaside/reports?lang=zh-Hant", data={"text": "你好"}, headers=PAGE)
    lost = client.get("/v1/nowhere", headers={**PAGE, "Accept-Language": "zh-HK"})
    assert (mistake.status_code, lost.status_code) == (422, 404)
    for page in (mistake.text, lost.text):
        assert simplified_in(visible(page)) == ""
        assert '"/zh-Hant/' in page


def test_what_the_table_does_not_know_yet_is_shown_as_it_is(parts, make_city):
    city = make_city(name=Text("某县", "Somewhere"))
    client = create_app(replace(parts, cities={city.slug: city})).test_client()
    answer = client.post("/v1/seaside/lookup?lang=zh-Hant", data={"text": "95588"}, headers=PAGE)
    assert answer.status_code == 200
    assert "某县 · " in answer.text


def test_the_json_of_an_answer_does_not_depend_on_it(client):
    asked = {"json": {"text": "95588"}}
    answers = [client.post(f"/v1/seaside/lookup?lang={one}", **asked).json for one in ("zh-Hans", "zh-Hant")]
    assert answers[0] == answers[1]
    owner = answers[0]["clues"][0]["verdict"]["owner"]
    assert (owner["zh"], owner["zh-Hant"]) == ("中国工商银行", "中國工商銀行")
    assert owner["en"].isascii()


def test_its_sentences_are_an_answer_of_their_own(client):
    told = client.get("/v1/messages/zh-Hant").json
    assert told["levels"]["confirmed"] == "已確認詐騙"

"""What helps with an answer: one thing to do, what not to believe, questions, the family, reading aloud."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

LEVELS = ("confirmed", "high_risk", "reported", "official", "no_record", "unavailable")
PHONE = ("phone", "138 1234 5678")
VOICES = """
window.spoken = [];
const voices = [{ lang: 'en-US', name: 'en', localService: true },
    { lang: 'zh-CN', name: 'far', localService: false },
    { lang: 'zh-CN', name: 'near', localService: true }];
const silent = { getVoices: () => VOICES ? voices : [], cancel() {}, addEventListener() {},
    speak(said) { window.spoken.push([said.text, said.voice && said.voice.name]); window.last = said } };
Object.defineProperty(window, 'speechSynthesis', { value: silent });
window.SpeechSynthesisUtterance = function (text) { this.text = text };
"""
"""Stands in for the voices of a phone, of which this machine has none."""


@pytest.fixture
def show(stub, open_widget, look, answer, page):
    """Looks up a phone that gets a level, and waits for the card with the help in it."""

    def shown(level, attributes="", verdict=None, more=None, advice=("do_not_pay",)):
        clue = (*PHONE, {"level": level, **(verdict or {})}, more or {})
        stub.lookup = (200, answer(level, clue, advice=advice))
        open_widget(attributes)
        look()
        page.locator(".now").wait_for()
        return page.locator(".card").first

    return shown


@pytest.fixture
def sent(stub):
    """What was posted to a path."""

    def posted(path):
        return [
            fields for method, at, fields, _ in stub.asked if method == "POST" and at.endswith("/" + path)
        ]

    return posted


@pytest.mark.parametrize(
    ("level", "number"),
    [("confirmed", "110"), ("high_risk", "96110"), ("reported", "96110"), ("unavailable", "96110")],
)
def test_one_thing_to_do_stands_out_and_is_said_once(level, number, show):
    advice = ("do_not_pay", "call_110_if_paid", "call_96110")
    card = show(level, advice=advice)
    main = card.locator(".main")
    assert main.count() == 1
    assert main.get_attribute("href") == f"tel:{number}"
    assert card.locator(".first").inner_text() == "不转账，不付款"
    covered = "已经转账：半小时内" if number == "110" else "拿不准，打 96110 问一问"
    assert covered not in card.inner_text()


def test_an_official_line_is_dialled_from_the_card(show):
    card = show("official", verdict={"dial": "95533"}, advice=("hang_up_and_dial", "no_codes"))
    assert card.locator(".main").get_attribute("href") == "tel:95533"


def test_an_official_site_has_nothing_to_dial(show):
    card = show("official", advice=("hang_up_and_dial", "no_codes"))
    assert card.locator(".main").count() == 0
    assert card.locator(".first").inner_text() == "挂断，自己拨打官方号码核实"


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_says_what_not_to_believe(level, show):
    card = show(level, verdict={"categories": ["fake_authority", "code_of_tomorrow", "job"]})
    truths = card.locator(".remember li").all_inner_texts()
    if level == "official":
        assert len(truths) == 1
    else:
        assert len(truths) == 2  # one of the two first kinds is not known here
        assert truths[0].startswith("公安不会电话办案")


def test_what_the_words_sound_like_comes_first(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("no_record", (*PHONE, {}, {})))
    open_widget()
    look("我是公安局民警，您涉嫌洗钱，请把钱转到安全账户，电话13812345678")
    assert "安全账户" in page.locator(".remember li").first.inner_text()


def test_an_outage_says_when_it_was_and_shows_nothing_old(show):
    card = show("unavailable")
    assert "2026-11-21 21:00 没有查成" in card.inner_text()
    assert card.get_by_role("button", name="再试一次").is_visible()


@pytest.mark.parametrize("level", ["confirmed", "high_risk"])
def test_why_somebody_still_wants_to_pay_is_answered_and_counted(level, page, show, sent, shoot):
    card = show(level)
    assert (
        card.get_by_role("link", name="一步一步照着做").get_attribute("href").endswith("/hangzhou/paid.html")
    )
    for name, code, told in [
        ("他们威胁我", "threatened", "您没有做错事"),
        ("对方说会还钱", "promised_return", "很难追回"),
    ]:
        with page.expect_response("**/why"):
            card.get_by_role("button", name=name).click()
        card.get_by_text(told).wait_for()
        assert card.locator("[aria-pressed=true]").all_inner_texts() == [name]
        assert sent("why")[-1] == {"level": [level], "answer": [code]}
    shoot(f"why-{level}")


def test_a_reply_does_not_wait_for_the_count_and_its_failure_is_silent(page, show):
    held = []

    def hold(route):
        held.append(route)

    page.route("**/why", hold)
    card = show("confirmed")
    with page.expect_request("**/why"):
        card.get_by_role("button", name="我不付了").click()
    card.get_by_text("做得对").wait_for()
    with page.expect_event("requestfailed"):
        held[0].abort()
    assert page.locator(".error:visible").count() == 0


@pytest.mark.parametrize("level", ["reported", "official", "no_record", "unavailable"])
def test_only_red_and_orange_ask_why(level, show):
    assert "还是想转账" not in show(level).inner_text()


def test_no_record_asks_what_happened_and_leads_on(page, show, shoot):
    card = show("no_record", advice=("not_safe", "ask_family", "call_96110"))
    choices = card.locator(".picks button").all_inner_texts()
    assert len(choices) == 8
    for choice in choices[:-1]:
        card.get_by_role("button", name=choice).click()
        assert len(card.locator(".reply .strong").inner_text()) > 15
        assert card.locator(".reply a").get_attribute("href") == "tel:96110"
    shoot("what-happened")
    card.get_by_role("button", name="没什么，只是好奇").click()
    assert "没有记录不等于安全" in card.locator(".reply").inner_text()
    assert card.locator(".reply a, .reply button").count() == 0


def test_the_family_gets_a_link_that_tells_no_server_anything(page, show, stub):
    page.add_init_script(
        "const share = async told => { window.told = told };"
        "Object.defineProperty(navigator, 'share', { value: share, configurable: true })"
    )
    card = show("high_risk")
    card.get_by_role("button", name="发给家人看看").click()
    told = page.evaluate("told")
    parts = urlsplit(told["url"])
    assert (parts.path, parts.query) == ("/hangzhou/shared.html", "")
    assert {name: value[0] for name, value in parse_qs(parts.fragment).items()} == {
        "level": "high_risk",
        "kind": "phone",
        "clue": "138****5678",
        "on": "2026-11-21",
    }
    assert "138****5678" in told["text"]
    assert "13812345678" not in told["text"] + told["url"]


def test_where_a_phone_cannot_share_the_link_is_copied(page, show):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(
        "Object.defineProperty(navigator, 'share', { value: undefined, configurable: true })"
    )
    card = show("no_record", attributes='site="https://city.example/pages"')
    card.get_by_role("button", name="发给家人看看").click()
    card.get_by_text("链接已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(
        " https://city.example/pages/hangzhou/shared.html"
    )


def test_the_verdict_is_read_aloud_by_a_voice_of_the_device(page, show):
    page.add_init_script(VOICES.replace("VOICES", "true"))
    card = show("confirmed")
    card.get_by_role("button", name="读给我听").click()
    text, voice = page.evaluate("spoken[0]")
    assert voice == "near"
    assert text.startswith("已确认诈骗")
    assert "138" not in text
    card.get_by_role("button", name="停止朗读").click()
    card.get_by_role("button", name="读给我听").click()
    page.evaluate("last.onend()")
    assert card.get_by_role("button", name="读给我听").is_visible()


def test_without_a_voice_nothing_offers_to_read(page, show):
    page.add_init_script(VOICES.replace("VOICES", "false"))
    assert show("confirmed").get_by_role("button", name="读给我听").count() == 0


@pytest.mark.parametrize("level", LEVELS)
def test_without_the_help_the_verdict_is_complete(level, page, stub, open_widget, look, answer, shoot):
    verdict = {"level": level, "reporters": 7, "cities": ["a"], "last_seen": "2026-11-18", "dial": "95533"}
    stub.lookup = (200, answer(level, (*PHONE, verdict, {"advice": ["do_not_pay"]})))
    page.route("**/city-antifraud.answers.js", lambda route: route.abort())
    open_widget()
    look()
    page.locator(".banner").wait_for()
    told = page.locator("[role=tabpanel]").first.inner_text()
    for fact in ("7 人举报", "最近一次：3 天前", "95533", "96110"):
        assert fact in told
    assert len(page.locator(".card .strong").inner_text()) > 10
    page.get_by_role("button", name="举报这条").click()
    page.locator("[role=tab][aria-selected=true]", has_text="举报").wait_for()
    shoot(f"without-help-{level}")


@pytest.mark.parametrize("lang", ["zh-Hant", "zh-TW", "zh-hk"])
def test_traditional_chinese(lang, page, show, shoot):
    card = show("confirmed", attributes=f'lang="{lang}"')
    assert "已確認詐騙" in card.inner_text()
    assert "不轉帳，不付款" in card.inner_text()
    assert page.locator(".af").get_attribute("lang") == "zh-Hant"
    simplified = re.findall("[诈骗转账举报码让说]", page.locator(".af").inner_text())
    assert simplified == []
    shoot("traditional")


def test_what_helps_survives_a_change_of_language(page, show):
    show("confirmed")
    page.evaluate("document.querySelector('city-antifraud').setAttribute('lang', 'en')")
    page.get_by_role("heading", name="Remember").wait_for()
    assert page.locator(".main").inner_text().startswith("Already paid?")

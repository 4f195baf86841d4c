"""The page a family member opens: what its link says, what a forged one cannot, and that nothing is sent."""

import functools
import http.server
import os
import threading
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SHOTS = Path("build/shots/site")
GOOD = {"level": "high_risk", "kind": "phone", "clue": "138****5678", "on": "2026-11-02"}
FORGED = {
    "a level that says it is safe": {"level": "official"},
    "no record": {"level": "no_record"},
    "a level nobody knows": {"level": "safe"},
    "no level": {"level": ""},
    "a kind nobody knows": {"kind": "person"},
    "a whole number": {"clue": "13812345678"},
    "a number behind a mask": {"clue": "打4001234567****"},
    "an address": {"clue": "www.example.com"},
    "an order": {"clue": "请转账****5678"},
    "markup": {"clue": "<b>****</b>"},
    "a day to come": {"on": "2099-01-01"},
    "a day that is none": {"on": "2026-13-45"},
    "words for a day": {"on": "今天"},
    "no day": {"on": ""},
}


class Listening(http.server.SimpleHTTPRequestHandler):
    """Serves the site and keeps what it was asked for."""

    asked: list[str]

    def log_message(self, *_):
        self.asked.append(self.requestline + str(self.headers))


@pytest.fixture(scope="module")
def site(built):
    handler = type("One", (Listening,), {"asked": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=built))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", handler.asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_shared(chromium, site):
    """Opens the page with a fragment."""
    contexts, complaints = [], []

    def opened(fragment: dict[str, str], folder: str = "", **options):
        context = chromium.new_context(**{"viewport": {"width": 390, "height": 844}, **options})
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda one: complaints.append(str(one)))
        page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
        page.goto(f"{site[0]}{folder}jiazhou/shared.html#{urlencode(fragment)}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("level", "word"), [("confirmed", "已确认诈骗"), ("high_risk", "高度可疑"), ("reported", "有人举报过")]
)
def test_a_warning_is_shown_as_what_it_was_on_that_day(level, word, theme, open_shared):
    page = open_shared({**GOOD, "level": level}, color_scheme=theme)
    told = page.locator("#told")
    expect(told).to_be_visible()
    for text in (word, "电话号码", "138****5678", "2026-11-02", "链接可以伪造", "自己再查一次"):
        expect(told).to_contain_text(text)
    assert told.locator(".level:visible").count() == 1
    assert Axe().run(page).response["violations"] == []
    if "SHOTS" in os.environ:
        page.screenshot(path=SHOTS / f"shared-{level}-{theme}.png", full_page=True)


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_link_says_nothing_in_our_name(name, open_shared):
    page = open_shared({**GOOD, **FORGED[name]})
    expect(page.get_by_role("heading", level=1)).to_have_text("家人请您一起看看")
    assert not page.locator("#told").is_visible()
    value = next(iter(FORGED[name].values()))
    assert not value or page.get_by_text(value, exact=True).count() == 0


def test_a_link_without_anything_asks_to_look_together(open_shared):
    page = open_shared({})
    assert not page.locator("#told").is_visible()
    expect(page.get_by_label("把可疑的内容粘贴到这里")).to_be_visible()
    if "SHOTS" in os.environ:
        page.screenshot(path=SHOTS / "shared-nothing.png", full_page=True)


def test_nothing_of_it_reaches_the_server(open_shared, site):
    open_shared(GOOD).wait_for_load_state("networkidle")
    assert [line for line in site[1] if "138" in line or "high_risk" in line] == []


def test_another_link_in_the_same_window_and_the_other_language_say_the_same(open_shared):
    page = open_shared(GOOD)
    page.evaluate("location.hash = location.hash.replace('high_risk', 'confirmed')")
    expect(page.locator("#told")).to_contain_text("已确认诈骗")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#told")).to_contain_text("Confirmed as fraud")
    page.evaluate("location.hash = ''")
    expect(page.locator("#told")).to_be_hidden()


def test_large_text_on_the_smallest_phone(open_shared):
    page = open_shared({**GOOD, "clue": "www****.top", "kind": "url"}, viewport={"width": 320, "height": 640})
    page.get_by_role("link", name="长辈版").click()
    expect(page.locator("#told")).to_contain_text("www****.top")
    page.evaluate("document.documentElement.style.fontSize = '30px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if "SHOTS" in os.environ:
        page.screenshot(path=SHOTS / "shared-large.png", full_page=True)


def test_without_javascript_it_asks_to_look_together(open_shared):
    page = open_shared(GOOD, java_script_enabled=False)
    assert not page.locator("#told").is_visible()
    expect(page.get_by_text("马上给家人打个电话")).to_be_visible()

"""Traditional Chinese in a real browser: the page, its switch, the window, the plain form, where all lead."""

import pytest
from playwright.sync_api import expect

from tests.scripts import simplified_in

HANT = "zh-Hant/"
OPEN = """() => document.querySelectorAll('details').forEach(one => { one.open = true })"""
BUT_THE_SWITCH = """() => {
    document.querySelectorAll('[lang=zh-Hans]').forEach(one => one.remove())
    const inside = Array.from(document.querySelectorAll('city-antifraud'), one =>
        Array.from(one.shadowRoot?.children ?? [], child => child.innerText))
    return [document.body.innerText, ...inside.flat()].join(' ')
}"""
"""The text of the page and of the window in it, which `innerText` alone leaves out."""


@pytest.fixture
def hant(open_window, pilot):
    """The pilot city's page in traditional Chinese, its window ready."""
    return open_window(f"{HANT}{pilot.slug}/")


def test_the_page_and_its_window_are_in_traditional_chinese(hant, look, demo_clue, shoot):
    expect(hant.get_by_role("heading", level=1)).to_have_text("開封反詐騙查詢")
    shoot(hant, "traditional-page")
    look(hant, demo_clue("high_risk").value)
    hant.get_by_text("請記住").first.wait_for()
    shoot(hant, "traditional-verdict")
    assert "高度可疑" in hant.locator(".banner").inner_text()
    assert simplified_in(hant.evaluate(BUT_THE_SWITCH)) == ""


def test_the_window_names_the_owner_of_a_line_in_it(hant, look, shoot):
    look(hant, "95599")
    expect(hant.locator("city-antifraud [role=tabpanel]").first).to_contain_text("中國農業銀行")
    shoot(hant, "traditional-official")
    assert simplified_in(hant.evaluate(BUT_THE_SWITCH)) == ""


def test_the_window_says_what_a_message_sounds_like_in_it(hant, shoot):
    hant.get_by_role("textbox").first.fill(
        "您的快遞丟失，我們給您三倍理賠，請加客服QQ 123456789，打開屏幕共享"
    )
    expect(hant.locator(".heard")).to_contain_text("三倍理賠")
    shoot(hant, "traditional-sounds")
    assert simplified_in(hant.evaluate(BUT_THE_SWITCH)) == ""


def test_the_report_tab_speaks_it_too(hant):
    hant.get_by_role("tab", name="舉報").click()
    hant.get_by_role("tabpanel").get_by_role("button").first.wait_for()
    assert simplified_in(hant.evaluate(BUT_THE_SWITCH)) == ""


def test_the_switch_leads_to_the_same_page_and_back(hant, pilot, server):
    for name, folder in (("English", "en/"), ("繁體", HANT), ("简体", ""), ("繁體", HANT)):
        hant.locator(".switches").get_by_role("link", name=name).click()
        hant.wait_for_url(f"{server.root}/{folder}{pilot.slug}/**")
        hant.get_by_role("tab").first.wait_for()
    expect(hant.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_what_the_window_leads_to_is_in_its_language(hant, look, demo_clue, pilot, server, shoot):
    look(hant, demo_clue("confirmed").value)
    links = hant.locator("city-antifraud").evaluate(
        "one => Array.from(one.shadowRoot.querySelectorAll('a[href^=http]'), link => link.href)"
    )
    assert links
    assert [one for one in links if not one.startswith(f"{server.root}/{HANT}{pilot.slug}/")] == []


@pytest.mark.parametrize("name", ["paid", "shared", "appeal", "genuine", "receipt"])
def test_every_page_of_the_city_leads_on_in_it(open_page, pilot, server, name, shoot):
    page = open_page(f"/{HANT}{pilot.slug}/{name}.html")
    page.evaluate(OPEN)
    shoot(page, f"traditional-{name}")
    assert simplified_in(page.evaluate(BUT_THE_SWITCH)) == ""
    links = page.locator("a[href]:not([lang])").evaluate_all("all => all.map(one => one.href)")
    inside = [one for one in links if one.startswith(server.root)]
    assert inside
    assert [one for one in inside if not one.startswith(f"{server.root}/{HANT}")] == []


def test_a_form_without_javascript_is_answered_in_it(open_page, pilot, demo_clue, server, shoot):
    page = open_page(f"/{HANT}{pilot.slug}/", java_script_enabled=False)
    page.get_by_role("textbox").first.fill(f"收到 {demo_clue('high_risk').value[3:]} 的电话，还有 95588")
    page.locator("city-antifraud form button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("高度可疑")
    told = page.locator("main").inner_text()
    assert "中國工商銀行" in told
    assert "開封" in told
    assert simplified_in(told) == ""
    shoot(page, "traditional-plain")
    page.get_by_role("link", name="轉帳").first.click()
    page.wait_for_url(f"{server.root}/{HANT}{pilot.slug}/paid.html")


def test_a_pasted_message_fills_the_sheet_in_it(open_page, pilot, shoot):
    page = open_page(f"/{HANT}{pilot.slug}/paid.html")
    page.locator("#message").fill(
        "【农业银行】您尾号1234账户11月21日20:30向李四完成转账交易人民币-5000.00，余额10.00。"
    )
    expect(page.locator("#speech")).to_contain_text("轉出金額：5000 元")
    expect(page.locator("#own-line")).to_contain_text("中國農業銀行")
    shoot(page, "traditional-sheet-filled")

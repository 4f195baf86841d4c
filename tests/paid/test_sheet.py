"""The stop-payment sheet in a real Chromium: three taps to a call, clock, paper, no network, nothing kept."""

import io
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

SHOTS = Path("build/shots/paid")
LATER = datetime(2026, 11, 21, 15, 12, 40, tzinfo=timezone(timedelta(hours=8)))
CARD = "6217000010001234567"
MESSAGE = (
    "【工商银行】您尾号1234卡11月21日14:35手机银行支出(跨行转账)50,000元，余额123.45元。\n\n"
    f"户名：张三\n账号：{CARD}\n"
)
CODE = "【工商银行】您的短信验证码为123456，您正在转账5000元，请勿泄露给他人。"
SPEECH = (
    "我被骗了，钱已经转出去，请马上帮我止付。 转出金额：50000 元，也就是 5 万元。 "
    "转账时间：11月21日 14点35分。 对方户名：张三。 对方账号：6217 0000 1000 1234 567。 "
    "对方银行：中国建设银行。 "
    "我的银行：工商银行。 我的账号：尾号1234。 转账凭证我都留着。请问下一步怎么做？"
)
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
HUGE = "document.documentElement.style.fontSize = '34px'"  # 200 % of the text at 320 px
WIDTH = "document.documentElement.scrollWidth"


def paste(page, text=MESSAGE):
    page.get_by_label("扣款短信").fill(text)


def shoot(page, name, *, full=True):
    """With SHOTS=1 in the environment: keep a picture for people to look at."""
    if "SHOTS" in os.environ:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=full)


def test_paste_then_call_and_read_aloud(open_sheet):
    page = open_sheet(**CLIPBOARD)
    asked = list(page.asked)
    page.evaluate("text => navigator.clipboard.writeText(text)", MESSAGE)
    page.get_by_role("button", name="粘贴").click()
    expect(page.locator("#speech")).to_have_text(SPEECH)
    expect(page.get_by_role("heading", name="打电话时照着念")).to_be_focused()
    expect(page.locator("#read-state")).to_contain_text(
        "已填好：您的银行、您的卡号或账号、金额（元）、时间、"
    )
    for number in ("110", "96110", "95588", "95533"):  # both banks' own lines
        expect(page.locator(f".read a[href='tel:{number}']")).to_be_visible()
    assert page.asked == asked
    assert page.complaints == []


def test_the_calls_are_the_first_thing_on_the_page(open_sheet):
    page = open_sheet()
    first = page.locator("main a, main button, main input, main textarea").evaluate_all(
        "all => all.slice(0, 2).map(one => [one.getAttribute('href'), one.getBoundingClientRect().height])"
    )
    assert [href for href, _ in first] == ["tel:110", "tel:96110"]
    assert all(height >= 80 for _, height in first)


@pytest.mark.parametrize(
    ("text", "said"),
    [(CODE, "验证码"), ("您尾号1234卡11月21日14:35收入5,000元", "收到钱"), ("您好", "没有认出")],
)
def test_what_is_no_payment_is_named_and_fills_nothing(open_sheet, text, said):
    page = open_sheet()
    paste(page, text)
    expect(page.locator("#read-state")).to_contain_text(said)
    assert page.locator("#sheet input").evaluate_all("all => all.every(one => one.value === '')")


def test_the_bank_of_a_card_is_known_by_its_number(open_sheet):
    page = open_sheet()
    page.get_by_label("对方卡号或账号").fill("6228480402564890018")
    page.get_by_label("对方户名").focus()
    expect(page.get_by_label("对方银行")).to_have_value("中国农业银行")
    expect(page.locator("#payee-line")).to_have_attribute("href", "tel:95599")


def test_the_clock_counts_up_and_never_gives_up(open_sheet):
    page = open_sheet()
    expect(page.locator("#figures")).to_be_hidden()
    paste(page)
    expect(page.get_by_role("timer")).to_have_text("12:12")
    expect(page.locator("#clock-words")).to_have_text("黄金 30 分钟还剩 18 分钟，现在就打。")
    told = page.locator("#clock-told")
    before = told.text_content()
    page.clock.run_for(150_000)
    expect(page.get_by_role("timer")).to_have_text("14:42")
    assert told.text_content() == before  # the one who listens is not told every minute
    page.clock.run_for(30_000)
    expect(told).to_have_text("黄金 30 分钟还剩 15 分钟，现在就打。")
    page.clock.run_for(20 * 60_000)
    expect(told).to_contain_text("还是要马上打 96110")
    expect(page.get_by_role("timer")).to_have_text("35:12")


def test_reduced_motion_moves_the_figures_every_ten_seconds(open_sheet):
    page = open_sheet(reduced_motion="reduce")
    paste(page)
    expect(page.get_by_role("timer")).to_have_text("12:10")
    page.clock.run_for(9_000)
    expect(page.get_by_role("timer")).to_have_text("12:20")


def test_one_tap_starts_the_clock_without_any_message(open_sheet):
    page = open_sheet()
    page.get_by_role("button", name="我刚刚转的").click()
    page.clock.run_for(5_000)
    expect(page.get_by_role("timer")).to_have_text("00:05")
    expect(page.locator("#speech")).to_contain_text("转账时间：11月21日 14点47分。")


def test_a_time_to_come_is_pointed_out(open_sheet):
    page = open_sheet()
    page.get_by_label("时间", exact=True).fill("2026-11-22T14:35")
    expect(page.locator("#clock-words")).to_contain_text("请核对转账时间")


def test_the_words_can_be_copied_and_shown_as_a_code(open_sheet):
    page = open_sheet(**CLIPBOARD)
    paste(page)
    page.get_by_role("button", name="复制").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == SPEECH
    page.get_by_role("button", name="二维码").click()
    code = page.get_by_role("img", name="二维码")
    expect(code).to_be_visible()
    width = int(code.get_attribute("viewBox").split()[2])
    assert (width - 8 - 17) % 4 == 0  # four modules of margin, and a size that QR codes have
    assert "M4 4h1v1h-1z" in code.locator("path").get_attribute("d")
    page.get_by_label("姓名").fill("刘大妈")
    expect(code).to_be_hidden()  # it would say what was true before


def test_it_prints_on_one_page_with_blanks_or_filled(open_sheet):
    for fill in (False, True):
        page = open_sheet()
        if fill:
            paste(page)
            page.get_by_role("button", name="二维码").click()
        reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
        assert len(reader.pages) == 1
        page.emulate_media(media="print")
        for hidden in (".huge", "#clock", ".paste", ".tools", ".kept", "#banks"):
            expect(page.locator(hidden)).to_be_hidden()
        for shown in ("#speech", "#name", "#proof", ".read a[href='tel:96110']"):
            expect(page.locator(shown)).to_be_visible()


def test_without_javascript_it_is_a_list_to_fill_in_by_hand(open_sheet):
    page = open_sheet(java_script_enabled=False)
    expect(page.locator("#speech")).to_contain_text("转出金额：＿＿＿＿。")
    assert page.locator("#sheet input:visible").count() == 10
    for scripted in ("#clock", ".paste", ".tools", ".kept"):
        expect(page.locator(scripted)).to_be_hidden()
    page.get_by_text("银行官方电话").click()
    expect(page.get_by_role("link", name="95588 中国工商银行")).to_be_visible()
    page.get_by_role("link", name="长辈版").click()
    assert page.locator("html").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 22


def test_everything_works_without_a_network_once_open(open_sheet):
    page = open_sheet()
    asked = list(page.asked)
    page.context.set_offline(True)
    paste(page)
    expect(page.locator("#speech")).to_have_text(SPEECH)
    page.get_by_role("button", name="二维码").click()
    expect(page.get_by_role("img", name="二维码")).to_be_visible()
    assert page.asked == asked


def test_the_policy_forbids_the_page_to_send_anything(open_sheet):
    page = open_sheet()
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    for rule in ("connect-src 'none'", "form-action 'none'", "default-src 'none'"):
        assert rule in policy
    sent = page.evaluate("fetch('/', {method: 'POST', body: 'x'}).then(() => 'sent', () => 'refused')")
    assert sent == "refused"


def test_nothing_is_kept_unless_it_is_ticked(open_sheet):
    page = open_sheet()
    paste(page)
    page.get_by_label("身份证号", exact=True).fill("11010519491231002X")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.reload()
    expect(page.get_by_label("金额（元）")).to_have_value("")


def test_a_tick_keeps_it_the_id_needs_its_own_and_one_tap_clears_all(open_sheet):
    page = open_sheet()
    paste(page)
    page.get_by_label("身份证号", exact=True).fill("11010519491231002X")
    page.get_by_label("记在这部手机上").check()
    page.reload()
    expect(page.get_by_label("金额（元）")).to_have_value("50000")
    expect(page.get_by_label("身份证号", exact=True)).to_have_value("")
    expect(page.get_by_role("timer")).to_have_text("12:12")
    page.get_by_label("身份证号", exact=True).fill("11010519491231002X")
    page.get_by_label("身份证号也记住").check()
    page.reload()
    expect(page.get_by_label("身份证号", exact=True)).to_have_value("11010519491231002X")
    page.get_by_role("button", name="全部清空").click()
    expect(page.locator("#keep-state")).to_contain_text("没有留下")
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    expect(page.get_by_label("金额（元）")).to_have_value("")


def test_what_was_kept_is_forgotten_after_a_week(open_sheet):
    page = open_sheet()
    paste(page)
    page.get_by_label("记在这部手机上").check()
    page.clock.set_system_time(LATER + timedelta(days=8))
    page.reload()
    expect(page.get_by_label("金额（元）")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_large_text_does_not_empty_the_sheet(open_sheet):
    page = open_sheet()
    paste(page)
    page.get_by_role("link", name="长辈版").click()
    expect(page.locator("html.large")).to_be_visible()
    expect(page.get_by_label("金额（元）")).to_have_value("50000")
    page.get_by_role("link", name="普通版").click()
    expect(page.locator("html.large")).to_have_count(0)
    expect(page.locator("#speech")).to_have_text(SPEECH)


def test_the_national_sheet_and_the_english_one_do_the_same(open_sheet):
    page = open_sheet("en/paid.html")
    page.get_by_label("The bank's text message").fill(MESSAGE)
    expect(page.locator("#speech")).to_contain_text("Amount: 50000 yuan (5 ten thousand).")
    expect(page.locator("#own-line")).to_have_attribute("href", "tel:95588")
    expect(page.get_by_role("link", name="110 Police").first).to_be_visible()


def test_the_first_view_is_four_requests_and_small(open_sheet, paid_site, address):
    page = open_sheet()
    own = [one.removeprefix(address) for one in page.asked if one.startswith(address)]
    assert len(own) == 5
    assert own[-1].endswith("stop-payment.late.js")  # asked for after the first view
    sizes = [(paid_site / f"{path}.br", paid_site / path) for path in own[:4]]
    assert sum((br if br.exists() else plain).stat().st_size for br, plain in sizes) <= 12 * 1024


@pytest.mark.parametrize("look", ["light", "dark", "elder", "narrow"])
def test_for_everybody(open_sheet, city, look):
    options = {"color_scheme": "dark" if look == "dark" else "light"}
    if look == "narrow":
        options["viewport"] = {"width": 320, "height": 640}
    page = open_sheet(f"{city.slug}/paid.html" + ("?text=large" if look == "elder" else ""), **options)
    if look == "narrow":
        page.evaluate(HUGE)
    page.clock.resume()  # axe waits for timers
    for state in ("empty", "filled", "after"):
        if state == "filled":
            paste(page)
            page.get_by_role("button", name="二维码").click()
            page.get_by_text("银行官方电话").click()
        if state == "after":
            page.clock.fast_forward(70 * 60_000)
            page.clock.run_for(1_000)
            page.evaluate("scrollTo(0, 0)")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate(WIDTH) <= page.viewport_size["width"]
        shoot(page, f"{look}-{state}", full=state != "after")
    assert page.complaints == []

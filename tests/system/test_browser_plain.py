"""Without JavaScript: look-up, report and receipt on the pages that the functions draw."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def plain(open_page, pilot):
    """Open a page of the pilot city in a browser without JavaScript."""

    def opened(name: str = ""):
        return open_page(f"/{pilot.slug}/{name}", java_script_enabled=False)

    return opened


def test_a_look_up_and_its_report(plain, demo_clue, shoot):
    clue = demo_clue("high_risk")
    page = plain()
    page.get_by_role("textbox").first.fill(f"收到 {clue.value[3:]} 的电话")
    page.locator("city-antifraud form button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("高度可疑")
    told = page.locator("main").inner_text()
    assert clue.display in told
    assert "演示数据，不是真实举报" in told
    assert page.locator("#text").input_value() == f"收到 {clue.value[3:]} 的电话"
    shoot(page, "plain-result")
    page.locator("#category").select_option("fake_bank")
    page.locator("#story").fill("自称银行客服")
    page.locator("form").last.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已收到您的举报")
    assert len(page.locator(".receipt").inner_text()) == 19
    shoot(page, "plain-receipt")


def test_the_report_page_and_the_receipt_page(plain, shoot):
    page = plain("report.html")
    shoot(page, "plain-report-form")
    page.locator("#text").fill("13755502001 和 QQ 123456789")
    page.locator("#category").select_option("refund")
    page.locator("#happened_on").fill("2026-01-02")
    page.locator("#amount").fill("300")
    page.locator("form button").click()
    receipt = page.locator(".receipt").inner_text()
    told = page.locator("main").inner_text()
    assert "137 5550 2001" in told
    assert "123456789" in told
    page = plain("receipt.html")
    page.locator("#receipt").fill(receipt.lower())
    page.locator("form button").click()
    assert page.locator(".receipt").inner_text() == receipt
    assert page.get_by_role("heading", level=1).inner_text() in {"已收到您的举报", "您的举报已计入"}
    shoot(page, "plain-receipt-found")


def test_a_clean_number_is_not_called_safe(plain, shoot):
    page = plain()
    page.get_by_role("textbox").first.fill("18944445555")
    page.locator("city-antifraud form button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("暂无记录")
    assert "没有记录不等于安全" in page.locator("main").inner_text()
    shoot(page, "plain-no-record")


def test_a_mistake_is_told_in_words_and_going_back_keeps_what_was_typed(plain, shoot):
    page = plain("report.html")
    page.locator("#text").fill("13755502002")
    page.locator("#category").select_option("refund")
    page.locator("#amount").fill("-5")
    page.locator("form button").click()
    assert "金额不能是负数" in page.locator("main").inner_text()
    shoot(page, "plain-mistake")
    page.go_back()
    assert page.locator("#text").input_value() == "13755502002"


def test_a_receipt_that_nothing_answers_to(plain):
    page = plain("receipt.html")
    page.locator("#receipt").fill("2222-2222-2222-2222")
    page.locator("form button").click()
    assert "没有找到这个回执" in page.locator("main").inner_text()

"""How the report opens, and the back button of the phone, only where the history is ours."""

from tests.widget.reading import page_title


def test_a_page_can_open_on_the_report(page, open_widget):
    open_widget('tab="report"')
    page.locator("#af-text").wait_for()
    assert page.get_by_role("tab", name="举报").get_attribute("aria-selected") == "true"


def test_the_back_button_of_the_phone_goes_a_step_back_where_the_history_is_ours(
    page, stub, open_widget, step, receipt
):
    stub.report = (201, receipt)
    open_widget('tab="report" back="history"')
    address = page.url
    page.locator("#af-text").fill("138 1234 5678")
    step("是哪一种骗局")
    step("什么时候")
    page.go_back()
    page_title(page, "是哪一种骗局").wait_for()
    page.get_by_role("button", name="上一步").click()
    page_title(page, "要举报什么").wait_for()
    assert page.locator("#af-text").input_value() == "138 1234 5678"
    assert page.url == address
    step("是哪一种骗局")
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()
    unwound = "() => history.state && new Promise(done => addEventListener('popstate', () => done()))"
    page.evaluate(unwound)
    assert page.evaluate("history.state") is None, "back leads out of the form that was sent"


def test_elsewhere_the_history_is_left_alone(page, open_widget, step):
    open_widget('tab="report"')
    before = page.evaluate("history.length")
    page.locator("#af-text").fill("138 1234 5678")
    step("是哪一种骗局")
    assert page.evaluate("history.length") == before

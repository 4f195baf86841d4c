"""No violation that axe knows, on the pages people meet: national, city, results, form, receipt, plain."""

import pytest
from axe_playwright_python.sync_playwright import Axe

LEVELS = ("confirmed", "high_risk", "reported")


@pytest.fixture
def assert_clean():
    """Fail with what axe says about a page."""
    axe = Axe()

    def check(page) -> None:
        result = axe.run(page)
        assert result.violations_count == 0, result.generate_report()

    return check


def test_the_national_and_the_city_page(open_page, open_window, assert_clean, shoot):
    page = open_page("/")
    assert_clean(page)
    shoot(page, "national")
    assert_clean(open_window())


def test_a_result_of_each_level(open_window, look, demo_clue, assert_clean):
    page = open_window()
    for text in (*(demo_clue(level).value for level in LEVELS), "95588", "18944445555", "+8695588"):
        look(page, text)
        assert_clean(page)


def test_the_report_form_its_faults_and_the_receipt(open_window, look, assert_clean):
    page = open_window()
    look(page, "13755504001")
    page.get_by_role("button", name="举报这条").click()
    page.locator("#af-category").wait_for()
    assert_clean(page)
    page.get_by_role("button", name="提交举报").click()
    page.locator(".summary").get_by_role("link").first.wait_for()
    assert_clean(page)
    page.locator("#af-category").select_option("refund")
    page.get_by_role("button", name="提交举报").click()
    page.locator(".number").wait_for()
    assert_clean(page)


def test_the_pages_that_the_functions_draw(open_page, pilot, demo_clue, assert_clean):
    page = open_page(f"/{pilot.slug}/receipt.html")
    page.locator("#receipt").fill("2222-2222-2222-2222")
    page.locator("form button").first.click()
    page.get_by_role("heading", name="没有找到这个回执").wait_for()
    assert_clean(page)
    page = open_page(f"/{pilot.slug}/report.html")
    page.locator("#text").fill("13755504002")
    page.locator("#category").select_option("refund")
    page.locator("form button").first.click()
    page.get_by_role("heading", name="已收到您的举报").wait_for()
    assert_clean(page)
    page.evaluate(PLAIN_LOOK_UP, [f"/v1/{pilot.slug}/lookup", f"{demo_clue('confirmed').value} 95588"])
    page.get_by_role("heading", level=1, name="已确认诈骗").wait_for()
    assert_clean(page)


PLAIN_LOOK_UP = """([action, text]) => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = action
    const field = document.createElement('input')
    field.name = 'text'
    field.value = text
    form.append(field)
    document.body.append(form)
    form.submit()
}"""
"""Sends a text as the form of a page without JavaScript does; the browser's answer is the drawn page."""

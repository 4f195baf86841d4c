"""No violation that axe knows in any state, light, dark and large: results, form, receipt, plain pages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

LEVELS = ("confirmed", "high_risk", "reported")


@pytest.fixture
def assert_clean(in_every_look):
    """Fail with what axe says about a page that is light, dark or large."""
    axe = Axe()

    def check(page) -> None:
        for look in in_every_look(page):
            result = axe.run(page)
            assert result.violations_count == 0, f"{look}: {result.generate_report()}"

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
    following = page.locator("form button[type=submit]:visible").first
    page.locator("#af-category-refund").check()
    assert_clean(page)
    following.click()
    page.locator("#af-amount").fill("-5")
    following.click()
    page.locator(".summary").get_by_role("link").first.wait_for()
    assert_clean(page)
    page.locator("#af-amount").fill("5")
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()
    assert_clean(page)


def test_the_pages_that_the_functions_draw(open_page, pilot, demo_clue, assert_clean):
    page = open_page(f"/{pilot.slug}/receipt.html")
    page.locator("#receipt").fill("2222-2222-2222-2222")
    page.locator("form button").first.click()
    page.get_by_role("heading", name="没有找到这个回执").wait_for()
    assert_clean(page)
    known = demo_clue("confirmed").value
    owner = {"kind": "phone", "reason": "new_holder", "text": "新办的号码", "contact": "13900002222"}
    posts = {
        "已收到您的举报": ("reports", {"text": "13755504002", "category": "refund"}),
        "已确认诈骗": ("lookup", {"text": f"{known} 95588"}),
        "官方登记": ("lookup", {"text": "95588"}),
        "暂无记录": ("lookup", {"text": "18944445555"}),
        "还差一步：证明是您的": ("appeals", {**owner, "value": known}),
    }
    for heading, (path, fields) in posts.items():
        page.evaluate(PLAIN_POST, [f"/v1/{pilot.slug}/{path}", fields])
        page.get_by_role("heading", level=1, name=heading).wait_for()
        assert_clean(page)


PLAIN_POST = """([action, fields]) => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = action
    for (const [name, value] of Object.entries(fields)) {
        const field = document.createElement('input')
        field.name = name
        field.value = value
        form.append(field)
    }
    document.body.append(form)
    form.submit()
}"""
"""Sends fields as the form of a page without JavaScript does; the browser's answer is the drawn page."""

"""The pages of a report, for people who read large, in the dark or by ear: sizes, no overflow, axe."""

import pytest

from tests.widget.reading import LOOKS, TWICE_AS_LARGE, enlarge, overflow, press, violations

FILLED = {"af-amount": "很多", "af-story": "x" * 60, "af-contact": "a@b.cn"}
"""The first is a mistake, so that the page shows one."""


def _fill(page, text):
    """Fill in the page of the form that is shown, with one mistake where that is possible."""
    for field, value in {**FILLED, "af-text": text}.items():
        if page.locator(f"#{field}").is_visible():
            page.locator(f"#{field}").fill(value)


@pytest.fixture
def each_page(page, stub, fill_both_tabs, receipt):
    """Go through the pages of the report, the wait and the receipt, and do something on each."""

    def went(attributes, check):
        fill_both_tabs(attributes)
        page.get_by_role("tab").nth(1).click()
        page.locator("#af-text").wait_for()
        for number in range(1, 7):
            page.locator("h2.step .progress").get_by_text(str(number)).wait_for()
            _fill(page, "138 1234 5678 " + "https://example.com/" + "x" * 60)
            if number == 3:
                press(page)
                page.locator(".summary").wait_for()
            check(f"step-{number}")
            if number == 3:
                page.locator("#af-amount").fill("1200")
            if number < 6:
                press(page)
        stub.report = (503, {"code": "store_unavailable"})
        press(page)
        page.locator(".sending .rest").wait_for()
        check("waiting")
        stub.report = (201, {**receipt, **LONG_RECEIPT})
        page.locator(".sending button").first.click()
        page.locator(".keeping button").nth(1).click()
        page.locator(".saved").wait_for()
        page.locator(".find summary").click()
        check("receipt")
        page.locator(".done .rest button").nth(2).click()
        page.locator("h2.step").wait_for()
        check("withdraw")
        page.locator(".rest button:visible").first.click()
        page.locator(".done .rest button").nth(1).click()
        page.locator("#af-category-job").wait_for()
        check("add")

    return went


LONG_RECEIPT = {
    "timeline": [
        {"step": "received", "done": True, "at": "2026-11-21T13:00:00Z", "why": None},
        {"step": "under_review", "done": True, "at": None, "why": None},
        {"step": "counted", "done": True, "at": None, "why": None},
        {"step": "with_police", "done": True, "at": "2026-11-22T01:00:00Z", "why": None},
        {"step": "not_pursued", "done": True, "at": "2026-11-23T01:00:00Z", "why": "other_office"},
    ],
    "call_back_phrase": {"zh": "苹果 灯塔 雨伞", "en": "apple lighthouse umbrella"},
    "files": [
        {"number": 1, "state": "kept", "why": None},
        {"number": 2, "state": "refused", "why": "not_a_picture"},
    ],
}


@pytest.mark.parametrize("attributes", LOOKS)
def test_axe_finds_nothing_on_any_page_of_a_report(attributes, page, each_page, shoot):
    name = "-".join(attributes.replace('"', "").replace("=", "-").split())

    def check(what):
        assert violations(page) == []
        shoot(f"{what}-{name}")

    each_page(attributes, check)


@pytest.mark.parametrize(("attributes", "size"), TWICE_AS_LARGE)
def test_no_page_of_a_report_overflows_the_smallest_phone(attributes, size, page, each_page, shoot):
    page.set_viewport_size({"width": 320, "height": 640})

    def check(what):
        value = enlarge(page, size)
        assert (what, overflow(page)) == (what, [])
        shoot(f"small-{what}-{value}-{'en' if 'en' in attributes else 'zh'}")

    each_page(attributes, check)


@pytest.mark.parametrize(("attributes", "target"), [("", 48), ('text="large"', 60)])
def test_targets_of_a_report_are_large_enough(attributes, target, page, each_page):
    measure = """() => {
        const root = document.querySelector('city-antifraud').shadowRoot;
        const targets = 'button, a, [type=text], [type=date], textarea, .pick, .file, summary';
        return Array.from(root.querySelectorAll(targets)).filter(node => node.offsetParent)
            .map(node => [node.outerHTML.slice(0, 60), node.getBoundingClientRect().height]);
    }"""
    each_page(
        attributes,
        lambda what: [pytest.fail(f"{what}: {one}") for one in page.evaluate(measure) if one[1] < target],
    )

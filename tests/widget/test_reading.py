"""For people who read large, in the dark, by keyboard or by ear: tabs, sizes, no overflow, axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe

CLUE = (
    "url",
    "https://www.a-very-long-host-name-that-never-ends.example.com/path?token=0123456789abcdef",
    {
        "level": "high_risk",
        "reasons": ["independent_reports"],
        "reporters": 7,
        "cities": ["a", "b"],
        "categories": ["refund"],
        "first_seen": "2026-11-02",
        "last_seen": "2026-11-20",
        "dial": "95533",
    },
    {"advice": ["do_not_open"], "hints": ["forged_display"]},
)


@pytest.fixture
def fill_both_tabs(page, stub, open_widget, look, answer, receipt):
    """Both tabs with everything they can show."""

    def filled(attributes):
        stub.lookup = (
            200,
            answer(
                "high_risk",
                CLUE,
                ("phone", "138 1234 5678", {"level": "reported"}, {}),
                advice=("do_not_pay",),
            ),
        )
        stub.report = (201, receipt)
        open_widget(attributes)
        look("https://example.com/" + "x" * 80)
        page.locator(".banner").wait_for()

    return filled


def _violations(page):
    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize(
    "attributes", ['theme="light"', 'theme="dark"', 'text="large" lang="en" theme="dark"', 'text="large"']
)
def test_axe_finds_nothing(attributes, page, stub, fill_both_tabs, shoot):
    name = "-".join(attributes.replace('"', "").replace("=", "-").split())
    fill_both_tabs(attributes)
    assert _violations(page) == []
    shoot(f"look-{name}")
    page.get_by_role("tab").nth(1).click()
    page.locator("form:visible button[type=submit]").first.click()
    page.locator(".summary").wait_for()
    page.locator("summary").click()
    assert _violations(page) == []
    shoot(f"form-{name}")
    page.locator("#af-text").fill("x")
    page.locator("#af-category").select_option("job")
    page.locator("form:visible button[type=submit]").first.click()
    page.locator(".number").wait_for()
    assert _violations(page) == []
    shoot(f"receipt-{name}")


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_nothing_overflows_on_the_smallest_phone_with_the_largest_text(lang, page, fill_both_tabs, shoot):
    page.set_viewport_size({"width": 320, "height": 640})
    fill_both_tabs(f'text="large" lang="{lang}"')
    page.evaluate(
        "document.querySelector('city-antifraud').style.setProperty('--af-font-size-large', '30px')"
    )
    assert _overflow(page) == []
    shoot(f"largest-look-{lang}")
    page.locator(".clue button").last.click()
    page.locator(".chosen").wait_for()
    page.locator("summary").click()
    page.locator("form:visible button[type=submit]").first.click()
    page.locator(".summary").wait_for()
    assert _overflow(page) == []
    shoot(f"largest-form-{lang}")
    page.locator("#af-category").select_option("job")
    page.locator("form:visible button[type=submit]").first.click()
    page.locator(".number").wait_for()
    assert _overflow(page) == []
    shoot(f"largest-receipt-{lang}")


def _overflow(page):
    """What sticks out of the page or of its own box."""
    return page.evaluate("""() => {
        const root = document.querySelector('city-antifraud').shadowRoot;
        const sticksOut = node => node.getBoundingClientRect().right > innerWidth + 0.5;
        const spills = node => node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1
            && getComputedStyle(node).display !== 'inline';
        return Array.from(root.querySelectorAll('.af, .af *'))
            .filter(node => node.offsetParent && !node.closest('.unseen, svg'))
            .filter(node => sticksOut(node) || spills(node))
            .map(node => node.tagName + '.' + node.className)
            .concat(document.documentElement.scrollWidth > innerWidth ? ['page'] : []);
    }""")


@pytest.mark.parametrize(("attributes", "size", "target"), [("", 17, 48), ('text="large"', 22, 60)])
def test_text_and_targets_are_large_enough(attributes, size, target, page, fill_both_tabs):
    fill_both_tabs(attributes)
    measure = """selector => {
        const root = document.querySelector('city-antifraud').shadowRoot;
        const size = node => parseFloat(getComputedStyle(node).fontSize);
        return Array.from(root.querySelectorAll(selector)).filter(node => node.offsetParent)
            .map(node => [node.outerHTML.slice(0, 60), node.getBoundingClientRect().height, size(node)]);
    }"""
    selector = "button, a, input, select, textarea, summary"
    shown = page.evaluate(measure, selector)
    page.get_by_role("tab").nth(1).click()
    page.locator("#af-category").wait_for()
    shown += page.evaluate(measure, selector)
    assert len(shown) > 15
    assert [one for one in shown if one[1] < target or one[2] < max(16, size - 1)] == []


def test_the_tabs_move_with_the_arrow_keys(page, open_widget):
    open_widget()
    tabs = page.get_by_role("tab")
    tabs.first.focus()
    for key, chosen in [("ArrowRight", 1), ("ArrowRight", 0), ("ArrowLeft", 1), ("Home", 0), ("End", 1)]:
        page.keyboard.press(key)
        assert tabs.nth(chosen).get_attribute("aria-selected") == "true"
        assert tabs.nth(1 - chosen).get_attribute("aria-selected") == "false"
        assert tabs.nth(1 - chosen).get_attribute("tabindex") == "-1"
        assert tabs.nth(chosen).evaluate("node => node.getRootNode().activeElement === node")
    page.locator("#af-category").wait_for()
    page.keyboard.press("Tab")
    assert page.locator("#af-text").evaluate("node => node.getRootNode().activeElement === node")


def test_forced_colours_keep_the_level_readable(page, stub, fill_both_tabs, shoot):
    page.emulate_media(forced_colors="active")
    fill_both_tabs("")
    assert "高度可疑" in page.locator(".banner").inner_text()
    shoot("forced-colours")

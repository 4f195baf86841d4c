"""For people who read large, in the dark, by keyboard or by ear: tabs, sizes, no overflow, axe."""

import pytest

from tests.widget.reading import CLUE, LOOKS, TWICE_AS_LARGE, enlarge, overflow, press, violations

LONG = {
    "reasons": ["independent_reports", "several_cities", "recent_reports", "contested", "under_review"],
    "flags": ["disputed", "demo"],
    "reporters": 1234,
    "cities": ["a", "b"],
    "categories": ["fake_customer_service", "fake_leader_friend", "refund", "job"],
    "first_seen": "2026-11-02",
    "last_seen": "2026-09-01",
    "owner": {"zh": "中国建设银行股份有限公司信用卡中心", "en": "China Construction Bank Credit Card Centre"},
    "dial": "4008200588",
}
ADVICE = ("signs_of_forgery", "do_not_pay", "call_110_if_paid", "call_96110", "only_first_looked_up")


@pytest.fixture
def fill_a_level(page, stub, open_widget, look, answer):
    """A look-up with all that can be shown at one level, every question answered and every box open."""

    def filled(level, attributes):
        clue = (CLUE[0], CLUE[1], {**LONG, "level": level}, CLUE[3])
        stub.lookup = (200, answer(level, clue, advice=ADVICE))
        stub.report = (503, {"code": "store_unavailable"})
        open_widget(attributes)
        look("13812345678")
        page.locator(".now").wait_for()
        for pick in page.locator(".question .picks button").all()[:1]:
            pick.click()
        for box in page.locator(".fine summary").all():
            box.click()
        for tip in page.locator(".tip > button").all():
            tip.click()
            page.locator(".tip .error").wait_for()

    return filled


LEVELS = ["confirmed", "high_risk", "reported", "official", "no_record", "unavailable"]


@pytest.mark.parametrize("attributes", LOOKS)
@pytest.mark.parametrize("level", LEVELS)
def test_axe_finds_nothing_at_any_level(level, attributes, page, fill_a_level, shoot):
    fill_a_level(level, attributes)
    assert violations(page) == []
    shoot(f"all-{level}-{'-'.join(attributes.replace(chr(34), '').replace('=', '-').split())}")


@pytest.mark.parametrize(("attributes", "size"), TWICE_AS_LARGE)
@pytest.mark.parametrize("level", LEVELS)
def test_no_level_overflows_the_smallest_phone_with_text_twice_as_large(
    level, attributes, size, page, fill_a_level, shoot
):
    page.set_viewport_size({"width": 320, "height": 640})
    fill_a_level(level, attributes)
    value = enlarge(page, size)
    assert overflow(page) == []
    shoot(f"small-{level}-{value}-{'en' if 'en' in attributes else 'zh'}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_leaves_no_grey_text(scheme, page, fill_a_level, shoot):
    page.emulate_media(contrast="more", color_scheme=scheme)
    fill_a_level("high_risk", "")
    colours = page.evaluate("""() => {
        const root = document.querySelector('city-antifraud').shadowRoot;
        const of = selector => getComputedStyle(root.querySelector(selector)).color;
        return [of('.hint'), of('.facts'), of('.kind'), of('.strong')];
    }""")
    assert len(set(colours)) == 1
    assert violations(page) == []
    shoot(f"contrast-{scheme}")
    page.emulate_media(contrast="no-preference", color_scheme="light")


@pytest.mark.parametrize(
    "attributes", ['theme="light"', 'theme="dark"', 'text="large" lang="en" theme="dark"', 'text="large"']
)
def test_axe_finds_nothing(attributes, page, stub, fill_both_tabs, shoot):
    name = "-".join(attributes.replace('"', "").replace("=", "-").split())
    fill_both_tabs(attributes)
    assert violations(page) == []
    shoot(f"look-{name}")
    page.get_by_role("tab").nth(1).click()
    press(page)
    page.locator(".summary").wait_for()
    page.locator(".find summary").click()
    assert violations(page) == []
    shoot(f"form-{name}")


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_nothing_overflows_on_the_smallest_phone_with_the_largest_text(lang, page, fill_both_tabs, shoot):
    page.set_viewport_size({"width": 320, "height": 640})
    fill_both_tabs(f'text="large" lang="{lang}"')
    enlarge(page, "-large: 30px")
    assert overflow(page) == []
    shoot(f"largest-look-{lang}")
    page.get_by_role("button", name="举报这条" if lang == "zh-Hans" else "Report this").last.click()
    page.locator(".top .back").click()
    page.locator(".chosen").wait_for()
    assert overflow(page) == []
    shoot(f"largest-form-{lang}")


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
    page.locator("#af-text").wait_for()
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
    page.locator("#af-text").wait_for()
    page.keyboard.press("Tab")
    assert page.locator("#af-text").evaluate("node => node.getRootNode().activeElement === node")


def test_forced_colours_keep_the_level_readable(page, stub, fill_both_tabs, shoot):
    page.emulate_media(forced_colors="active")
    fill_both_tabs("")
    assert "高度可疑" in page.locator(".banner").inner_text()
    shoot("forced-colours")

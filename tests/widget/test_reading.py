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
LOOKS = [
    'theme="light"',
    'theme="dark"',
    'text="large" lang="en"',
    'lang="zh-Hant" text="large" theme="dark"',
]


@pytest.mark.parametrize("attributes", LOOKS)
@pytest.mark.parametrize("level", LEVELS)
def test_axe_finds_nothing_at_any_level(level, attributes, page, fill_a_level, shoot):
    fill_a_level(level, attributes)
    assert _violations(page) == []
    shoot(f"all-{level}-{'-'.join(attributes.replace(chr(34), '').replace('=', '-').split())}")


@pytest.mark.parametrize(
    ("attributes", "size"), [('text="large"', "-large: 30px"), ("", ": 34px"), ('lang="en"', ": 34px")]
)
@pytest.mark.parametrize("level", LEVELS)
def test_no_level_overflows_the_smallest_phone_with_text_twice_as_large(
    level, attributes, size, page, fill_a_level, shoot
):
    page.set_viewport_size({"width": 320, "height": 640})
    fill_a_level(level, attributes)
    name, value = f"--af-font-size{size}".split(": ")
    page.evaluate(
        "([name, value]) => document.querySelector('city-antifraud').style.setProperty(name, value)",
        [name, value],
    )
    assert _overflow(page) == []
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
    assert _violations(page) == []
    shoot(f"contrast-{scheme}")
    page.emulate_media(contrast="no-preference", color_scheme="light")


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
    _press(page)
    page.locator(".summary").wait_for()
    page.locator(".find summary").click()
    assert _violations(page) == []
    shoot(f"form-{name}")


def _press(page):
    page.locator("form:visible button[type=submit]").first.click()


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
                _press(page)
                page.locator(".summary").wait_for()
            check(f"step-{number}")
            if number == 3:
                page.locator("#af-amount").fill("1200")
            if number < 6:
                _press(page)
        stub.report = (503, {"code": "store_unavailable"})
        _press(page)
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
        assert _violations(page) == []
        shoot(f"{what}-{name}")

    each_page(attributes, check)


@pytest.mark.parametrize(
    ("attributes", "size"), [('text="large"', "-large: 30px"), ("", ": 34px"), ('lang="en"', ": 34px")]
)
def test_no_page_of_a_report_overflows_the_smallest_phone(attributes, size, page, each_page, shoot):
    page.set_viewport_size({"width": 320, "height": 640})
    name, value = f"--af-font-size{size}".split(": ")

    def check(what):
        page.evaluate(
            "([name, value]) => document.querySelector('city-antifraud').style.setProperty(name, value)",
            [name, value],
        )
        assert (what, _overflow(page)) == (what, [])
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


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_nothing_overflows_on_the_smallest_phone_with_the_largest_text(lang, page, fill_both_tabs, shoot):
    page.set_viewport_size({"width": 320, "height": 640})
    fill_both_tabs(f'text="large" lang="{lang}"')
    page.evaluate(
        "document.querySelector('city-antifraud').style.setProperty('--af-font-size-large', '30px')"
    )
    assert _overflow(page) == []
    shoot(f"largest-look-{lang}")
    page.get_by_role("button", name="举报这条" if lang == "zh-Hans" else "Report this").last.click()
    page.locator(".top .back").click()
    page.locator(".chosen").wait_for()
    assert _overflow(page) == []
    shoot(f"largest-form-{lang}")


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

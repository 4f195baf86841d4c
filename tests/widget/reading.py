"""What tests share that look at the window as people do: looks, text sizes, axe, what does not fit."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

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
LOOKS = [
    'theme="light"',
    'theme="dark"',
    'text="large" lang="en"',
    'lang="zh-Hant" text="large" theme="dark"',
]
TWICE_AS_LARGE = [('text="large"', "-large: 30px"), ("", ": 34px"), ('lang="en"', ": 34px")]
"""Attributes, and the text twice as large as they make it."""


def page_title(page: Page, words: str) -> Locator:
    """Return the title of a page of the form that holds these words."""
    return page.locator("h2.step").get_by_text(words)


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds, with the elements."""
    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


def press(page: Page) -> None:
    """Press the main button of the form that is shown."""
    page.locator("form:visible button[type=submit]").first.click()


def enlarge(page: Page, size: str) -> str:
    """Make the text as large as one of these sizes says, and return the number of pixels."""
    name, value = f"--af-font-size{size}".split(": ")
    page.evaluate(
        "([name, value]) => document.querySelector('city-antifraud').style.setProperty(name, value)",
        [name, value],
    )
    return value


def overflow(page: Page) -> list[str]:
    """Return what sticks out of the page or of its own box."""
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

"""Every page that is built, as it is found: light, dark and large, narrow, with every request it makes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from antifraud.languages import FOLDERS

PHONE = {"width": 390, "height": 844}
TOO_SMALL = """() => Array.from(document.querySelectorAll('a:not(.skip), button, input, select'))
    .filter(one => one.offsetParent && !one.closest('p:not(.actions):not(.calls):not(.plain-links)'))
    .filter(one => one.getBoundingClientRect().height < 47.5).map(one => one.outerHTML)"""
"""What one taps, links in running text aside, that is lower than 48 px."""
WIDTH_OF_HUGE_TEXT = """() => {
    document.documentElement.style.fontSize = '30px'
    document.querySelectorAll('details').forEach(one => { one.open = true })
    return document.documentElement.scrollWidth
}"""
LARGE = "() => document.documentElement.classList.add('large')"
LOOKS = ("light", "dark", "elder")


def every_page(built, cities) -> list[str]:
    """Return every page of one live city, all cities, the sandbox and, of a paused city, the first."""
    live, paused = cities[0].slug, cities[2].slug
    folders = [f"{language}{of}" for language in FOLDERS.values() for of in ("", f"{live}/", "sandbox/")]
    found = [folder + file.name for folder in folders for file in sorted((built / folder).glob("*.html"))]
    return [*found, f"{paused}/index.html"]


def looks_of(path) -> tuple[str, ...]:
    """Return the looks in which axe sees a page; colours are those of the same page in simplified Chinese."""
    return LOOKS[:1] if path.startswith(FOLDERS["zh-Hant"]) else LOOKS


def complaints_of_axe(page) -> str:
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


@pytest.fixture(scope="module")
def tour(chromium, address, built, cities):
    """Visit every page once and write down all that the tests below ask about."""
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.route("**/v1/*/genuine", lambda route: route.fulfill(json={"day": "2026-11-22", "hosts": []}))
    asked, complaints, visits = [], [], {}
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: complaints.append(str(one)))
    for path in every_page(built, cities):
        page.set_viewport_size(PHONE)
        page.goto(address + path)
        visits[path] = {"small": page.evaluate(TOO_SMALL)}
        for look in looks_of(path):
            page.emulate_media(color_scheme="dark" if look == "dark" else "light")
            if look == "elder":
                page.evaluate(LARGE)
            visits[path][look] = complaints_of_axe(page)
        page.set_viewport_size({"width": 320, "height": 640})
        visits[path]["width"] = page.evaluate(WIDTH_OF_HUGE_TEXT)
    context.close()
    return {"visits": visits, "asked": asked, "complaints": complaints}


def test_no_page_asks_anybody_else_or_breaks_its_policy(tour, address):
    assert len(tour["asked"]) > len(tour["visits"]) > 60
    assert [one for one in tour["asked"] if not one.startswith((address, "data:"))] == []
    assert tour["complaints"] == []


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(tour, look):
    assert {path: seen[look] for path, seen in tour["visits"].items() if seen.get(look)} == {}


def test_nothing_overflows_on_a_narrow_screen_with_huge_text(tour):
    assert {path: seen["width"] for path, seen in tour["visits"].items() if seen["width"] > 320} == {}


def test_what_one_taps_is_large_enough(tour):
    # the demonstration is a page of somebody else
    seen = {path: one["small"] for path, one in tour["visits"].items() if "demo" not in path}
    assert {path: small for path, small in seen.items() if small} == {}

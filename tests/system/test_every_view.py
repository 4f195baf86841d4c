"""Every page of the site with the real window: whole at each width, and clean for axe in each look."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from antifraud.languages import FOLDERS
from tests.system.conftest import LOOKS, PHONE, SHOTS

WIDTHS = (1280, 390, 320)


@pytest.fixture
def site_pages(server, pilot):
    """The paths of all pages of one city, of all cities, and of the sandbox, as they are found."""
    root = server.log.parent / "site"
    folders = [
        f"{language}{of}" for language in FOLDERS.values() for of in ("", f"{pilot.slug}/", "sandbox/")
    ]
    return [folder + file.name for folder in folders for file in sorted((root / folder).glob("*.html"))]


def keep(page, path, view) -> None:
    if "SHOTS" in os.environ:
        name = path.removesuffix(".html").replace("/", "-")
        page.screenshot(path=SHOTS.with_name("pages") / f"{name}-{view}.png", full_page=True)


def test_every_page_is_whole_and_clean(open_page, server, site_pages, in_every_look):
    page = open_page("/", reduced_motion="reduce")
    axe, found = Axe(), {}
    for path in site_pages:
        page.goto(f"{server.root}/{path}")
        for width in WIDTHS:
            page.set_viewport_size({**PHONE, "width": width})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found[path, width] = "wider than the screen"
            keep(page, path, width)
        page.set_viewport_size(PHONE)
        for look in in_every_look(page):
            keep(page, path, look)
            told = look == LOOKS[0] or not path.startswith(FOLDERS["zh-Hant"])  # whose colours are no others
            result = axe.run(page) if told and page.locator("city-antifraud").count() else None
            if result and result.violations_count:
                found[path, look] = result.generate_report()
    assert found == {}

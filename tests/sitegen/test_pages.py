"""Every page of the build as files: links lead somewhere, nothing from elsewhere, sound HTML."""

import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from antifraud.languages import FOLDERS

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
SVG_ALONE = frozenset({"path", "rect", "circle", "line", "polyline"})
LINKS = {"href", "src", "action"}


class Strict(HTMLParser):
    """Reads a page; complains of what a browser would silently mend."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.found.append((tag, {**dict(attributes), "_in": "/".join(self.open)}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        if tag not in SVG_ALONE:
            self.faults.append(f"<{tag}/> is not closed in HTML")
        self.found.append((tag, {**dict(attributes), "_in": "/".join(self.open)}))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def read(path: Path) -> Strict:
    page = Strict()
    page.feed(path.read_text("utf-8"))
    page.close()
    return page


@pytest.fixture(scope="module")
def pages(built):
    return {str(path.relative_to(built)): read(path) for path in sorted(built.rglob("*.html"))}


def test_the_html_is_sound(pages):
    for name, page in pages.items():
        assert page.faults == [], name
        assert page.open == [], name
        ids = [values["id"] for _, values in page.found if "id" in values]
        assert len(ids) == len(set(ids)), name
        assert sum(tag == "h1" for tag, _ in page.found) == 1, name
        assert sum(tag == "main" for tag, _ in page.found) == 1, name


def test_every_field_has_a_label_and_every_reference_a_target(pages):
    for name, page in pages.items():
        ids = {values["id"] for _, values in page.found if "id" in values}
        labels = {values.get("for") for tag, values in page.found if tag == "label"}
        for tag, values in page.found:
            if tag in {"input", "select", "textarea"} and values.get("type") != "hidden":
                assert values["id"] in labels, (name, values)
            for attribute in ("for", "aria-labelledby", "aria-describedby"):
                assert set((values.get(attribute) or "").split()) <= ids, (name, values)


def test_pictures_have_a_title_or_are_hidden(pages):
    for name, page in pages.items():
        titled = sum(tag == "title" and values["_in"].endswith("svg") for tag, values in page.found)
        drawings = [values for tag, values in page.found if tag == "svg" and "aria-hidden" not in values]
        assert len(drawings) == titled, name
        assert all(values.get("role") == "img" for values in drawings), name


def test_every_page_says_its_language(pages):
    for name, page in pages.items():
        html = next(values for tag, values in page.found if tag == "html")
        assert html["lang"] == language_of(name)


def test_every_link_inside_the_site_leads_to_a_file(pages, built):
    for name, page in pages.items():
        for tag, values in page.found:
            for attribute in LINKS & set(values):
                target = urlsplit(values[attribute])
                if (
                    target.scheme
                    or tag == "base"
                    or not target.path
                    or "/v1/" in f"/{target.path}".replace("/w/v1/", "")
                ):
                    continue
                folder = "" if name == "404.html" else posixpath.dirname(name)
                path = posixpath.normpath(posixpath.join(folder, target.path))
                assert (built / path).is_file(), (name, values[attribute])


def test_no_address_is_absolute_but_services_telephones_and_the_icon(pages, cities):
    allowed = {service.link for city in cities for service in city.services}
    for name, page in pages.items():
        for tag, values in page.found:
            for attribute in LINKS & set(values):
                address = values[attribute]
                assert not address.startswith("/") or tag == "base", (name, address)
                if urlsplit(address).scheme not in {"", "tel", "data"}:
                    assert tag == "a", (name, address)
                    assert address in allowed, (name, address)


def test_no_style_sheet_or_script_reaches_out(built):
    for path in (*built.rglob("a/*.css"), *built.rglob("a/*.js")):
        assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", path.read_text("utf-8")), path


def test_nothing_is_inline(pages):
    for name, page in pages.items():
        for tag, values in page.found:
            assert tag != "style", name
            assert tag != "script" or values.get("src") or values["type"] == "application/ld+json", name
            assert not [one for one in values if one == "style" or one.startswith("on")], name
            assert not (values.get("href") or "").startswith("javascript:"), name


def test_only_the_page_for_lost_addresses_has_a_base(pages):
    assert [name for name, page in pages.items() if any(tag == "base" for tag, _ in page.found)] == [
        "404.html"
    ]


def test_the_switch_leads_to_the_same_page_in_every_other_language(pages):
    for name, page in pages.items():
        switch = {}
        for tag, values in page.found:
            if tag == "a" and "lang" in values and name != "404.html":
                folder = posixpath.dirname(name)
                switch[values["lang"]] = posixpath.normpath(posixpath.join(folder, values["href"]))
        own = language_of(name)
        path = name.removeprefix(FOLDERS[own])
        there = {one for one, folder in FOLDERS.items() if one != own and folder + path in pages}
        if not name.endswith(("embed.html", "404.html")):
            assert switch == {one: FOLDERS[one] + path for one in there}, name


def language_of(name):
    return next((one for one, folder in FOLDERS.items() if folder and name.startswith(folder)), "zh-Hans")


def test_scripts_stay_within_what_old_engines_read(built):
    newer = re.compile(
        r"\?\.|\?\?|\bglobalThis\b|replaceAll|replaceChildren|\.at\(|structuredClone|randomUUID"
    )
    for path in built.rglob("a/*.js"):
        assert not newer.search(path.read_text("utf-8")), path


def test_style_sheets_stay_within_what_old_engines_read(built):
    newer = re.compile(
        r"[^-]gap:|inset:|aspect-ratio|:is\(|:where\(|:has\(|dvh|[ :(]min\(|clamp\(|text-size-adjust"
    )
    for path in built.rglob("a/*.css"):
        assert not newer.search(path.read_text("utf-8").replace("grid-gap:", "")), path

"""What search engines, sharers and home screens are told, and that the sandbox is told to none of them."""

import json
import re
from html import unescape

import pytest

from antifraud.sitegen.build import build_site

URL = "https://fz.example.gov.cn"


@pytest.fixture(scope="module")
def addressed(tmp_path_factory, sources, cities):
    out = tmp_path_factory.mktemp("addressed") / "site"
    build_site(out, sources, cities, ("https://api.example.gov.cn", URL))
    return out


def test_a_city_tells_its_service_in_the_words_of_schema_org(built):
    for folder, name in (
        ("", "甲州反诈骗查询"),
        ("zh-Hant/", "甲州反詐騙查詢"),
        ("en/", "Jiazhou anti-fraud check"),
    ):
        page = (built / folder / "jiazhou/index.html").read_text("utf-8")
        block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
        told = json.loads(block)
        assert (told["@type"], told["name"]) == ("GovernmentService", name)
        assert told["availableChannel"]["servicePhone"]["telephone"] == "96110"


def test_a_name_cannot_end_the_block(built):
    page = (built / "dingzhou/index.html").read_text("utf-8")
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
    assert "<" not in block
    assert json.loads(block)["areaServed"] == "丁<州>"


def test_pages_name_their_one_address_and_the_site_map_that_in_every_language(addressed):
    page = (addressed / "en/jiazhou/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{URL}/en/jiazhou/index.html">' in page
    assert '<meta property="og:title" content="Jiazhou anti-fraud check">' in page
    site_map = (addressed / "sitemap.xml").read_text()
    for folder in ("", "zh-Hant/", "en/"):
        entry = site_map.split(f"<loc>{URL}/{folder}jiazhou/index.html</loc>", 1)[1].split("</url>", 1)[0]
        assert re.findall(r'hreflang="([^"]*)" href="([^"]*)"', entry) == [
            ("zh-Hans", f"{URL}/jiazhou/index.html"),
            ("zh-Hant", f"{URL}/zh-Hant/jiazhou/index.html"),
            ("en", f"{URL}/en/jiazhou/index.html"),
            ("x-default", f"{URL}/jiazhou/index.html"),
        ]
    assert f"{URL}/en/dingzhou" not in site_map, "which has no English"
    picture = re.search(rf'og:image" content="{URL}/(a/icon-[^"]+\.png)"', page)[1]
    assert (addressed / picture).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("path", ["jiazhou/embed.html", "demo.html", "404.html", "sandbox/index.html"])
def test_pages_that_are_not_to_be_found_name_no_address(addressed, path):
    page = (addressed / path).read_text("utf-8")
    assert "canonical" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_first_view_stays_in_its_budget_with_addresses(addressed, cities):
    names = json.loads((addressed / "manifest.json").read_text())
    for city in cities[:2]:
        sheet = names[f"site-{city.colour[1:]}.css"]
        paths = (f"{city.slug}/index.html", sheet, names["site.js"])
        assert sum((addressed / f"{path}.br").stat().st_size for path in paths) <= 4096


def test_the_sandbox_is_marked_and_in_no_list(addressed):
    for folder, mark in (("", "沙盒"), ("zh-Hant/", "沙盒"), ("en/", "Sandbox")):
        for name in ("index", "report", "receipt", "embed"):
            page = (addressed / folder / "sandbox" / f"{name}.html").read_text("utf-8")
            assert f'<p class="sandbox" role="note"><b>{mark}</b>' in page
        for name in ("index", "receipt"):
            assert "sandbox" not in (addressed / folder / f"{name}.html").read_text("utf-8")
        guide = unescape((addressed / folder / "embed-guide.html").read_text("utf-8"))
        assert '<option value="sandbox"' not in guide
        assert '<city-antifraud city="sandbox"' in guide
    assert "sandbox" not in (addressed / "sitemap.xml").read_text()
    for folder in ("", "zh-Hant/", "en/"):
        assert f"Disallow: /{folder}sandbox/\n" in (addressed / "robots.txt").read_text()
        assert f"Disallow: /{folder}demo.html\n" in (addressed / "robots.txt").read_text()
    assert not (addressed / "sandbox/worker.js").exists()
    assert not (addressed / "sandbox/genuine.html").exists()


def test_anybody_may_frame_the_sandbox_and_only_it(addressed, cities):
    text = (addressed / "_headers").read_text()
    allowed = re.findall(r"frame-ancestors 'self' https: http:$", text, re.MULTILINE)
    assert len(allowed) == 3, "one for each language"


def test_the_page_of_the_codes_lists_every_registered_host(built, cities):
    for city in cities:
        page = (built / city.slug / "genuine.html").read_text("utf-8")
        assert re.findall(r'data-host="([^"]*)"', page) == [f"www.{city.slug}.example.gov.cn"]

"""The build as a whole: what is written, twice the same, swapped in whole, and what it refuses."""

import dataclasses
import gzip
import hashlib
import json
from pathlib import Path

import brotli
import pytest

from antifraud.errors import CityFileError, InputError, ToolError
from antifraud.languages import FOLDERS
from antifraud.sitegen.build import Sources, build_site


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_page_of_every_city_in_its_languages(built, cities):
    for city in cities:
        for name in ("index.html", "report.html", "receipt.html", "embed.html", "paid.html"):
            for language, folder in FOLDERS.items():
                assert (built / folder / city.slug / name).is_file() == (language in city.languages)


def test_two_builds_are_the_same_byte_for_byte(built, tmp_path, sources, cities):
    build_site(tmp_path / "again", sources, cities)
    assert tree(tmp_path / "again") == tree(built)


def test_counts_say_what_was_written(tmp_path, sources, cities):
    ticks = []
    counts = build_site(
        tmp_path / "site", sources, cities, tick=lambda done, total: ticks.append((done, total))
    )
    written = {path for path in tree(tmp_path / "site") if not path.endswith((".br", ".gz"))}
    assert counts.cities == len(cities)
    assert counts.files == len(written)
    assert counts.pages == sum(path.endswith(".html") for path in written) == len(ticks)
    assert ticks[-1] == (counts.pages, counts.pages)


def test_companions_hold_the_same_text(built):
    pages = [path for path in built.rglob("*.html") if path.stat().st_size >= 1024]
    assert pages
    for path in pages:
        content = path.read_bytes()
        assert brotli.decompress(Path(f"{path}.br").read_bytes()) == content
        assert gzip.decompress(Path(f"{path}.gz").read_bytes()) == content


def test_assets_are_named_after_their_content(built):
    names = json.loads((built / "manifest.json").read_text())
    assert {"site.css", "more.css", "demo.css", "site.js", "national.js", "guide.js"} <= set(names)
    for address in names.values():
        digest = hashlib.sha256((built / address).read_bytes()).hexdigest()
        assert digest[:10] in address


def test_widget_lies_at_a_moving_and_at_a_fixed_address(built, widget_folder):
    listed = json.loads((built / "w/integrity.json").read_text())
    for path in widget_folder.iterdir():
        assert (built / "w/v1" / path.name).read_bytes() == path.read_bytes()
        assert (built / listed["folder"] / path.name).read_bytes() == path.read_bytes()
        assert listed["files"][path.name].startswith("sha384-")


def test_without_a_widget_one_sentence_says_what_to_run(tmp_path, cities):
    with pytest.raises(ToolError, match="make build"):
        build_site(tmp_path / "site", Sources(Path("site"), tmp_path / "none"), cities)


def test_a_failed_build_leaves_the_last_one_alone(tmp_path, sources, cities):
    out = tmp_path / "site"
    build_site(out, sources, cities[:1])
    before = tree(out)
    with pytest.raises(ToolError):
        build_site(out, Sources(Path("site"), tmp_path / "none"), cities)
    assert tree(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_second_build_leaves_nothing_of_the_first(tmp_path, sources, cities):
    out = tmp_path / "site"
    build_site(out, sources, cities)
    build_site(out, sources, cities[:1])
    assert not (out / cities[1].slug).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("slug", ["en", "zh-Hant", "w"])
def test_a_city_cannot_be_named_like_a_folder_of_the_site(slug, tmp_path, sources, cities):
    with pytest.raises(CityFileError, match=f"'{slug}'"):
        build_site(tmp_path / "site", sources, (dataclasses.replace(cities[0], slug=slug),))


@pytest.mark.parametrize(
    "address", ["", "example.gov.cn", "javascript:alert(1)", "https://a b", 'https://a"b']
)
def test_an_address_that_is_none_is_refused(tmp_path, sources, cities, address):
    with pytest.raises(InputError, match="is not an address"):
        build_site(tmp_path / "site", sources, cities, (address, None))


def test_forms_and_policy_follow_the_address_of_the_functions(tmp_path, sources, cities):
    out = tmp_path / "site"
    build_site(out, sources, cities[:1], ("https://api.example.gov.cn", None))
    page = (out / cities[0].slug / "index.html").read_text()
    assert f'action="https://api.example.gov.cn/v1/{cities[0].slug}/lookup?lang=zh-Hans"' in page
    assert 'api="https://api.example.gov.cn/"' in page
    assert "form-action 'self' https://api.example.gov.cn" in page.replace("&#39;", "'")


def test_pages_may_send_files_where_uploads_go_and_nowhere_else(tmp_path, sources, cities):
    out, bucket = tmp_path / "site", "https://bucket.s3.example.cn"
    build_site(out, sources, cities[:1], (None, None, bucket))
    page = (out / cities[0].slug / "index.html").read_text().replace("&#39;", "'")
    headers = (out / "_headers").read_text()
    for text in (page, headers):
        assert f"connect-src 'self' {bucket};" in text
        assert f"form-action 'self' {bucket};" in text
    assert f"img-src 'self' data: {bucket}" not in page
    assert headers.count(bucket) == headers.count("connect-src") * 2


def test_site_map_and_snippets_follow_the_address_of_the_site(tmp_path, sources, cities, built):
    out = tmp_path / "site"
    build_site(out, sources, cities, (None, "https://fz.example.gov.cn"))
    listed = (out / "sitemap.xml").read_text()
    assert f"<loc>https://fz.example.gov.cn/{cities[0].slug}/index.html</loc>" in listed
    assert f"<loc>https://fz.example.gov.cn/zh-Hant/{cities[0].slug}/index.html</loc>" in listed
    assert "embed.html" not in listed
    assert "https://fz.example.gov.cn/w/v1/city-antifraud.js" in (out / "embed-guide.html").read_text()
    assert "Sitemap: https://fz.example.gov.cn/sitemap.xml" in (out / "robots.txt").read_text()
    assert not (built / "sitemap.xml").exists()


def test_frames_are_allowed_for_the_origins_of_their_city_only(built, cities):
    text = (built / "_headers").read_text()
    for city in cities:
        for folder in FOLDERS.values():
            block = text.split(f"\n/{folder}{city.slug}/embed.html\n", 1)[1].split("\n/", 1)[0]
            assert f"frame-ancestors 'self' {city.embed_origins[0]}\n" in block
    assert "frame-ancestors 'self'\n" in text.split("\n/a/*", 1)[0]

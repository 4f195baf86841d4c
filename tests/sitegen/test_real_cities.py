"""The site of cities.yaml through the command: one test per city."""

import json
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from antifraud.cityfile import load_cities
from antifraud.commands.build import build
from antifraud.languages import FOLDERS, say
from antifraud.sitegen.colours import css_rule, sheet_name
from tests.scripts import simplified_in, visible

CITIES = load_cities(Path("cities.yaml"))


@pytest.fixture(scope="module")
def result(tmp_path_factory, widget_folder):
    out = tmp_path_factory.mktemp("real") / "site"
    outcome = CliRunner().invoke(build, ["--out", str(out), "--widget", str(widget_folder)])
    assert outcome.exit_code == 0, outcome.output
    return out, outcome.output


def test_the_command_prints_counts(result):
    out, output = result
    pages = sum(1 for _ in out.rglob("*.html"))
    assert output.startswith(f"{out}: {pages} pages for {len(CITIES)} cities, ")


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.slug)
def test_a_city_has_its_pages(result, city):
    out, _ = result
    names = json.loads((out / "manifest.json").read_text())
    for language in city.languages:
        folder = out / FOLDERS[language] / city.slug
        name = say(city.name, language)
        for file in ("index.html", "report.html", "receipt.html", "embed.html", "paid.html"):
            assert name in unescape((folder / file).read_text("utf-8"))
        page = (folder / "index.html").read_text("utf-8")
        assert names[sheet_name(city.colour)] in page
        assert page.count("<city-antifraud ") == (city.rollout != "paused")
        for line in city.hotlines:
            assert f'href="tel:{line.number}"' in page
        for service in city.services:
            assert say(service.title, language) in unescape(page)
            assert service.link is None or service.link in unescape(page)
        assert f'href="{city.slug}/index.html"' in (folder.parent / "index.html").read_text("utf-8")
    assert css_rule(city.colour) in (out / names[sheet_name(city.colour)]).read_text("utf-8")


def test_no_page_in_traditional_chinese_shows_a_simplified_character(result):
    out, _ = result
    pages = sorted((out / "zh-Hant").rglob("*.html"))
    assert len(pages) > 8 * len(CITIES)
    seen = {str(page.relative_to(out)): simplified_in(visible(page.read_text("utf-8"))) for page in pages}
    assert {path: found for path, found in seen.items() if found} == {}


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.slug)
def test_the_first_view_leaves_the_widget_its_budget(result, city):
    out, _ = result
    names = json.loads((out / "manifest.json").read_text())
    for folder in FOLDERS.values():
        paths = [f"{folder}{city.slug}/index.html", names[sheet_name(city.colour)], names["site.js"]]
        assert sum((out / f"{path}.br").stat().st_size for path in paths) <= 12 * 1024 - 8 * 1024


def test_faults_of_the_city_file_are_told_with_their_place(tmp_path, widget_folder):
    file = tmp_path / "cities.yaml"
    file.write_text("nonsense: [\n")
    outcome = CliRunner().invoke(
        build, ["--cities", str(file), "--out", str(tmp_path / "x"), "--widget", str(widget_folder)]
    )
    assert outcome.exit_code == 1
    assert f"{file}:" in outcome.output
    assert not (tmp_path / "x").exists()


def test_without_a_widget_the_command_says_what_to_run(tmp_path):
    outcome = CliRunner().invoke(build, ["--widget", str(tmp_path), "--out", str(tmp_path / "x")])
    assert outcome.exit_code == 1
    assert "make build" in outcome.output

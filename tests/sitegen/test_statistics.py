"""The statistics page: what it draws of a file, the same numbers as a table and CSV, and the empty page."""

import csv
import json
import re
from datetime import date
from html import unescape

import pytest

from antifraud.errors import InputError
from antifraud.languages import FOLDERS
from antifraud.ports import ClueCounts, DayCounts
from antifraud.sitegen.build import Sources, build_site
from antifraud.sitegen.statistics import TABLES, load_statistics
from antifraud.usecases.make_statistics import make_statistics
from tools.demo_statistics import made_up_statistics

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def build_with(tmp_path_factory, sources, cities):
    def build(content):
        folder = tmp_path_factory.mktemp("statistics")
        file = folder / "statistics.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        build_site(folder / "site", Sources(sources.site, sources.widget, file), cities[:2])
        return folder / "site"

    return build


@pytest.fixture(scope="module")
def made_up(build_with, cities):
    content = made_up_statistics(cities[:2], TODAY)
    return build_with(content), content


def told_as(cell):
    return f"{cell:,}" if isinstance(cell, int) else cell


def rows_of(page, table):
    """Return the cells of the table under a heading."""
    part = page.split(f'<section class="card" aria-labelledby="{table}">', 1)[1].split("</section>", 1)[0]
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", part)
    return [(unescape(head), re.findall(r"<td>(.*?)</td>", cells)) for head, cells in rows]


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_pictures_and_tables_tell_the_same_numbers(made_up, folder):
    site, content = made_up
    page = (site / folder / "statistics.html").read_text("utf-8")
    for table, columns in TABLES.items():
        told = [cells for _, cells in rows_of(page, table)]
        listed = [[told_as(one[name]) for name in columns] for one in content[table]]
        assert [[unescape(cell) for cell in row] for row in told] == (
            listed[::-1] if table == "days" else listed
        )
    assert page.count('<svg class="chart"') == 7
    assert page.count("<desc") == 7


def test_the_longest_bar_is_whole_and_few_are_drawn_as_few(tmp_path, make_city):
    rows = [DayCounts(date(2026, 11, 20), "seaside", {"l:qq:reported": 50, "l:url:reported": 3})]
    file = tmp_path / "statistics.json"
    file.write_text(json.dumps(make_statistics(rows, [make_city()], TODAY)))
    bars = load_statistics(file).bars("kinds", "looked_up")
    assert [(bar.code, bar.cell, bar.share) for bar in bars] == [("qq", 50, 1.0), ("url", "<5", 0.04)]


def test_the_tables_can_be_downloaded(made_up):
    site, content = made_up
    for table, columns in TABLES.items():
        with (site / f"statistics-{table}.csv").open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        wanted = [
            {"code": one["code"], **{name: str(one[name]) for name in columns}} for one in content[table]
        ]
        assert rows == wanted
        assert f'href="../statistics-{table}.csv"' in (site / "en/statistics.html").read_text("utf-8")


def test_made_up_numbers_are_marked(made_up, build_with, cities):
    assert "演示数据" in (made_up[0] / "statistics.html").read_text("utf-8")
    real = make_statistics(
        [DayCounts(date(2026, 11, 20), cities[0].slug, {"l:qq:reported": 50})], cities[:2], TODAY
    )
    page = (build_with(real) / "statistics.html").read_text("utf-8")
    assert "演示数据" not in page
    assert "2026-11-22" in page
    assert "拦下的钱</dt>" not in page


def test_money_stopped_is_shown_only_from_a_source(build_with, cities):
    rows = [DayCounts(date(2026, 11, 20), cities[0].slug, {"l:qq:reported": 50}), ClueCounts("qq", 9, {}, {})]
    made = make_statistics(rows, cities[:2], TODAY)
    money = {"payments": 12, "yuan": 345_000, "first_day": "2026-11-01", "last_day": "2026-11-20"}
    page = (build_with({**made, "money_stopped": money}) / "statistics.html").read_text("utf-8")
    assert "¥345,000" in page
    few = {**money, "payments": "<5", "yuan": None}
    page = (build_with({**made, "money_stopped": few}) / "statistics.html").read_text("utf-8")
    assert "¥" not in page
    assert "不足 5 笔" in page


def test_without_statistics_the_page_says_so(built, build_with, cities):
    for site in (built, build_with(make_statistics([], cities[:2], TODAY))):
        page = (site / "statistics.html").read_text("utf-8")
        assert "还没有统计数字" in page
        assert '<svg class="chart"' not in page
    assert not list(built.glob("statistics-*.csv"))


ROW = {"code": "qq", "looked_up": 5, "reported": 0, "confirmed": 0}


@pytest.mark.parametrize(
    "spoilt",
    [
        "{",
        "[]",
        {"kinds": [{**ROW, "looked_up": "3"}]},
        {"kinds": [{**ROW, "looked_up": -5}]},
        {"days": None},
    ],
)
def test_a_file_that_is_none_is_refused(build_with, cities, spoilt):
    good = make_statistics([], cities[:2], TODAY)
    with pytest.raises(InputError, match="is no file of"):
        build_with(spoilt if isinstance(spoilt, str) else {**good, **spoilt})

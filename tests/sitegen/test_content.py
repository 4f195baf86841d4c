"""What the pages say: cities, forms, rules and sentences."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from antifraud.errors import InputError
from antifraud.languages import FOLDERS
from antifraud.reports import CATEGORIES, CHANNELS
from antifraud.sitegen.explained import list_examples, list_fading
from antifraud.sitegen.texts import FIELD, filled
from antifraud.verdicts import HIGH_RISK, LEVELS, NO_RECORD, RULES

WRITTEN = ("zh-Hans", "en")
"""The languages that people write; the third is made of the first."""


def text_of(path: Path) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", path.read_text("utf-8"))))


def leaves(value, path=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{at}]")
    else:
        yield path, value


@pytest.fixture(scope="module")
def messages():
    return {
        name: dict(leaves(json.loads(Path(f"site/messages/{name}.json").read_text()))) for name in WRITTEN
    }


def test_both_languages_have_the_same_sentences_with_the_same_fields(messages):
    chinese, english = (messages[name] for name in WRITTEN)
    assert list(chinese) == list(english)
    for key, sentence in chinese.items():
        assert sentence.strip()
        assert sorted(FIELD.findall(sentence)) == sorted(FIELD.findall(english[key])), key


def test_a_sentence_with_a_field_and_no_value_is_an_error():
    assert filled("{n} of {all}", n=1, all=2) == "1 of 2"
    with pytest.raises(InputError, match="all"):
        filled("{n} of {all}", n=1)


def test_each_city_has_its_services_and_hotlines(built, cities):
    for city in cities:
        page = (built / city.slug / "index.html").read_text("utf-8")
        for line in city.hotlines:
            assert f'href="tel:{line.number}"' in page
        for service in city.services:
            assert service.title.zh in page
            assert service.link is None or f'href="{service.link}"' in page
        assert page.count("敬请期待") == sum(service.link is None for service in city.services)


def test_groups_come_in_the_order_of_the_product(built, cities):
    page = (built / cities[0].slug / "index.html").read_text("utf-8")
    assert re.findall(r"<h3>(.*?)</h3>", page) == ["公安", "交警", "文化", "生活服务"]


def test_a_name_is_text_never_markup(built):
    page = (built / "dingzhou/index.html").read_text("utf-8")
    assert "丁&lt;州&gt;反诈骗查询" in page
    assert "<州>" not in page


def test_a_live_city_has_the_window_and_its_form(built, cities):
    for lang, folder in FOLDERS.items():
        back = "../../" if folder else "../"
        for name in ("index", "embed"):
            page = (built / folder / cities[0].slug / f"{name}.html").read_text("utf-8")
            back_button = ' back="history"' if name == "index" else ""
            assert f'<city-antifraud city="{cities[0].slug}" lang="{lang}"{back_button}>' in page
            assert f'<form class="plain" method="post" action="{back}v1/{cities[0].slug}/lookup?lang=' in page


def test_a_paused_city_keeps_its_telephones_and_has_no_window(built, cities):
    paused = cities[2].slug
    for name in ("index", "report", "embed"):
        page = (built / paused / f"{name}.html").read_text("utf-8")
        assert "city-antifraud" not in page
        assert "<form" not in page
        assert "暂停" in page
        assert 'href="tel:96110"' in page


def test_the_report_form_has_the_fields_of_the_api(built, cities):
    page = (built / cities[0].slug / "report.html").read_text("utf-8")
    fields = re.findall(r'<(?:textarea|select|input)[^>]* name="(\w+)"', page)
    assert fields == [
        "text",
        "category",
        "happened_on",
        "channel",
        "amount",
        "story",
        "contact",
        "call_back",
        "for_other",
    ]
    assert re.findall(r'<option value="(\w+)"', page) == [*CATEGORIES, *CHANNELS]
    assert page.count(" required") == 1, "the clue alone"
    assert f'action="../v1/{cities[0].slug}/reports?lang=zh-Hans"' in page


def test_a_receipt_is_asked_for_by_get(built, cities):
    page = (built / "en" / cities[0].slug / "receipt.html").read_text("utf-8")
    assert f'method="get" action="../../v1/{cities[0].slug}/reports"' in page
    assert 'name="receipt"' in page
    assert '<input type="hidden" name="lang" value="en">' in page


def test_the_national_page_lists_every_city_of_the_language(built, cities):
    for language, folder in FOLDERS.items():
        page = (built / folder / "index.html").read_text("utf-8")
        for city in cities:
            assert (f'href="{city.slug}/index.html"' in page) == (language in city.languages)


@pytest.mark.parametrize("lang", FOLDERS)
def test_the_page_of_the_rules_prints_the_constants_of_the_code(built, lang):
    page = text_of(built / FOLDERS[lang] / "verdicts.html")
    for number in (RULES.high_risk_reporters, RULES.high_risk_few_reporters, RULES.high_risk_few_cities):
        assert re.search(rf"\b{number}\b", page)
    for number in (RULES.high_risk_networks, RULES.burst_networks, RULES.statements_per_network):
        assert re.search(rf"\b{number}\b", page)
    for number in (RULES.high_risk_confidence, RULES.reported_evidence, RULES.wilson_z):
        assert str(number) in page
    for days in (RULES.half_life_evidence_days, RULES.half_life_activity_days):
        assert len(re.findall(rf"(?<!\d){days}(?!\d)", page)) >= 2
    names = json.loads(Path(f"antifraud/messages/{lang}.json").read_text())["levels"]
    for level in LEVELS:
        assert names[level] in page


def test_the_examples_are_what_the_code_says():
    examples = list_examples()
    by_case = {(one.reporters, one.cities, one.days_ago, one.legitimate): one for one in examples}
    assert by_case[RULES.high_risk_few_reporters, RULES.high_risk_few_cities, 0, 0].level == HIGH_RISK
    assert by_case[1, 1, 600, 0].level == NO_RECORD
    assert {one.level for one in examples} == {"reported", HIGH_RISK, NO_RECORD}


def test_what_is_left_halves_every_half_life():
    left = {one.days: one for one in list_fading((0, 14, 125, 250))}
    assert (left[0].evidence, left[125].evidence, left[250].evidence) == (100, 50, 25)
    assert left[14].activity == 50


def test_every_city_has_its_snippet_in_the_guide(built, cities):
    page = unescape((built / "embed-guide.html").read_text("utf-8"))
    for city in cities:
        assert f'<city-antifraud city="{city.slug}" lang="zh-Hans">' in page
        assert f"/{city.slug}/embed.html" in page


def test_a_snippet_is_in_a_language_the_city_has(built):
    page = unescape((built / "en/embed-guide.html").read_text("utf-8"))
    assert '<city-antifraud city="jiazhou" lang="en">' in page
    assert '<city-antifraud city="dingzhou" lang="zh-Hans">' in page


def test_the_pinned_snippet_carries_the_checksum(built):
    listed = json.loads((built / "w/integrity.json").read_text())
    page = unescape((built / "embed-guide.html").read_text("utf-8"))
    assert f'{listed["folder"]}city-antifraud.js" integrity="{listed["files"]["city-antifraud.js"]}"' in page

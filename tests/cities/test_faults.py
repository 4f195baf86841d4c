"""Every way in which a city file can be wrong is found where it is, and said in words."""

import re

import pytest

from antifraud.cityfile import parse_cities
from antifraud.cityfile.sentences import SENTENCES, sentence
from antifraud.errors import CityFileError

ONE_LINE = [
    # keys
    (11, "    provinze: {zh: 山东, en: Shandong}", [("8:5", "missing_key"), ("11:5", "unknown_key")]),
    (10, None, [("8:5", "missing_key")]),
    (10, "    slug: weihai", [("8:5", "missing_key"), ("10:5", "duplicate_key")]),
    (10, "    name: {zh: 威海, en: Weihai, zh: 威海}", [("10:32", "duplicate_key")]),
    (10, "    name: {zh：威海, en: Weihai}", [("10:11", "missing_key"), ("10:12", "unknown_key")]),
    (23, "        - {zh: 图书馆, en: Library}", [("23:11", "missing_key")]),
    (22, "      garden:", [("22:7", "unknown_key")]),
    # codes out of quotes
    (9, "    adcode: 371000", [("9:13", "unquoted")]),
    (12, "    area_code: 0571", [("12:16", "unquoted")]),
    (12, "    area_code: 0580", [("12:16", "unquoted")]),
    (12, "    area_code: 010", [("12:16", "unquoted")]),
    (3, "    - {number: 96110, zh: 反诈, en: Fraud}", [("3:16", "unquoted")]),
    # codes of the wrong form
    (8, "  - slug: WeiHai", [("8:11", "bad_slug")]),
    (8, "  - slug: wei-hai", [("8:11", "bad_slug")]),
    (8, '  - slug: "weihai\\n"', [("8:11", "bad_slug")]),
    (9, '    adcode: "3710"', [("9:13", "bad_adcode")]),
    (12, '    area_code: "631"', [("12:16", "bad_area_code")]),
    (12, '    area_code: "0１31"', [("12:16", "bad_area_code")]),
    (3, '    - {number: "9611O", zh: 反诈, en: Fraud}', [("3:16", "bad_number")]),
    (3, '    - {number: "13812345678", zh: 反诈, en: Fraud}', [("3:16", "bad_number")]),
    (3, '    - {number: "+8696110", zh: 反诈, en: Fraud}', [("3:16", "bad_number")]),
    # texts
    (10, "    name: {zh: Weihai, en: Weihai}", [("10:16", "not_chinese")]),
    (10, "    name: {zh: 威海, en: 威海}", [("10:24", "not_english")]),
    (10, "    name: {zh: 威海, en: no}", [("10:24", "not_text")]),
    (10, "    name: {zh: 威海, en: 12}", [("10:24", "not_text")]),
    (10, '    name: {zh: 威海, en: ""}', [("10:24", "bad_length"), ("10:24", "not_english")]),
    (10, "    name: {zh: 威海, en: }", [("10:20", "empty_value")]),
    (10, "    name: 威海", [("10:11", "not_a_mapping")]),
    (10, "    name: [威海, Weihai]", [("10:11", "not_a_mapping")]),
    (23, "        - {zh: 市立公共图书馆总馆及各分馆, en: Library, link: soon}", [("23:16", "bad_length")]),
    (23, "        - 图书馆", [("23:11", "not_a_mapping")]),
    # numbers and places
    (13, '    latitude: "37.5"', [("13:15", "not_a_number")]),
    (13, "    latitude: .nan", [("13:15", "not_a_number")]),
    (13, "    latitude: 0x25", [("13:15", "not_a_number")]),
    (13, "    latitude: 37,5", [("13:15", "not_a_number")]),
    (13, "    latitude: 122.1151", [("13:15", "outside_china")]),
    (14, "    longitude: 37.5128", [("14:16", "outside_china")]),
    (14, "    longitude: -122.1", [("14:16", "outside_china")]),
    # choices and days
    (15, "    rollout: lives", [("15:14", "not_a_choice")]),
    (15, "    rollout: yes", [("15:14", "not_text")]),
    (18, "    languages: [zh-CN, en]", [("18:17", "not_a_choice")]),
    (18, "    languages: []", [("18:16", "empty_list")]),
    (18, "    languages: en", [("18:16", "not_a_list")]),
    (18, "    languages: [en, en]", [("18:21", "repeated")]),
    (16, "    since: 2026-13-01", [("16:12", "not_a_date")]),
    (16, "    since: 2026/12/01", [("16:12", "not_a_date")]),
    (16, "    since: 20261201", [("16:12", "not_a_date")]),
    (16, "    since: 0215-12-01", [("16:12", "too_early")]),
    # colours
    (17, "    colour: #1a5f7a", [("17:5", "empty_value")]),
    (17, '    colour: "#1A5F7A"', [("17:13", "bad_colour")]),
    (17, '    colour: "blue"', [("17:13", "bad_colour")]),
    (17, '    colour: "#8fbcd4"', [("17:13", "low_contrast")]),
    (17, '    colour: "#777777"', [("17:13", "low_contrast")]),
    # links and origins
    (6, "      - {zh: 公安, en: Police, link: http://www.gov.cn}", [("6:36", "bad_link")]),
    (6, "      - {zh: 公安, en: Police, link: www.gov.cn}", [("6:36", "bad_link")]),
    (6, "      - {zh: 公安, en: Police, link: https://localhost/}", [("6:36", "bad_link")]),
    (6, "      - {zh: 公安, en: Police, link: https://10.0.0.1/}", [("6:36", "bad_link")]),
    (6, "      - {zh: 公安, en: Police, link: https://a@b.gov.cn}", [("6:36", "bad_link")]),
    (6, '      - {zh: 公安, en: Police, link: "https://a.gov.cn/ b"}', [("6:36", "bad_link")]),
    (6, '      - {zh: 公安, en: Police, link: "javascript:alert(1)"}', [("6:36", "bad_link")]),
    (6, "      - {zh: 公安, en: Police, link: later}", [("6:36", "bad_link")]),
    (6, "      - {zh: 公安, en: Police, link: null}", [("6:30", "empty_value")]),
    (19, "    embed_origins: [http://www.weihai.gov.cn]", [("19:21", "bad_origin")]),
    (19, "    embed_origins: [https://www.weihai.gov.cn/]", [("19:21", "bad_origin")]),
    (19, "    embed_origins: [https://www.weihai.gov.cn/a]", [("19:21", "bad_origin")]),
    (19, '    embed_origins: ["https://*.gov.cn"]', [("19:21", "bad_origin")]),
    (19, "    embed_origins: [https://WWW.weihai.gov.cn]", [("19:21", "bad_origin")]),
    (19, "    embed_origins: https://www.weihai.gov.cn", [("19:20", "not_a_list")]),
    # what only shows beside the common part
    (20, '    hotlines: [{number: "96110", zh: 反诈, en: Fraud}]', [("20:25", "repeated")]),
    (22, "      police: [{zh: 公安, en: Police, link: soon}]\n      life:", [("22:21", "repeated")]),
    # YAML itself
    (10, "\tname: {zh: 威海, en: Weihai}", [("10:1", "bad_indent")]),
    (10, "　　name: {zh: 威海, en: Weihai}", [("10:1", "bad_indent")]),
    (10, "      name: {zh: 威海, en: Weihai}", [("10:7", "uneven")]),
    (10, "    name: zh: 威海", [("10:13", "stray_colon")]),
    (10, "    name: {zh: 威海, en:}", [("10:20", "no_colon")]),
    (15, "    rollout live", [("15:5", "no_colon")]),
    (10, "   name: {zh: 威海, en: Weihai}", [("10:4", "uneven")]),
    (10, "    name: {zh: 威海, en: Weihai", [("10:11", "open_bracket")]),
    (10, "    name: {zh: 威海， en: Weihai}", [("10:11", "open_bracket")]),
    (10, '    name: {zh: "威海, en: Weihai}', [("10:11", "open_bracket")]),
    (23, "        - {zh: 图书馆, en: 'Library, link: soon}", [("23:25", "open_quote")]),
    (10, "    name: {zh: @威海, en: Weihai}", [("10:16", "bad_start")]),
    (10, '    name: {zh: 威海, en: "Wei\\hai"}', [("10:28", "syntax")]),
    (10, "    name: &n {zh: 威海, en: Weihai}", [("10:11", "alias")]),
    (11, "    province: *name", [("11:15", "alias")]),
    (10, "    name: !!map {zh: 威海, en: Weihai}", [("10:11", "tag")]),
    (10, "    name: !!python/object:os.system {zh: 威海, en: Weihai}", [("10:11", "tag")]),
    (10, "    ? [a]\n    : b", [("10:7", "bad_key")]),
    (10, "    name: {zh: 威\x07海, en: Weihai}", [("10:17", "bad_character")]),
    (10, "    name: {zh: 威\ud800海, en: Weihai}", [("10:17", "bad_character")]),
]


@pytest.mark.parametrize(("line", "new", "expected"), ONE_LINE)
def test_a_spoiled_line_is_found(line, new, expected, spoil, faults_in):
    assert faults_in(spoil({line: new})) == expected


WHOLE_FILES = [
    ("", "1:1", "empty_file"),
    ("# nothing but words\n", "1:1", "empty_file"),
    ("cities", "1:1", "not_a_mapping"),
    ("---\na: 1\n---\nb: 2\n", "3:1", "two_documents"),
    ("[" * 100_000, "1:18", "too_deep"),
    ("- " * 5_000, "1:35", "too_deep"),
    ("a: &a [x, x]\n", "1:4", "alias"),
    ("x" * 1_000_001, "1:1", "too_big"),
]


@pytest.mark.parametrize(("text", "where", "code"), WHOLE_FILES)
def test_a_file_that_is_no_list_of_cities(text, where, code, faults_in):
    assert (where, code) in faults_in(text)


TWO_CITIES = [
    ({}, []),
    ({21: "    services: {}", 22: None, 23: None}, [("21:15", "empty_list")]),
    ({24: "  - slug: weihai"}, [("24:11", "same_slug")]),
    ({25: '    adcode: "371000"'}, [("25:13", "same_adcode")]),
    ({26: "    name: {zh: 威海, en: Rizhao}"}, [("26:16", "same_name")]),
    ({29: "    latitude: 37.51", 30: "    longitude: 122.12"}, [("29:15", "same_place")]),
    ({27: "    province: {zh: 江苏, en: Jiangsu}"}, [("27:20", "other_province")]),
    ({25: '    adcode: "321100"'}, [("25:13", "other_prefix")]),
]


@pytest.mark.parametrize(("changes", "expected"), TWO_CITIES)
def test_two_cities_that_do_not_agree(changes, expected, right, second, spoil, faults_in):
    assert faults_in(spoil(changes, right + second)) == expected


def test_all_faults_of_a_file_are_told_at_once_and_in_order(right, second, spoil, faults_in):
    changes = {
        3: '    - {number: 96110, zh: "", en: Anti-fraud line}',
        6: "      - {zh: 公安, en: Police, link: police.example}",
        9: "    adcode: 371000",
        11: "    provinze: {zh: 山东, en: Shandong}",
        13: "    latitude: 122.1151",
        17: '    colour: "#ffffff"',
        24: "  - slug: weihai",
        31: "    rollout: open",
        32: "    since: tomorrow",
        33: "    colour: *dark",
    }
    assert faults_in(spoil(changes, right + second)) == [
        ("3:16", "unquoted"),
        ("3:27", "bad_length"),
        ("3:27", "not_chinese"),
        ("6:36", "bad_link"),
        ("8:5", "missing_key"),
        ("9:13", "unquoted"),
        ("11:5", "unknown_key"),
        ("13:15", "outside_china"),
        ("17:13", "low_contrast"),
        ("24:11", "same_slug"),
        ("31:14", "not_a_choice"),
        ("32:12", "not_a_date"),
        ("33:13", "alias"),
    ]


SAID = [
    ({11: "    provinze: {zh: 山东, en: Shandong}"}, "Did you mean “province”?"),
    ({15: "    rollout: lives"}, "Did you mean “live”?"),
    ({15: "    rollout: open"}, "Use one of: pilot, live, paused."),
    ({12: "    area_code: 0571"}, '"0571"'),
    ({12: None}, 'area_code: "0631"'),
    ({10: None}, 'name: {zh: "威海", en: "Weihai"}'),
    ({17: '    colour: "#777777"'}, "contrast 4.5, at least 4.5"),
    ({10: "    name: {zh：威海, en: Weihai}"}, "full-width"),
    ({10: "    name: {zh: 威海，en: Weihai}"}, "full-width"),
    ({9: "    adcode： 371000"}, "full-width"),
    ({10: "    name: {zh: 威海, en: Weihai, en: W}"}, "the first is in line 10"),
    ({23: "        - {zh: 市立公共图书馆总馆及各分馆, en: Library, link: soon}"}, "at most 12 signs"),
]


@pytest.mark.parametrize(("changes", "words"), SAID)
def test_the_sentence_says_what_to_do(changes, words, spoil):
    with pytest.raises(CityFileError) as caught:
        parse_cities(spoil(changes))
    assert any(words in fault.text for fault in caught.value.faults)


def test_what_was_read_before_a_broken_line_is_told_too(spoil, faults_in):
    changes = {2: "\thotlines:", 10: "    slug: weihai", 11: "    province: {zh: 山东, en: Shandong"}
    assert faults_in(spoil(changes)) == [("2:1", "bad_indent")]
    del changes[2]
    assert faults_in(spoil(changes)) == [("10:5", "duplicate_key"), ("11:15", "open_bracket")]


def test_every_sentence_is_one_that_can_be_said():
    for code, text in SENTENCES.items():
        parts = dict.fromkeys(re.findall(r"{(\w+)}", text), "x")
        parts.pop("hint", None)
        said = sentence(code, **parts)
        assert said[0] not in "abc{"
        assert said.endswith((".", "?", "x")), said


def test_a_very_long_value_is_not_repeated_whole(spoil):
    with pytest.raises(CityFileError) as caught:
        parse_cities(spoil({15: "    rollout: " + "x" * 5000}))
    assert len(caught.value.faults[0].text) < 200

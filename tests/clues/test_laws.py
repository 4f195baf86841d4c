"""What holds for every text: no error, spans inside, one clue per value, and linear time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud.clues import KINDS, find, parse
from antifraud.clues.personal import mask
from antifraud.errors import ClueError
from tests.growth import least_seconds

_PIECES = (
    "13812345678|138|1234|+86|0571|-| |.|一三八|①|１|加V|微信|QQ|：|abc_1234|@|t.me/|http://|电话|95588|#|6222|&#49;|&amp;"
    "|\u200b|（|)|验证码|身份证|，|\n|O|l|元|%|❤"
)
PIECES = _PIECES.split("|")
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@settings(max_examples=400, derandomize=True, deadline=None)
@given(TEXTS)
def test_find_is_total_and_spans_are_inside(text):
    found = find(text, "0571")
    for clue in found:
        start, end = clue.span
        assert 0 <= start < end <= len(text)
        assert clue.kind in KINDS
        assert clue.value
        assert clue.display
    assert len({(clue.kind, clue.value) for clue in found}) == len(found)
    assert [clue.span for clue in found] == sorted(clue.span for clue in found)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(TEXTS, st.sampled_from((None, *KINDS)))
def test_parse_gives_readings_of_the_kind_or_refuses(text, kind):
    try:
        readings = parse(text, kind, "0571")
    except ClueError:
        return
    assert readings
    assert all(kind in {None, clue.kind} for clue in readings)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(TEXTS)
def test_a_canonical_value_reads_as_itself(text):
    for clue in find(text, "0571"):
        assert clue.value in [reading.value for reading in parse(clue.value, clue.kind)]


LISTED = st.one_of(
    st.from_regex(r"(?:\+86 ?|0086|86)?1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"0(?:10|2[0-9]|[3-9][0-9]{2})-?[1-9][0-9]{6,7}", fullmatch=True),
)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(LISTED)
def test_a_number_of_a_list_is_read_the_short_way_as_the_long_way(text):
    short = parse(text, "phone", "0571")
    long = parse(f" {text}", "phone", "0571")
    said = [(clue.value, clue.display, clue.hints, clue.span) for clue in short]
    assert said == [(clue.value, clue.display, clue.hints, (0, clue.span[1] - 1)) for clue in long]


@pytest.mark.parametrize("city", ["slug", "571", "", "0", "某市", None])
def test_a_string_that_is_no_area_code_counts_as_no_city(city):
    assert [clue.value for clue in find("电话87654321", city)] == ["87654321"]


_GROWING = (
    "7|1|1.|1 |1-|.|%|一|一三|&amp;|&#49;|138-|13812345678-|+86|加V |V：|QQ|@|a@|a.|电话|87654321 "
    "|13812345678 |①②|\u200b"
    "| |验证码|1234是|1234的|(|t.me/|6222 |1一|95588#|(at)|wxid_|群1|1O3l|110、"
)
GROWING = _GROWING.split("|")


@pytest.mark.parametrize("unit", GROWING)
@pytest.mark.parametrize("work", [find, mask])
def test_four_times_the_text_takes_less_than_eight_times_the_time(work, unit):
    assert least_seconds(work, unit, 8192) < 8 * max(least_seconds(work, unit, 2048), 0.002)

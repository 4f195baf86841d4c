"""What a text sounds like: every kind is heard, and everyday messages sound like nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud.reports import CATEGORIES
from antifraud.sounds import MOST_KINDS, MOST_PHRASES, WARNING, load_phrases, sounds_like
from tests.growth import least_seconds

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "sounds.json").read_text("utf-8"))
JUDGED = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "vectors" / "sounds_judged.jsonl")
    .read_text("utf-8")
    .splitlines()
]
HEARD = [(category, text) for category, texts in CASES["sounds"].items() for text in texts]
PHRASES = {phrase.shown for phrase in load_phrases()}


@pytest.mark.parametrize(("category", "text"), HEARD)
def test_a_message_of_a_kind_sounds_like_it_first(category, text):
    assert sounds_like(text)[0].category == category


@pytest.mark.parametrize("text", CASES["nothing"])
def test_an_everyday_message_sounds_like_nothing(text):
    assert sounds_like(text) == ()


def test_what_others_wrote_is_mostly_named_and_their_everyday_messages_almost_never():
    """Sets by people who never saw the list; docs/clues.md says how it was before."""
    heard = [({one.category for one in sounds_like(case["text"])}, set(case["kinds"])) for case in JUDGED]
    frauds = [not named.isdisjoint(kinds) for named, kinds in heard if kinds]
    everyday = [bool(named) for named, kinds in heard if not kinds]
    assert sum(frauds) / len(frauds) >= 0.9
    assert sum(everyday) / len(everyday) <= 0.01


def test_every_named_kind_has_its_messages_and_phrases():
    named = set(CATEGORIES) - {"other"}
    assert {category for category, texts in CASES["sounds"].items() if len(texts) >= 6} == named
    assert {phrase.category for phrase in load_phrases()} == named | {WARNING}
    assert len(CASES["nothing"]) >= 60


def test_every_phrase_is_written_as_texts_are_compared():
    lost = [
        phrase.shown
        for phrase in load_phrases()
        if phrase.category != WARNING and not _is_heard(phrase.category, phrase.shown)
    ]
    assert lost == []


def _is_heard(category, shown):
    """Say the phrase with a strong one of its kind behind it, and the other way round."""
    strong = next(one.shown for one in load_phrases() if one.category == category and one.weight == 2)
    said = sounds_like(f"{shown.replace('…', '')}。{strong.replace('…', '')}")
    return any(one.category == category for one in said)


def test_one_weak_phrase_is_not_enough_and_two_are():
    assert sounds_like("有佣金") == ()
    (heard,) = sounds_like("有佣金，日结")
    assert (heard.category, set(heard.phrases)) == ("brushing_rebate", {"佣金", "日结"})


def test_overlapping_phrases_count_once():
    assert sounds_like("一等奖。") == ()
    assert sounds_like("恭喜获得一等奖") == ()


@pytest.mark.parametrize(
    "text", ["刷单返利", "刷 单 返 利", "刷·单·返·利", "涮單返利", "刷\u200b单返利", "刷&#21333;返利"]
)
def test_disguises_are_heard(text):
    assert sounds_like(text)[0].category == "brushing_rebate"


def test_the_address_of_a_listed_site_is_not_the_link_of_a_forger():
    assert sounds_like("您的医保卡已停用，请登录 www.nhsa.gov.cn 办理") == ()
    assert sounds_like("您的医保卡已停用，请登录 www.nhsa-gov.top 办理")[0].category == "phishing_site"


def test_who_warns_of_fraud_does_not_sound_like_it():
    scam = CASES["sounds"]["brushing_rebate"][0]
    assert sounds_like(scam)
    assert sounds_like("警方提醒：" + scam) == ()


@settings(max_examples=200, derandomize=True, deadline=None)
@given(
    st.lists(st.sampled_from([*sorted(PHRASES), "，", "。", "x.top", "…", "１"]), max_size=12).map("".join)
)
def test_only_phrases_of_our_list_are_told_and_few(text):
    heard = sounds_like(text)
    assert len(heard) <= MOST_KINDS
    assert len({one.category for one in heard}) == len(heard)
    for one in heard:
        assert 0 < len(one.phrases) <= MOST_PHRASES
        assert PHRASES.issuperset(one.phrases)


@pytest.mark.parametrize("unit", ["1", "a.", "刷", "退款", "http://", "。", "&amp;", "包裹退款积分点击"])
def test_four_times_the_text_takes_less_than_eight_times_the_time(unit):
    assert least_seconds(sounds_like, unit, 16384) < 8 * max(least_seconds(sounds_like, unit, 4096), 0.002)

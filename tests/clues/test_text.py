"""Folding, and the map from plain characters back to the text as it was given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud.clues.text import fold


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("abc 123 中文，。", "abc 123 中文，。"),
        ("１３８ＡＢｃ", "138ABc"),
        ("①②⑩⑳㉑㊿⓪⓿", "121020215000"),
        ("⑴⒈❶➀➊⓵", "111111"),
        ("𝟏𝟚𝟥𝟰𝟻", "12345"),
        ("¹²³₄₅", "12345"),
        ("𝐯𝐱 ⓥⓧ 🅥🅧 🆅🆇 🇻🇽", "vx vx VX VX VX"),
        ("Ⅴ℡№", "VTELNo"),
        ("1️⃣2️⃣", "12"),
        ("1\u200b3\u200d8\ufeff", "138"),
        ("1̶3̶8̲", "138"),
        ("㊀㈡⼀", "一二一"),
        ("ｈｔｔｐ：／／ａ．ｂ？ｃ＝１", "http://a.b?c=1"),
        ("好，的；！", "好，的；！"),
        ("a\u00a0b\u3000c", "a b c"),
        ("&#49;&#x33;&amp;&nbsp;&lt;", "13& <"),
        ("&amp;amp;#49;", "1"),
        ("&#xFF11;&#8203;2", "12"),
        ("&unknown; &#0; &#xD800; &#9999999; & &;", "&unknown; &#0; &#xD800; &#9999999; & &;"),
        ("1‐2‑3–4−5", "1-2-3-4-5"),
    ],
)
def test_plain_form(text, plain):
    assert fold(text).plain == plain


def test_span_leads_back_to_the_original():
    folded = fold("a&#49;⑩\u200bb")
    assert folded.plain == "a110b"
    assert folded.span(1, 2) == (1, 6)
    assert folded.span(2, 4) == (6, 7)
    assert folded.span(4, 5) == (8, 9)
    assert folded.original(1) == "&#49;"


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("①１&#49;amp\u200b1️⃣中")), max_size=60))
def test_every_string_folds_and_spans_are_in_order(text):
    folded = fold(text)
    assert len(folded.plain) == len(folded.starts) == len(folded.ends)
    for index in range(len(folded.plain)):
        start, end = folded.span(index, index + 1)
        assert 0 <= start < end <= len(text)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)

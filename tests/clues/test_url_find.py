"""Addresses in messages: found in every disguise, and not where there is none."""

import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud.clues.text import fold
from antifraud.clues.url import canonicalize
from antifraud.clues.urlfind import display_url, find_urls, read_url

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "url_find.json").read_text("utf-8"))
ODD = (
    "http:// hxxps www. 3w . 。 点 dot [.] ， 、 com cn .top 公司 中国 a 1 icbc @ / ? = ( ) （ ） ： :80 % #"
)
PIECES = [*ODD.split(), ";", "Ａ", "①", "e\u0301", "…", " ", "\n", "\ud800", "\u200b"]
REPEATED = "a. 1 。 点 中 http:// www. a。 http://a@ @ . dot ((( a.com a.com, 工. 工a www, [.] %25 ://"
REPEATED_TOO = ["w ", "a.com ", "a.com/x（", "[. ", "\\"]


@pytest.mark.parametrize(("text", "expected"), VECTORS["found"])
def test_an_address_is_found(text, expected):
    assert [clue.value for clue in find_urls(fold(text))] == expected


@pytest.mark.parametrize("text", VECTORS["clean"])
def test_nothing_is_invented(text):
    assert find_urls(fold(text)) == []


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("请登录http://www.icbc.com.cn/查询", "http://www.icbc.com.cn/"),
        ("看 evil[.]com/a。", "evil[.]com/a"),
        ("ｗｗｗ．ｅｖｉｌ．ｃｏｍ！", "ｗｗｗ．ｅｖｉｌ．ｃｏｍ"),
        ("去工商银行.公司.cn看", "去工商银行.公司.cn"),
    ],
)
def test_the_span_is_of_the_text_as_given(text, piece):
    spans = [text[slice(*clue.span)] for clue in find_urls(fold(text))]
    assert spans in ([piece], [])


def test_a_sentence_after_the_address_is_not_part_of_it():
    assert find_urls(fold("abc.com/a，谢谢"))[0].span == (0, 9)


@pytest.mark.parametrize(
    ("canonical", "shown"),
    [
        ("http://www.icbc.com.cn/", "www.icbc.com.cn"),
        ("https://a.com/x?y=1", "a.com/x?y=1"),
        ("http://xn--czr93rq40bruk.xn--55qx5d.cn/", "工商银行.公司.cn"),
        ("http://xn--lipay-3nf.com/", "xn--lipay-3nf.com"),
        ("http://a.com/" + "x" * 99, "a.com/" + "x" * 53 + "…"),
        ("http://www.icbc.com.cn." + "x" * 60 + ".evil.top/", "…" + "x" * 50 + ".evil.top"),
    ],
)
def test_what_is_shown_is_short_and_no_trick(canonical, shown):
    assert display_url(canonical) == shown


def test_one_address_said_to_be_one_may_have_any_ending():
    assert read_url("evil.is", (0, 7)).value == "http://evil.is/"
    assert read_url("a b@c", (0, 5)) is None


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_whatever_is_found_is_canonical_and_in_order(text):
    clues = find_urls(fold(text))
    assert [canonicalize(clue.value) for clue in clues] == [clue.value for clue in clues]
    assert all(0 <= clue.span[0] < clue.span[1] <= len(text) for clue in clues)
    assert clues == sorted(clues, key=lambda clue: clue.span)


@pytest.mark.parametrize("unit", [*REPEATED.split(), *REPEATED_TOO])
def test_time_grows_no_faster_than_the_text(unit):
    def seconds(size):
        folded = fold("http://a.com/ " + unit * (size // len(unit)))
        start = process_time()
        find_urls(folded)
        return process_time() - start

    seconds(512)
    short = min(seconds(2_048) for _ in range(3))
    assert min(seconds(16_384) for _ in range(3)) < 8 * 3 * short + 0.1

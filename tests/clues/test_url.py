"""The canonical form of addresses against the published table, and the laws that hold for any string."""

import json
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud.clues.url import canonicalize, expressions
from antifraud.errors import ClueError

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "url_canonical.json").read_text("utf-8"))
PAIRS = [pair for table in ("published", "reference_clients", "ours") for pair in VECTORS[table]]
ODD = (
    "http:// https:\\\\ // / \\ ? # @ : % %25 %2 25 2e . .. [ ] ::1 0x7f 017 256 1 www xn-- "
    "icbc .com.cn 中 。 ． ％ ／ é א ß ① %e4%b8%ad %EF%BC%85 41"
)
PIECES = [*ODD.split(), " ", "\t", "\u3000", "\x00", "\x80", "\ud800", "\u202e", "\u200d", "\u0301"]
JOINED = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
REPEATED = "%25 % %2525 %2 25 . .. /.. /a/../ / \\ 中 。 ① 1 0x : @ [ a. ? \x80"


@pytest.mark.parametrize(("text", "canonical"), PAIRS)
def test_canonical_form(text, canonical):
    assert canonicalize(text) == canonical


@pytest.mark.parametrize("text", VECTORS["not_addresses"])
def test_text_without_a_host_is_refused(text):
    with pytest.raises(ClueError):
        canonicalize(text)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.one_of(JOINED, st.text(max_size=40), JOINED.map("http://h/".__add__)))
def test_twice_is_once_and_nothing_else_is_raised(text):
    try:
        once = canonicalize(text)
    except ClueError:
        return
    assert once.isascii()
    assert canonicalize(once) == once
    assert 1 <= len(expressions(once)) <= 30


@pytest.mark.parametrize("unit", REPEATED.split())
def test_time_grows_no_faster_than_the_text(unit):
    def seconds(size):
        text = "http://h" + unit * (size // len(unit))
        start = process_time()
        with suppress(ClueError):
            expressions(canonicalize(text))
        return process_time() - start

    short = min(seconds(8_192) for _ in range(3))
    assert seconds(131_072) < 16 * 4 * short + 0.05


def test_nested_escapes_end_in_one_pass():
    assert canonicalize("http://h/%" + "25" * 50_000 + "41") == "http://h/A"

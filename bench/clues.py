"""How fast clues are found and brought into form, beside the libraries that do a part of it."""

from collections.abc import Callable, Iterator

import ada_url
import phonenumbers
import w3lib.url

from antifraud.clues import find, parse
from antifraud.clues.url import canonicalize
from bench.clue_texts import chat, links, messages, numbers
from bench.measuring import Figure, processor_seconds


def figures() -> Iterator[Figure]:
    """Yield the figures of the recogniser."""
    yield _found("find every clue of a message", messages())
    yield _found("find nothing in a message without clues", chat())
    listed, addresses = numbers(), links()
    parsed = _each(listed, lambda text: phonenumbers.parse(text, "CN"))
    ours = _each(listed, lambda text: parse(text, "phone"))
    yield Figure("canonical form of a number", ours / parsed, "phonenumbers.parse", "≤ 0.2", _shown(ours))
    ours = _each(addresses, canonicalize)
    theirs = _each(addresses, w3lib.url.canonicalize_url)
    yield Figure("canonical form of a link", ours / theirs, "w3lib.url.canonicalize_url", "≤ 1", _shown(ours))
    limit = _each(addresses, ada_url.URL)
    yield Figure(
        "the same beside a bare parser in C++", ours / limit, "ada_url.URL", "(limit)", _shown(limit)
    )


def _found(name: str, texts: list[str]) -> Figure:
    ours = _each(texts, lambda text: find(text, "0571"))
    theirs = _each(texts, lambda text: list(phonenumbers.PhoneNumberMatcher(text, "CN")))
    return Figure(name, ours / theirs, "PhoneNumberMatcher (phones only)", "≤ 0.5", _shown(ours))


def _each(texts: list[str], work: Callable[[str], object]) -> float:
    return processor_seconds(lambda: [work(text) for text in texts]) / len(texts)


def _shown(seconds: float) -> str:
    return f"{seconds * 1e6:.1f} µs each"

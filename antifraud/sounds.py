"""Which kind of fraud a text sounds like, and the phrases of our list that say so. Advice, never a verdict.

The phrases are data/phrases.csv. Nothing of what was pasted leaves this module: only phrases of the list do.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from antifraud.clues.officials import load_sites
from antifraud.clues.text import fold
from antifraud.languages import TRADITIONAL, write_chinese

ENOUGH = 2
"""Weight that the phrases of a kind need together: one strong phrase, or two that stand apart."""

MOST_KINDS = 2
MOST_PHRASES = 3
WARNING = "warning"
"""The category of phrases that people use who talk about fraud: they silence all others."""

_FILE = Path(__file__).parent / "data" / "phrases.csv"
_GAP = "…"
_WITHIN = "[^。]{0,12}?"
_ADDRESS = re.compile(
    r"(?:https?://)?(?<![a-z0-9-])(?P<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})(?::[0-9]{1,5})?(?:[/?][!-~]{0,500})?"
)
_LETTERS = re.compile("[a-z]")
_SENTENCE_END = re.compile("[。！？!?；;\n\r]+")
_BETWEEN = re.compile("[^a-z0-9%。\u3400-\u4dbf\u4e00-\u9fff]+")
# Beside the conversion of the phrases: other forms of a sign, then what is written for it on purpose.
_OTHER_FORMS = {
    "妳": "你",
    "裏": "里",
    "臺": "台",
    "薇": "微",
    "佧": "卡",
    "鉲": "卡",
    "咭": "卡",
    "玳": "贷",
    "帐": "账",
    "涮": "刷",
    "丟": "丢",
}


@dataclass(frozen=True, slots=True)
class Sounds:
    """A kind of fraud by its code, and the phrases of our list, at most three, that speak for it."""

    category: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of the list; `first` is what stands before the first gap, a cheap look before `pattern`."""

    category: str
    shown: str
    weight: int
    first: str
    pattern: re.Pattern[str]


class _Heard(NamedTuple):
    """A phrase where it was found."""

    phrase: Phrase
    start: int
    end: int


def sounds_like(text: str) -> tuple[Sounds, ...]:
    """Tell which kinds of fraud a text sounds like, the likeliest first, at most two; linear."""
    plain = _plain(text)
    heard: dict[str, list[_Heard]] = {}
    for one in _hear(plain):
        if one.phrase.category == WARNING:
            return ()
        heard.setdefault(one.phrase.category, []).append(one)
    apart = {category: _apart(found) for category, found in heard.items()}
    enough = [category for category, found in apart.items() if _weight(found) >= ENOUGH]
    enough.sort(key=lambda category: _weight(apart[category]), reverse=True)
    return tuple(Sounds(category, _shown(apart[category])) for category in enough[:MOST_KINDS])


@cache
def load_phrases() -> tuple[Phrase, ...]:
    """Read the phrases, those of warnings first. Once."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return tuple(_phrase(row["category"], row["phrase"], int(row["weight"])) for row in rows)


@cache
def simplified() -> dict[int, str]:
    """Return the simplified sign for each traditional or disguised one that phrases may be written with."""
    both = [(write_chinese(phrase.shown, TRADITIONAL), phrase.shown) for phrase in load_phrases()]
    signs = {other: sign for pair in both for other, sign in zip(*pair, strict=True) if other != sign}
    return str.maketrans({**signs, **_OTHER_FORMS})


def _phrase(category: str, shown: str, weight: int) -> Phrase:
    parts = [re.escape(part) for part in shown.split(_GAP)]
    return Phrase(category, shown, weight, shown.partition(_GAP)[0], re.compile(_WITHIN.join(parts)))


def _plain(text: str) -> str:
    """Fold disguises, write simplified characters, drop what is put between them; 。 ends a sentence.

    An address becomes the word 网址, so that phrases can ask for one.
    """
    plain = fold(text).plain.lower().translate(simplified())
    plain = _ADDRESS.sub(_address_word, plain)
    return _BETWEEN.sub("", _SENTENCE_END.sub("。", plain))


def _address_word(match: re.Match[str]) -> str:
    """Say 网址 for an address; nothing for that of a listed site, and digits with dots are none."""
    host = match["host"]
    if not _LETTERS.search(host):
        return match[0]
    labels = host.split(".")
    official = any(".".join(labels[start:]) in _official_domains() for start in range(len(labels)))
    return "" if official else "网址"


@cache
def _official_domains() -> frozenset[str]:
    return frozenset(site.domain for site in load_sites())


def _hear(plain: str) -> Iterator[_Heard]:
    for phrase in load_phrases():
        if phrase.first in plain and (match := phrase.pattern.search(plain)):
            yield _Heard(phrase, *match.span())


def _apart(found: Iterable[_Heard]) -> list[_Heard]:
    """Keep of phrases that overlap the weightier, then the shorter: only what stands apart counts twice."""
    kept: list[_Heard] = []
    for one in sorted(found, key=lambda one: (-one.phrase.weight, one.end - one.start, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _weight(found: list[_Heard]) -> int:
    return sum(one.phrase.weight for one in found)


def _shown(found: list[_Heard]) -> tuple[str, ...]:
    return tuple(one.phrase.shown for one in found[:MOST_PHRASES])

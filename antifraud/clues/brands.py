"""The names that forgers imitate, of official sites and of platforms, and the forms they are written in.

Platforms are no official sites, because anybody may publish on them; their names are in `wellknown.txt`.
Whether a host imitates one is `lookalike`.
"""

import re
from collections.abc import Iterable
from functools import cache

from antifraud.clues.hosts import unicode_host
from antifraud.clues.officials import load_numbers, load_platforms, load_sites

ALIKE = str.maketrans({
    **dict(zip("015389", "olsegg", strict=True)),
    **dict(zip("iıíìїі", "llllll", strict=True)),
    **dict(zip("авеоорсухкмнтһԁɡԛԝјѕ", "aveoopcyxkmnthdgqwjs", strict=True)),
    **dict(zip("αεορκντυχι", "aeopkvtuxl", strict=True)),
    **dict(zip("áàâäãåāéèêëēóòôöõōúùûüūçćčñńśšžß", "aaaaaaaeeeeeoooooouuuuucccnnssz" + "b", strict=True)),
})  # fmt: skip
_SERVICE_LINES = frozenset(
    ("12306", "12321", "12377", "12381", "12123", "12315", "12366", "12333", "96110", "10086", "10010")
)
_PLATFORM_BAIT = (
    *("kefu", "vip", "pay", "login", "tuikuan", "tuihuo", "baitiao", "jinrong", "peifu", "lipei", "anquan"),
    *("jifen", "huodong", "lingqu"),
)
_SHORTEST_SWAPPED = 6
SHORTEST_FUZZY = 7
_SHORTEST_NAME = 4
"""Letters of a platform's name that need no bait word beside it: `jd` is more than one firm."""


def forms(text: str) -> tuple[str, str, str]:
    """Give a name as it is written, redrawn in plain letters, and without doubled letters."""
    text = unicode_host(text)
    return text, text.replace("rn", "m").replace("vv", "w").translate(ALIKE), _undoubled(text)


def _undoubled(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


@cache
def _brands() -> tuple[str, ...]:
    return tuple(brand for site in load_sites() for brand in site.brands if brand.isalpha())


@cache
def misspellable() -> tuple[str, ...]:
    """List the names that are long enough to be known with a mistake."""
    platforms = (name for name in load_platforms() if len(name) >= SHORTEST_FUZZY)
    return (*(brand for brand in _brands() if len(brand) >= _SHORTEST_SWAPPED), *platforms)


@cache
def brands_by_edge() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Sort long brands by their first and last two letters: one that shares half shares either."""
    start: dict[str, list[str]] = {}
    end: dict[str, list[str]] = {}
    for brand in misspellable():
        start.setdefault(brand[:2], []).append(brand)
        end.setdefault(brand[-2:], []).append(brand)
    return start, end


@cache
def brand_patterns() -> tuple[re.Pattern[str], ...]:
    """Compile the brands as they are, redrawn, and without doubled letters."""
    return tuple(_longest_of(set(names)) for names in zip(*map(forms, _brands()), strict=True))


@cache
def platform_patterns() -> tuple[re.Pattern[str], ...]:
    """Compile the platforms as words of a label, alone or before a bait word, in each of the three forms."""
    names = [name for name in load_platforms() if len(name) >= _SHORTEST_NAME]
    short = [name for name in load_platforms() if len(name) < _SHORTEST_NAME]
    return tuple(
        re.compile(rf"(?:^|-)(?:(?:{name})(?:{bait})?|(?:{brief})-?(?:{bait}))[0-9]*(?=-|$)")
        for name, brief, bait in zip(*map(_alternatives, (names, short, _PLATFORM_BAIT)), strict=True)
    )


def _alternatives(names: Iterable[str]) -> list[str]:
    """Give the inside of a pattern of names, in each of the three forms."""
    return ["|".join(form) for form in zip(*map(forms, names), strict=True)]


def _longest_of(names: set[str]) -> re.Pattern[str]:
    """Compile names, longer ones first, by their first letter: one look says that none starts here."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        groups.setdefault(name[0], []).append(name[1:])
    return re.compile("|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in groups.items()))


@cache
def service_lines() -> frozenset[str]:
    """List the short numbers that stand in the names of forged sites."""
    banks = (row.number for row in load_numbers() if row.sector in ("bank", "finance", "payment"))
    return _SERVICE_LINES | {number for number in banks if len(number) == 5 and number.startswith("95")}

"""A message → every clue in it; one thing → every way to read it. Joins the kinds and settles overlaps."""

import re
from collections.abc import Iterable
from operator import attrgetter

from antifraud.clues.account import find_accounts, find_same_number
from antifraud.clues.contact import find_emails, find_telegrams
from antifraud.clues.digits import DIGITS
from antifraud.clues.model import PHONE, WECHAT, Clue, HasAreaCode
from antifraud.clues.numbers import find_numbers
from antifraud.clues.readings import area_code_of, read_exactly, read_listed_phone, read_one
from antifraud.clues.taken import taken
from antifraud.clues.text import Folded, fold
from antifraud.clues.urlfind import find_urls
from antifraud.errors import ClueError

_LETTER = re.compile("[A-Za-z]")
_MOBILE = re.compile("1[3-9][0-9]{9}")
_PLACE = attrgetter("span")


def find(text: str, city: HasAreaCode | str | None = None) -> list[Clue]:
    """Find every clue of a message, in the order of the text, each value once.

    `city` is what local landlines belong to: a city, or an area code such as `0571`. Any other
    string counts as no city, because rules do not know the list of cities. Never raises; linear.
    """
    return _find(fold(text), area_code_of(city))


def parse(text: str, kind: str | None = None, city: HasAreaCode | str | None = None) -> list[Clue]:
    """Read one thing: all readings, most likely first; with `kind`, only that kind.

    A text with words in it is read as `find` reads it. Raises `ClueError` when nothing fits.
    """
    if kind == PHONE and (listed := read_listed_phone(text)):
        return listed
    folded = fold(text)
    area_code = area_code_of(city)
    found = [clue for clue in _find(folded, area_code) if kind in {None, clue.kind}]
    readings = _once([*found, *read_one(folded, kind, area_code)]) or read_exactly(folded, kind)
    if not readings:
        raise ClueError
    return readings


def _find(folded: Folded, area_code: str | None) -> list[Clue]:
    plain = folded.plain
    has_digits = DIGITS.search(plain) is not None
    has_letters = _LETTER.search(plain) is not None
    links = _links(folded, has_letters)
    # Most of what people write has neither digits nor letters: then there is nothing else to look for.
    if not has_digits and not has_letters:
        return links
    accounts = _apart_of(links, find_accounts(folded))
    # A mobile that is called a WeChat id is a telephone number as well.
    blocked = [clue for clue in accounts if not (clue.kind == WECHAT and _MOBILE.fullmatch(clue.value))]
    spans = [clue.span for clue in (*links, *blocked)]
    numbers = find_numbers(folded, spans, area_code) if has_digits else []
    found = [*links, *accounts, *numbers]
    if phones := [clue for clue in numbers if clue.kind == PHONE]:
        found += find_same_number(folded, phones)
    return _once(sorted(found, key=_PLACE)) if len(found) > 1 else found


def _links(folded: Folded, has_letters: bool) -> list[Clue]:
    """Find what letters and dots make; of two in one place a Telegram name wins, then the longer."""
    found = find_urls(folded)
    if has_letters:
        names, mails = find_telegrams(folded), find_emails(folded)
        if names or mails or len(found) > 1:
            found = [*names, *_longest_first([*mails, *found])]
    return _apart(found) if len(found) > 1 else found


def _longest_first(clues: list[Clue]) -> list[Clue]:
    """Put longer clues first, so that an address wins over a mail address in it, and the other way round."""
    return sorted(clues, key=lambda clue: clue.span[0] - clue.span[1])


def _apart(clues: Iterable[Clue]) -> list[Clue]:
    """Keep of overlapping clues the one that comes first."""
    kept: list[Clue] = []
    owner: set[int] = set()
    for clue in clues:
        places = range(*clue.span)
        if owner.isdisjoint(places):
            owner.update(places)
            kept.append(clue)
    return kept


def _apart_of(links: list[Clue], clues: list[Clue]) -> list[Clue]:
    if not links or not clues:
        return clues
    spans = taken([link.span for link in links])
    return [clue for clue in clues if not spans.covers(*clue.span)]


def _once(clues: Iterable[Clue]) -> list[Clue]:
    """Keep the first of each kind and value."""
    seen: dict[tuple[str, str], Clue] = {}
    for clue in clues:
        seen.setdefault((clue.kind, clue.value), clue)
    return list(seen.values())

"""Numbers that a narrow screen or a photo of one broke over lines: `1585⏎8127 309`.

Lines of digits are mostly a table, so only a card of a known bank or what is called a telephone is believed.
"""

import re
from collections.abc import Iterator

from antifraud.clues import card, context, phone
from antifraud.clues.model import BANK_CARD, PHONE, Clue
from antifraud.clues.taken import Span, taken
from antifraud.clues.text import Folded

_BROKEN = re.compile(
    "[0-9](?<![0-9A-Za-z.:/_-].)(?:[ -]?[0-9]){2,15}"
    "(?:[ \\t]?\\r?\\n[ \\t]?[0-9]{3,14}(?:[ -][0-9]{1,4}){0,3}){1,4}[Xx]?(?=[ \\t]?(?:\\r?\\n|$))"
)
_FORMS = frozenset({phone.MOBILE, phone.TOLL})


def find_broken(folded: Folded, spans: list[Span]) -> list[Clue]:
    """Find numbers over more than one line, outside what is taken."""
    plain = folded.plain
    known = taken(spans)
    found = []
    for start, end, digits in broken_digits(plain):
        span = folded.span(start, end)
        if digits.isdecimal() and not known.covers(*span) and (clue := _read(plain, start, digits, span)):
            found.append(clue)
    return found


def broken_digits(plain: str) -> Iterator[tuple[int, int, str]]:
    """Give the places of digits over more than one line, and the digits alone; the last may be an X."""
    for match in _BROKEN.finditer(plain):
        yield *match.span(), "".join(char for char in match.group() if char.isalnum())


def _read(plain: str, start: int, digits: str, span: Span) -> Clue | None:
    if len(digits) >= card.MIN_LENGTH:
        known = card.is_of_known_bank(digits)
        return Clue(BANK_CARD, digits, card.display_of(digits), span) if known else None
    reading = phone.read(digits)
    if reading is None or reading.form not in _FORMS or not _said(plain, start):
        return None
    return Clue(PHONE, reading.value, reading.display, span, reading.hints)


def _said(plain: str, start: int) -> bool:
    return context.says_phone_strongly(plain, start) or context.asks_to_call(plain, start)

"""One bare thing without words around it: every kind it could be, most likely first.

`12345678` is a landline of the asked city, a QQ number or a WeChat id: the look-up asks for all.
"""

import re
from functools import lru_cache

from antifraud.clues import card, phone
from antifraud.clues.calling import AREA
from antifraud.clues.digits import DIGIT, GAP, TO_ASCII, joins, runs
from antifraud.clues.model import BANK_CARD, PHONE, QQ, TELEGRAM, URL, WECHAT, Clue, HasAreaCode
from antifraud.clues.personal import id_among
from antifraud.clues.phone import Reading
from antifraud.clues.text import Folded
from antifraud.clues.url import canonicalize
from antifraud.errors import ClueError

BAD_CHECK_DIGIT = "bad_check_digit"

_BARE = re.compile(f"([(+\\s]*)({DIGIT}(?:{GAP}{{0,3}}{DIGIT}){{2,39}})[)\\s]*([#*]{{0,4}})")
_LISTED = re.compile(f"(?:\\+86 ?|0086|86)?(1[3-9][0-9]{{9}})|0({AREA})-?([1-9][0-9]{{6,7}})")
_FOUR_NUMBERS = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
QUOTES = "“”‘’\"'「」『』《》【】。，、！？；!?;,"
"""What people put around one thing that is not of it."""
_LONGEST_UNASKED = 12
"""Digits that are kept though nobody said what they are: more may be a card or an ID number, mistyped."""
_AREA_CODE = re.compile("0[1-9][0-9]{1,2}")
_NAME = re.compile("[A-Za-z][-_A-Za-z0-9]{5,19}")
_TELEGRAM = re.compile("@?([A-Za-z][A-Za-z0-9_]{4,31})")
_QQ = re.compile("[1-9][0-9]{4,10}")


def area_code_of(city: HasAreaCode | str | None) -> str | None:
    """Give the area code of what was asked for; None for a string that is no area code."""
    code = city if city is None or isinstance(city, str) else city.area_code
    return code if code is not None and _is_area_code(code) else None


@lru_cache(maxsize=64)
def _is_area_code(code: str) -> bool:
    return _AREA_CODE.fullmatch(code) is not None


def read_listed_phone(text: str) -> list[Clue]:
    """Read a number as lists have it, which is one thing and nothing else; may be empty."""
    match = _LISTED.fullmatch(text)
    if match is None:
        return []
    number, area, local = match.groups()
    return [_phone(phone.mobile(number) if number else phone.landline(area, local), (0, len(text)))]


def read_one(folded: Folded, kind: str | None, area_code: str | None) -> list[Clue]:
    """Give the readings of a text that is one thing and nothing else; may be empty."""
    plain = _unquoted(folded.plain)
    if not plain or _is_person(folded):
        return []
    match = _BARE.fullmatch(plain)
    span = _filled(folded, plain)
    if _FOUR_NUMBERS.fullmatch(plain) and (address := _address(plain, span, ("ip_host",))):
        return address if kind in {None, URL} else []
    found = _digit_readings(match, span, area_code) if match else _word_readings(plain, span, kind)
    return [clue for clue in found if kind in {None, clue.kind}]


def read_exactly(folded: Folded, kind: str | None) -> list[Clue]:
    """Keep digits that nothing fits as a telephone number; long ones only when that is what was asked."""
    plain = _unquoted(folded.plain)
    match = _BARE.fullmatch(plain)
    if match is None or kind not in {None, PHONE} or _is_person(folded):
        return []
    digits = _digits(match)
    if kind is None and len(digits) > _LONGEST_UNASKED:
        return []
    reading = phone.read_exact(digits, "+" in match.group(1))
    return [_phone(reading, _filled(folded, plain))] if reading else []


def _unquoted(plain: str) -> str:
    return plain.strip().strip(QUOTES).strip()


def _is_person(folded: Folded) -> bool:
    """Tell whether the text is a resident ID number, which is never a clue."""
    return any(id_among(folded.plain, groups, joins(groups, 0)) for groups in runs(folded))


def _filled(folded: Folded, plain: str) -> tuple[int, int]:
    start = folded.plain.index(plain)
    return folded.span(start, start + len(plain))


def _digits(match: re.Match[str]) -> str:
    return "".join(char for char in match.group(2).translate(TO_ASCII) if "0" <= char <= "9")


def _digit_readings(match: re.Match[str], span: tuple[int, int], area_code: str | None) -> list[Clue]:
    digits = _digits(match)
    plus = "+" in match.group(1)
    marks = match.group(3)
    reading = phone.read_marked("", digits, marks, plus) if marks else phone.read(digits, plus)
    found = [_phone(reading, span)] if reading else []
    if plus or marks:
        return found
    local = phone.read_local(digits, area_code)
    found += [_phone(local, span)] if local else []
    found = [*_cards(digits, span), *found] if card.is_card(digits) else [*found, *_cards(digits, span)]
    return found + _accounts(digits, span)


def _phone(reading: Reading, span: tuple[int, int]) -> Clue:
    return Clue(PHONE, reading.value, reading.display, span, reading.hints)


def _cards(digits: str, span: tuple[int, int]) -> list[Clue]:
    """Read a card; with a wrong check digit only where the prefix and the length are a bank's."""
    if card.is_card(digits):
        return [Clue(BANK_CARD, digits, card.display_of(digits), span)]
    issuer = card.issuer_of(digits)
    if issuer and issuer.length == len(digits):
        return [Clue(BANK_CARD, digits, card.display_of(digits), span, (BAD_CHECK_DIGIT,))]
    return []


def _accounts(digits: str, span: tuple[int, int]) -> list[Clue]:
    if not _QQ.fullmatch(digits):
        return []
    return [Clue(QQ, digits, digits, span), Clue(WECHAT, digits, digits, span)]


def _word_readings(plain: str, span: tuple[int, int], kind: str | None) -> list[Clue]:
    found = []
    if match := _TELEGRAM.fullmatch(plain):
        name = match.group(1)
        if plain.startswith("@") or kind == TELEGRAM:
            found.append(Clue(TELEGRAM, name.lower(), f"@{name}", span))
    if _NAME.fullmatch(plain):
        found.append(Clue(WECHAT, plain.lower(), plain, span))
    return found or (_address(plain, span) if kind == URL else [])


def _address(plain: str, span: tuple[int, int], hints: tuple[str, ...] = ()) -> list[Clue]:
    try:
        value = canonicalize(plain)
    except ClueError:
        return []
    return [Clue(URL, value, value, span, hints)]

"""Telephone numbers in a message: tries the ways to join digit groups and keeps what reads and fits.

What the digits mean is `phone`, whether their grouping and surroundings fit is `phonerules`.
"""

import re
from typing import NamedTuple

from antifraud.clues import context, phone
from antifraud.clues.digits import Group, Joined
from antifraud.clues.phone import Reading
from antifraud.clues.phonerules import Scene, fits, plus_before

_FINAL = frozenset({phone.SERVICE, phone.LOCAL, phone.MOBILE})
_EXTENDED = frozenset({phone.LANDLINE, phone.LOCAL, phone.TOLL})
_ACCESS = "179"
_SHORTEST_EXACT = 5
_MARK = frozenset("#*")
_MARKS = re.compile("[#*]+")
_EXTENSION = re.compile(
    "[ ,，(（]{0,2}(?:转|轉|按|分机|分機|[Ee][Xx][Tt]\\.?|[xX](?=[ 0-9]))"
    "(?:分机|号|:|：| |\\.){0,3}([0-9]{1,6})(?![0-9])"
    "|[-—]([0-9]{1,5})(?![0-9-])"
)


class Found(NamedTuple):
    """A telephone number in a message: the last group it takes, its range in the plain text, its reading."""

    last: int
    start: int
    end: int
    reading: Reading


def phone_at(scene: Scene, groups: list[Group], options: list[Joined]) -> Found | None:
    """Find the telephone number among the ways to join the groups from one on."""
    start = groups[options[0].first].start
    shown = plus_before(scene.plain, start)
    most = phone.longest(options[0].digits[0], shown is not None)
    best: Found | None = None
    for joined in options:
        if len(joined.digits) > most or (best and _is_final(best, options[0].last)):
            break
        if not phone.too_short(joined.digits):
            best = _read(scene, groups, joined, shown) or best
    return best


def _is_final(found: Found, first: int) -> bool:
    """Tell whether no longer number is looked for.

    Behind an access code there is mostly one; a forged line ends one only when it stands alone (`+96110`).
    """
    value = found.reading.value
    if found.reading.form == phone.FORGED:
        return value.startswith("+") and found.last == first
    return found.reading.form in _FINAL and not value.startswith(_ACCESS)


def _read(scene: Scene, groups: list[Group], joined: Joined, shown: int | None) -> Found | None:
    plain = scene.plain
    start, end = groups[joined.first].start, groups[joined.last].end
    beside = plain[start - 1 : start] in _MARK or plain[end : end + 1] in _MARK
    if beside and (found := _marked(scene, groups, joined, shown)):
        return found
    reading = phone.read(joined.digits, shown is not None)
    if reading and fits(scene, groups, joined, reading):
        return _with_extension(plain, Found(joined.last, start if shown is None else shown, end, reading))
    if shown is None and 7 <= len(joined.digits) <= 8:
        reading = phone.read_local(joined.digits, scene.area_at(start))
        if reading and fits(scene, groups, joined, reading):
            return _with_extension(plain, Found(joined.last, start, end, reading))
    return _exact(scene, groups, joined, shown)


def _marked(scene: Scene, groups: list[Group], joined: Joined, shown: int | None) -> Found | None:
    """Read `*95588` or `95588#`; between two of one mark is a topic or bold."""
    plain = scene.plain
    start, end = groups[joined.first].start, groups[joined.last].end
    if plain[max(0, start - 1) : start] == plain[end : end + 1]:
        return None
    front = _mark_before(plain, start, joined.digits)
    behind = _MARKS.match(plain, end)
    after = behind.end() if behind and not _continues(plain, behind.end()) else end
    reading = phone.read_marked(front, joined.digits, plain[end:after], shown is not None)
    if reading is None or not fits(scene, groups, joined, reading):
        return None
    return Found(joined.last, start - len(front) if shown is None else shown, after, reading)


def _mark_before(plain: str, start: int, digits: str) -> str:
    """Give the mark of `*95588`; not of `**95588`, of `A*95588`, or of an item in a list (`*4008123456`)."""
    mark, before = plain[max(0, start - 1) : start], plain[max(0, start - 2) : max(0, start - 1)]
    part = before in _MARK or (before.isascii() and before.isalnum())
    return "" if mark not in _MARK or part or digits.startswith(phone.TOLL_STARTS) else mark


def _exact(scene: Scene, groups: list[Group], joined: Joined, shown: int | None) -> Found | None:
    """Keep digits that are called a telephone number and look like none."""
    start, end = groups[joined.first].start, groups[joined.last].end
    if len(joined.digits) < _SHORTEST_EXACT or len(joined.sizes) > 1 or _goes_on(groups, joined):
        return None
    if not context.says_phone_strongly(scene.plain, start):
        return None
    if context.is_glued(scene.plain, start, end) or context.has_unit(scene.plain, end, len(joined.digits)):
        return None
    reading = phone.read_exact(joined.digits, shown is not None)
    return Found(joined.last, start if shown is None else shown, end, reading) if reading else None


def _goes_on(groups: list[Group], joined: Joined) -> bool:
    """Tell whether digits drawn in another way follow at once."""
    return joined.last + 1 < len(groups) and groups[joined.last + 1].gap == ""


def _continues(plain: str, at: int) -> bool:
    return at < len(plain) and ("0" <= plain[at] <= "9")


def _with_extension(plain: str, found: Found) -> Found:
    """Keep an extension for the eye only: it is the switchboard that is looked up."""
    if found.reading.form not in _EXTENDED:
        return found
    match = _EXTENSION.match(plain, found.end)
    if match is None:
        return found
    reading = found.reading
    display = f"{reading.display}-{match.group(1) or match.group(2)}"
    return Found(
        found.last, found.start, match.end(), Reading(reading.form, reading.value, display, reading.hints)
    )

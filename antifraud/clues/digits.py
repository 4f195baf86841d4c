"""Digits as people write them: groups, what stands between them, and groups joined again.

Cuts a plain text into runs of digit groups (`138 1234 5678`, `1三8一2…`) and joins groups into one
string of ASCII digits. Knows no kind of number.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from antifraud.clues.text import Folded

CHINESE = "零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖貳參参叄陸洞拐勾两兩"
_VALUES = "00012345678911234567892333607922"
TO_ASCII = str.maketrans(CHINESE, _VALUES)

DIGIT = f"[0-9{CHINESE}]"
# What people put between the digits of one number; no colon (times) and no line break.
_BETWEEN = (
    " \t\\-._*~ーｰ,，、/()\\[\\]|^=+'`【】〔〕〖〗「」《》<>…—―杠"
    "\u00b7\u2022\u2027\u2219\u22c5\u2500-\u25ca\u25cc-\u2775\u2794-\u27bf\u2b00-\u2bff\u3030\u30fb\U0001f300-\U0001faff"
)
GAP = f"[{_BETWEEN}]"
MAX_DIGITS = 20
_WHOLE = 7
_AS_CHINESE = -1
_LISTED = "、"

DIGITS = re.compile(f"{DIGIT}(?:{GAP}{{0,3}}{DIGIT}){{2}}")
"""Three digits near one another: where there are none, there is no number."""
ITEM = re.compile("[\u2460-\u2473\u2776-\u2793\u24eb-\u24ff]")
"""A drawn number that counts the items of a list."""
# Digits are looked for before a gap, because most follow one another.
_RUN = re.compile(f"{DIGIT}(?:{DIGIT}{{2}}|(?:{GAP}{{0,3}}{DIGIT}){{2}}){DIGIT}*(?:{GAP}{{1,3}}{DIGIT}+)*")
_AREA_CODE = re.compile("0[1-9][0-9]{1,2}")
WHOLE = re.compile("(?:^|86)1[3-9][0-9]{9}$|^(?:[48]00[0-9]{7}|0[1-9][0-9]{9,10})$")
"""A number that needs no more digits."""
ONCE = re.compile("一[直个次天下打定样起会]")
"""Words that begin like a digit."""
COUNTED = re.compile(f"[{CHINESE}]{{1,2}}[\u3400-\u4dbf\u4e00-\u9fff](?<![{CHINESE}])")
_GROUP = re.compile(f"[0-9]+|[{CHINESE}]+")


class Group(NamedTuple):
    """Digits without anything between them; `gap` is what separates them from the group before."""

    start: int
    end: int
    digits: str
    gap: str


# Without the frame that the constructor of a named tuple costs each time.
_group = partial(tuple.__new__, Group)


def runs(folded: Folded, unless: Callable[[str], bool] | None = None) -> Iterator[list[Group]]:
    """Cut a text into runs of at least three digits; linear.

    Digits that stand alone are left out where `unless` holds.
    """
    plain = folded.plain
    untouched = plain is folded.text
    for match in _RUN.finditer(plain):
        start, end = match.span()
        digits = match.group()
        as_written = untouched or _is_as_written(folded, start, end)
        if not as_written or not digits.isdecimal():
            yield _groups(folded, start, end, as_written)
        elif unless is None or not unless(digits):
            yield [_group((start, end, digits, ""))]


def _groups(folded: Folded, start: int, end: int, as_written: bool) -> list[Group]:
    plain = folded.plain
    found: list[Group] = []
    last = start
    for match in _GROUP.finditer(plain, start, end):
        first, after = match.span()
        digits = match.group()
        if digits[0] > "9":
            if last == first and found and (_is_dash(found, digits) or _is_word(plain, found, first)):
                continue
            digits = digits.translate(TO_ASCII)
        if as_written:
            found.append(_group((first, after, digits, plain[last:first])))
            last = after
            continue
        for a, b in _styles(folded, first, after):
            gap = _LISTED if b - a == 1 and _is_item(folded, found, a) else plain[last:a]
            found.append(Group(a, b, digits[a - first : b - first], gap))
            last = b
    return found


def _is_dash(found: list[Group], digits: str) -> bool:
    """Tell whether a one right behind an area code is a dash (`0451一82375506`)."""
    return digits == "一" and _AREA_CODE.fullmatch(found[-1].digits) is not None


def _is_word(plain: str, found: list[Group], at: int) -> bool:
    """Tell whether a Chinese digit right behind digits begins a word (`13812345678一直打`)."""
    if ONCE.match(plain, at):
        return True
    return COUNTED.match(plain, at) is not None and any(
        WHOLE.search("".join(group.digits for group in found[-count:])) for count in (1, 2, 3)
    )


def _is_item(folded: Folded, found: list[Group], at: int) -> bool:
    """Tell whether a drawn digit right behind a whole number counts what follows (`138…②李老师`)."""
    whole = bool(found) and found[-1].end == at and len(found[-1].digits) >= _WHOLE
    return whole and _is_drawn(folded, at) and not _is_drawn(folded, at - 1)


def _is_drawn(folded: Folded, at: int) -> bool:
    return ITEM.fullmatch(folded.original(at)) is not None


def _is_as_written(folded: Folded, start: int, end: int) -> bool:
    """Tell whether a piece of a text with disguises elsewhere has none itself."""
    return folded.text[folded.starts[start] : folded.ends[end - 1]] == folded.plain[start:end]


def _styles(folded: Folded, start: int, end: int) -> list[tuple[int, int]]:
    """Cut where the drawing of the digits changes: `①13812345678` is an item and a number."""
    text, starts = folded.text, folded.starts
    cuts = [start]
    style = _style(text[starts[start]])
    for i in range(start + 1, end):
        now = _style(text[starts[i]])
        if now != style:
            cuts.append(i)
            style = now
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _style(char: str) -> int:
    """Tell apart ASCII digits and entities, Chinese digits, and each alphabet of drawn ones."""
    return _AS_CHINESE if char in CHINESE else 0 if char == "&" else ord(char) >> 8


class Joined(NamedTuple):
    """Groups `first` to `last` of a run read as one number.

    `sizes` are the lengths of the parts that have something between them, `gaps` what that is.
    """

    first: int
    last: int
    digits: str
    sizes: tuple[int, ...]
    gaps: tuple[str, ...]


_joined = partial(tuple.__new__, Joined)


def joins(groups: list[Group], first: int) -> list[Joined]:
    """Give every number that starts with group `first`, one group longer each time, up to 20 digits."""
    digits = groups[first].digits
    if len(digits) > MAX_DIGITS or (first and not _may_start(groups, first)):
        return []
    sizes: tuple[int, ...] = (len(digits),)
    gaps: tuple[str, ...] = ()
    found = [_joined((first, first, digits, sizes, gaps))]
    for last in range(first + 1, len(groups)):
        _, _, more, gap = groups[last]
        digits += more
        if len(digits) > MAX_DIGITS:
            break
        if gap:
            sizes, gaps = (*sizes, len(more)), (*gaps, gap)
        else:
            sizes = (*sizes[:-1], sizes[-1] + len(more))
        found.append(_joined((first, last, digits, sizes, gaps)))
    return found


def _may_start(groups: list[Group], at: int) -> bool:
    """Tell whether a number can start with a group that is not the first.

    Not inside a series of lone digits (`1 3 8 …`), and among differently drawn digits in a row only
    after one item number (`①138…`).
    """
    group, before = groups[at], groups[at - 1]
    if group.gap == "":
        return len(before.digits) <= 2 and (at == 1 or before.gap != "")
    return len(group.digits) > 1 or len(before.digits) > 1


def tail_sizes(sizes: tuple[int, ...], skip: int) -> tuple[int, ...]:
    """Give the sizes that remain after the first `skip` digits are taken away."""
    left = list(sizes)
    while left and skip >= left[0]:
        skip -= left.pop(0)
    if left and skip:
        left[0] -= skip
    return tuple(left)

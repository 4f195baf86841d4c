"""QQ numbers and WeChat ids: the marks people put before (or behind) them, however disguised.

A mark is a word or drawing that says which account follows; the value must follow at once, with
nothing but filler between. Marks in a row (`QQ/微信同号`) all get the value.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from antifraud.clues.accountbehind import BEHIND, QQ_BEHIND, SAME, SAME_BEHIND, WECHAT_BEHIND
from antifraud.clues.accountmarks import FIRST, MARK, PICTURES
from antifraud.clues.context import has_unit
from antifraud.clues.digits import CHINESE, DIGIT, ITEM, TO_ASCII
from antifraud.clues.model import QQ, WECHAT, Clue
from antifraud.clues.text import Folded

_NUMBER = re.compile(
    f"(?:\\+?(?:00)?86[ -]{{0,2}}(?=1[3-9]))?({DIGIT}(?:[ ._*·•☆★-]{{0,2}}{DIGIT}|[Oo]){{4,10}}"
    # A picture stands only between parts that are no number alone.
    f"|[1-9][0-9]{{1,3}}(?:[{PICTURES}]{{1,2}}[0-9]{{2,4}}){{1,3}})(?!{DIGIT})"
    "(?![-.]?[0-9A-Za-z])"
)
_NEXT = re.compile("[ /、,，或和及]{1,3}([1-9][0-9]{6,10})(?![0-9A-Za-z-])")
_NEXT_NAME = re.compile(" {0,2}[/、，,或和] {0,2}([A-Za-z][-_A-Za-z0-9]{5,19})(?![-_A-Za-z0-9@./:])")
_NAME = re.compile("[A-Za-z][-_A-Za-z0-9]{5,19}(?![-_A-Za-z0-9@])")
# A name that ends in Chinese digits, more of them than the days of a week that people list; or sign by sign.
_CHINESE_NAME = re.compile(
    f"(?=[^ ]{{6,20}})([A-Za-z][-_A-Za-z0-9]{{0,15}}[{CHINESE}]{{4,12}})(?![-_A-Za-z0-9@{CHINESE}])"
)
_BETWEEN_SIGNS = " /·*"
_SPACED_NAME = re.compile(
    "[A-Za-z](?:"
    + "|".join(f"(?:[{one}][-_A-Za-z0-9]){{5,19}}" for one in _BETWEEN_SIGNS)
    + f")(?![{_BETWEEN_SIGNS}]?[-_A-Za-z0-9@])"
)
_WITHOUT_BETWEEN = str.maketrans("", "", _BETWEEN_SIGNS)
_SPOKEN_NAME = re.compile(
    "[A-Za-z][A-Za-z0-9]{0,11}(?:下划线|下横线|[横中短]?杠[A-Za-z0-9])[A-Za-z0-9]{1,11}(?![-_A-Za-z0-9@])"
)
_UNDERSCORE = re.compile("下划线|下横线")
_DASH = re.compile("[横中短]?杠")
_WXID = re.compile("(?<![A-Za-z0-9_-])[Ww][Xx][Ii][Dd]_[A-Za-z0-9]{6,20}(?![A-Za-z0-9_-])")
_FIRM = re.compile("[:：号是=加搜]")
_ASKED_BEFORE = 7  # characters, as in `请添加理赔客服微信`
_VERSION = re.compile("[0-9]{1,3}(?:[.][0-9]{1,3}){2,3}")
_FROM_LETTER_O = str.maketrans("Oo", "00")
_MOBILE = re.compile("[+]861[3-9][0-9]{9}")
_WORDS_TEXT = (
    "iphone android windows wechat weixin please official account service harmonyos version program payment "
    "online download update center support contact telegram whatsapp number facebook taobao alipay douyin "
    "follow messages message friend friends groups mobile"
)
_WORDS = frozenset(_WORDS_TEXT.split())


class Mark(NamedTuple):
    """A mark with the fill behind it; `firm` when it says plainly that an id follows."""

    kinds: tuple[str, ...]
    start: int
    end: int
    firm: bool


def find_accounts(folded: Folded) -> list[Clue]:
    """Find the QQ numbers and WeChat ids that a text marks as such."""
    plain = folded.plain
    first = FIRST.search(plain)
    if first is None:
        return []
    found: list[Clue] = []
    for mark in _marks(plain, first.start()):
        found += _value_after(folded, mark)
    if "id_" in plain or "ID_" in plain:
        found += [_wechat(folded, match.group(), match.span()) for match in _WXID.finditer(plain)]
    return found + _marked_behind(folded) if _may_be_behind(plain) else found


def _may_be_behind(plain: str) -> bool:
    """Look for the signs of the marks first, which takes a tenth of the time of a pattern."""
    some = "Q" in plain or "q" in plain or "扣" in plain or "鹅" in plain or "信" in plain or "微" in plain
    some = some or "薇" in plain or "x" in plain or "X" in plain or "v" in plain or "V" in plain
    return some and BEHIND.search(plain) is not None


def _marked_behind(folded: Folded) -> list[Clue]:
    """Find accounts whose mark stands behind them (`12345678是我QQ`)."""
    plain = folded.plain
    found = [_qq(folded, match.group(1), match.span(1)) for match in QQ_BEHIND.finditer(plain)]
    names = (match for match in WECHAT_BEHIND.finditer(plain) if _is_name(match.group(1), firm=False))
    return found + [_wechat(folded, match.group(1), match.span(1)) for match in names]


def find_same_number(folded: Folded, phones: list[Clue]) -> list[Clue]:
    """Find the mobiles that the words behind call a WeChat id as well (`138… 微信同号`)."""
    if not SAME.search(folded.plain):
        return []
    mobiles = [clue for clue in phones if _MOBILE.fullmatch(clue.value) and _same_behind(folded, clue)]
    return [Clue(WECHAT, clue.value[3:], clue.value[3:], clue.span) for clue in mobiles]


def _same_behind(folded: Folded, clue: Clue) -> bool:
    """Look right behind the number; of a disguised last digit, behind each character it stands for."""
    first, after = bisect_left(folded.ends, clue.span[1]), bisect_right(folded.ends, clue.span[1])
    return any(SAME_BEHIND.match(folded.plain, at + 1) for at in range(first, after))


def _marks(plain: str, at: int) -> Iterator[Mark]:
    """Give the marks; one that follows another at once carries the kinds of both."""
    kinds: tuple[str, ...] = ()
    end = -1
    # The first sign of a mark and then the mark, because that is three times as fast as one search for it.
    while first := FIRST.search(plain, at):
        at = first.end()
        match = MARK.match(plain, first.start())
        if match is None:
            continue
        at = match.end()
        kind = WECHAT if match.group("wechat") is not None else QQ
        kinds = (*kinds, kind) if match.start() == end and kind not in kinds else (kind,)
        end = at
        yield Mark(kinds, match.start(), end, _is_firm(match))


def _is_firm(match: re.Match[str]) -> bool:
    start, end = match.span()
    before = match.string[max(0, start - _ASKED_BEFORE) : start]
    return _FIRM.search(match.string, start, end) is not None or "加" in before


def _value_after(folded: Folded, mark: Mark) -> list[Clue]:
    plain = folded.plain
    if match := _NUMBER.match(plain, _past_item(folded, mark.end)):
        return _number_clues(folded, mark, match)
    return _name_clues(folded, mark) if WECHAT in mark.kinds else []


def _past_item(folded: Folded, at: int) -> int:
    """Step over the number of an item in a list, `①317482950`: it is no digit of what follows."""
    if folded.plain is folded.text or at + 1 >= len(folded.plain):
        return at
    return at + 1 if ITEM.fullmatch(folded.original(at)) and folded.original(at + 1).isascii() else at


def _name_clues(folded: Folded, mark: Mark) -> list[Clue]:
    plain = folded.plain
    if match := _CHINESE_NAME.match(plain, mark.end):
        name = match.group().translate(TO_ASCII)
    elif match := _SPOKEN_NAME.match(plain, mark.end):
        name = _DASH.sub("-", _UNDERSCORE.sub("_", match.group()))
    elif match := _NAME.match(plain, mark.end):
        name = match.group() if _is_name(match.group(), mark.firm) else ""
    elif match := _SPACED_NAME.match(plain, mark.end):
        name = match.group().translate(_WITHOUT_BETWEEN)
    return [_wechat(folded, name, match.span()), *_next_names(folded, match.end())] if match and name else []


def _next_names(folded: Folded, at: int) -> list[Clue]:
    """Read the ids after the first (`kf_001abc / kf_002abc`): each with a digit or a sign in it."""
    found = []
    while (match := _NEXT_NAME.match(folded.plain, at)) and _is_name(match.group(1), firm=False):
        found.append(_wechat(folded, match.group(1), match.span(1)))
        at = match.end()
    return found


def _number_clues(folded: Folded, mark: Mark, match: re.Match[str]) -> list[Clue]:
    start, end = match.start(1), _without_quantity(folded.plain, match)
    written = folded.plain[start:end]
    digits = _ascii(written)
    if (
        _VERSION.fullmatch(written)
        or has_unit(folded.plain, end, len(digits))
        or not 5 <= len(digits) <= 11
        or digits[0] == "0"
    ):
        return []
    make = {QQ: _qq, WECHAT: _wechat}
    kinds = (WECHAT,) if WECHAT in mark.kinds and _MOBILE.fullmatch(f"+86{digits}") else mark.kinds
    if kinds == (QQ,) and SAME_BEHIND.match(folded.plain, end):
        kinds = (QQ, WECHAT)
    found = [make[kind](folded, digits, (start, end)) for kind in kinds]
    return found + _next_in_list(folded, end) if kinds == (QQ,) else found


def _without_quantity(plain: str, match: re.Match[str]) -> int:
    """Give where a number ends that a quantity follows: `318846027 24小时在`."""
    before, blank, last = match.group(1).rpartition(" ")
    return (
        match.start(1) + len(before.rstrip(" "))
        if blank and has_unit(plain, match.end(), len(last))
        else match.end()
    )


def _next_in_list(folded: Folded, at: int) -> list[Clue]:
    """Read the QQ numbers after the first (`QQ：12345678/87654321`)."""
    found = []
    while (match := _NEXT.match(folded.plain, at)) and not _MOBILE.fullmatch(f"+86{match.group(1)}"):
        start = _past_item(folded, match.start(1))
        found.append(_qq(folded, folded.plain[start : match.end()], (start, match.end())))
        at = match.end()
    return found


def _ascii(written: str) -> str:
    if written.isascii() and written.isdecimal():
        return written
    plain = written.translate(TO_ASCII).translate(_FROM_LETTER_O)
    return "".join(char for char in plain if "0" <= char <= "9")


def _is_name(name: str, firm: bool) -> bool:
    """Tell an id from an English word: by a digit or a sign in it, or a mark that says an id follows."""
    if name.lower() in _WORDS:
        return False
    return firm or any(char in "0123456789_-" for char in name)


def _qq(folded: Folded, digits: str, span: tuple[int, int]) -> Clue:
    return Clue(QQ, digits, digits, folded.span(*span))


def _wechat(folded: Folded, name: str, span: tuple[int, int]) -> Clue:
    return Clue(WECHAT, name.lower(), name, folded.span(*span))

"""Patterns of Python as regular expressions of JavaScript (ES2018, no flags), by walking Python's own parse.

Texts are matched in the form that `widget/clues/text.js` gives them: one unit for each character, with
U+1F300 to U+1FAFF moved to U+E000 and every other character beyond U+FFFF at U+E800. Knows nothing of clues.
"""

import re
import sys
from collections.abc import Iterable
from functools import cache
from re import _casefix, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Range = tuple[int, int]

FIRST_MOVED, LAST_MOVED, MOVED_TO = 0x1F300, 0x1FAFF, 0xE000
_LAST = 0xFFFF
_PLACES = {
    "AT_BEGINNING": "^",
    "AT_BEGINNING_STRING": "^",
    "AT_END": "(?=\\n?$)",  # Python's also stands before a last line break
    "AT_END_STRING": "$",
}
_SINGLE = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN", "BRANCH", "SUBPATTERN"})
_SPECIAL = frozenset("\\^$.*+?()[]{}|/")
_SPECIAL_IN_CLASS = frozenset("\\]^-")
_PLAIN_RANGES = (
    (0x21, 0x7E),
    (0xA1, 0xAC),
    (0xAE, 0x2FF),
    (0x370, 0x52F),
    (0x2014, 0x2027),
    (0x2030, 0x205E),
    (0x2070, 0x2DFF),
    (0x3001, 0x30FF),
    (0x3105, 0x9FFF),
    (0xFF01, 0xFF5E),
)


class UntranslatableError(Exception):
    """A pattern uses what this module cannot say in JavaScript."""


def moved(char: str) -> str:
    """Return the unit that stands for a character in the texts that the browser matches."""
    code = ord(char)
    if FIRST_MOVED <= code <= LAST_MOVED:
        return chr(MOVED_TO + code - FIRST_MOVED)
    if code > _LAST:
        raise UntranslatableError(f"U+{code:X} is beyond what is moved")
    return char


def translate(pattern: re.Pattern[str], raw: bool = False) -> str:
    """Return the source of the same pattern in JavaScript; `raw` for one that is used with the flag `u`."""
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    names = {index: name for name, index in parsed.state.groupdict.items()}
    return _Writer(names, raw, bool(pattern.flags & re.IGNORECASE)).sequence(parsed)


class _Writer:
    def __init__(self, names: dict[int, str], raw: bool, any_case: bool) -> None:
        self.names, self.raw, self.any_case = names, raw, any_case

    def sequence(self, nodes: Iterable[Any]) -> str:
        return "".join(self.node(str(op), argument) for op, argument in nodes)

    def node(self, op: str, argument: Any) -> str:  # noqa: ANN401 - as the parser made it
        write = getattr(self, f"_{op.lower()}", None)
        if write is None:
            raise UntranslatableError(op)
        return str(write(argument))

    def _literal(self, code: int) -> str:
        return self.charset([(code, code)], negated=False)

    def _not_literal(self, code: int) -> str:
        return self.charset([(code, code)], negated=True)

    def _any(self, _: None) -> str:
        return "[^\\n]"

    def _branch(self, argument: tuple[None, list[Any]]) -> str:
        return f"(?:{'|'.join(self.sequence(one) for one in argument[1])})"

    def _assert(self, argument: tuple[int, Any], sign: str = "=") -> str:
        return f"(?{'<' if argument[0] < 0 else ''}{sign}{self.sequence(argument[1])})"

    def _assert_not(self, argument: tuple[int, Any]) -> str:
        return self._assert(argument, "!")

    def _max_repeat(self, argument: tuple[int, Any, Any]) -> str:
        return self._repeat(*argument)

    def _min_repeat(self, argument: tuple[int, Any, Any]) -> str:
        return self._repeat(*argument) + "?"

    def _at(self, where: object) -> str:
        if str(where) not in _PLACES:
            raise UntranslatableError(str(where))
        return _PLACES[str(where)]

    def _in(self, items: list[tuple[Any, Any]]) -> str:
        ranges: list[Range] = []
        for op, argument in items:
            if str(op) == "LITERAL":
                ranges.append((argument, argument))
            elif str(op) == "RANGE":
                ranges.append(argument)
            elif str(op) == "CATEGORY" and argument == _constants.CATEGORY_SPACE:
                ranges += _spaces()
            elif str(op) != "NEGATE":
                raise UntranslatableError(f"{op} {argument}")
        return self.charset(ranges, str(items[0][0]) == "NEGATE")

    def charset(self, ranges: Iterable[Range], negated: bool) -> str:
        if not self.raw:
            ranges = [part for one in ranges for part in _moved_range(*one)]
        if self.any_case:
            ranges = _any_case(tuple(ranges))
        joined = _joined(ranges)
        if len(joined) == 1 and joined[0][0] == joined[0][1] and not negated:
            return _written(joined[0][0], _SPECIAL)
        return f"[{'^' if negated else ''}{''.join(_class_part(*one) for one in joined)}]"

    def _subpattern(self, argument: tuple[int | None, int, int, Any]) -> str:
        group, added, removed, inner = argument
        if (added | removed) & ~re.IGNORECASE:
            raise UntranslatableError("flags inside a pattern")
        any_case = (self.any_case or bool(added)) and not removed
        nodes = list(inner)
        branches = len(nodes) == 1 and str(nodes[0][0]) == "BRANCH"
        body = _Writer(self.names, self.raw, any_case).sequence(nodes)
        body = body[3:-1] if branches else body
        if group is None:
            return f"(?:{body})"
        return f"(?<{self.names[group]}>{body})" if group in self.names else f"({body})"

    def _repeat(self, low: int, high: Any, inner: Any) -> str:  # noqa: ANN401
        nodes = list(inner)
        body = self.sequence(nodes)
        single = len(nodes) == 1 and str(nodes[0][0]) in {
            "LITERAL",
            "NOT_LITERAL",
            "ANY",
            "IN",
            "BRANCH",
            "SUBPATTERN",
        }
        if not single:
            body = f"(?:{body})"
        return body + _count(low, None if high == _constants.MAXREPEAT else int(high))


def _count(low: int, high: int | None) -> str:
    short = {(0, 1): "?", (0, None): "*", (1, None): "+"}
    if (low, high) in short:
        return short[low, high]
    if high == low:
        return f"{{{low}}}"
    return f"{{{low},{'' if high is None else high}}}"


def _moved_range(low: int, high: int) -> list[Range]:
    if high <= _LAST:
        return [(low, high)]
    if low < FIRST_MOVED and high == sys.maxunicode:
        return [(low, _LAST)]
    if low < FIRST_MOVED or high > LAST_MOVED:
        raise UntranslatableError(f"U+{low:X} to U+{high:X} is not all moved")
    return [(MOVED_TO + low - FIRST_MOVED, MOVED_TO + high - FIRST_MOVED)]


@cache
def _spaces() -> list[Range]:
    return [(code, code) for code in range(_LAST + 1) if chr(code).isspace()]


@cache
def _any_case(ranges: tuple[Range, ...]) -> list[Range]:
    """Give every character that Python takes for one of these when case does not matter."""
    wanted: set[int] = set()
    for low, high in ranges:
        for code in range(low, high + 1):
            lower = _lower(code)
            wanted |= {lower, *_casefix._EXTRA_CASES.get(lower, ())}  # noqa: SLF001
    return [(code, code) for code in range(_LAST + 1) if _lower(code) in wanted]


def _lower(code: int) -> int:
    """Give the simple lower case, as Python's patterns do."""
    lower = chr(code).lower()
    return 0x69 if code == 0x130 else ord(lower) if len(lower) == 1 else code


def _joined(ranges: Iterable[Range]) -> list[Range]:
    found: list[Range] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found


def _class_part(low: int, high: int) -> str:
    first, last = _written(low, _SPECIAL_IN_CLASS), _written(high, _SPECIAL_IN_CLASS)
    if low == high:
        return first
    return first + last if high == low + 1 else f"{first}-{last}"


def _written(code: int, special: frozenset[str]) -> str:
    char = chr(code)
    if char in special:
        return "\\" + char
    if char == " " or any(low <= code <= high for low, high in _PLAIN_RANGES):
        return char
    known = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f", "\v": "\\v"}
    if char in known:
        return known[char]
    if code > _LAST:
        return f"\\u{{{code:x}}}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"

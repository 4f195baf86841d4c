"""Folding: disguised characters to plain ones, with a map back to the text as it was given.

Full-width, circled, mathematical, superscript and squared letters and digits become ASCII, HTML
entities become what they stand for, invisible characters vanish. Chinese digits stay (they are
digits only beside digits), case stays, and so do the full-width `，` `；` `！` and all CJK brackets,
because they end things that their ASCII twins do not. Nothing here recognises anything.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\u0305\u0331-\u0333\u0335-\u0338\u033f\u20d2\u20d3\u20dd-\u20e5"  # bars drawn through, rings, key caps
)
# Ranges of compatibility characters that have not changed since Unicode 13, so Python and every
# browser agree on their NFKC form.
_COMPATIBLE = (
    "\u00a0\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d6a\u1d78\u1d9b-\u1dbf"
    "\u2000-\u200a\u202f\u205f\u2070-\u209c\u2100-\u214f\u2160-\u217f\u2460-\u24ff\u2776-\u2793\u2c7c\u2c7d"
    "\u2f00-\u2fd5\u3000\u3220-\u3229\u3251-\u325f\u3280-\u3289\u32b1-\u32bf\u3380-\u33df\ufb00-\ufb06"
    "\ufe10-\ufe19\ufe30-\ufe44\ufe47-\ufe4f\ufe52-\ufe6b\uff02-\uff0b\uff0d-\uff1a\uff1c-\uff5e\uffe5"
    "\u0660-\u0669\u06f0-\u06f9\u2010-\u2013\u2212"
)
_BEYOND = "\U00010000-\U0010ffff"
# One character of all first, and then what it is, because that is how a search is fast; of those that few
# texts have, beyond the first 65,536, any, because each range of them costs a comparison for every character.
_FIRST = f"{_INVISIBLE}{_COMPATIBLE}{_BEYOND}&"
_INVISIBLE += "\U000e0000-\U000e01ef"
_COMPATIBLE += (
    "\U0001d400-\U0001d7ff\U0001f100-\U0001f10c\U0001f110-\U0001f169\U0001f170-\U0001f189\U0001f51f"
    "\U0001f1e6-\U0001f1ff\U0001fbf0-\U0001fbf9"
)
_ENTITY_REST = "(?:amp;|#38;|#[xX]26;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,6});"
_ANY = re.compile(
    f"[{_FIRST}](?:(?<=[{_INVISIBLE}])[{_INVISIBLE}]*|(?<=[{_COMPATIBLE}])|(?<=&){_ENTITY_REST})"
)
_TAIL = re.compile("(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,6});$")
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_FOLDED = re.compile(f"[{_COMPATIBLE}]")

_NAMED = {
    "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " ", "ensp": " ", "emsp": " ",
    "period": ".", "colon": ":", "sol": "/", "quest": "?", "equals": "=", "commat": "@", "plus": "+",
    "num": "#", "percnt": "%", "lowbar": "_", "hyphen": "-", "dash": "-", "lpar": "(", "rpar": ")",
    "comma": ",", "semi": ";", "excl": "!", "ast": "*", "middot": "\u00b7", "bull": "\u2022",
    "zwnj": "", "zwj": "", "shy": "",
}  # fmt: skip


def _series(first: int, values: Sequence[str]) -> dict[str, str]:
    return {chr(first + i): value for i, value in enumerate(values)}


_NUMBERS = [str(n) for n in range(51)]
_UPPER = [chr(65 + i) for i in range(26)]
_LOWER = [chr(97 + i) for i in range(26)]
# Where NFKC gives nothing, or brackets and dots that are only the drawing of the character.
_OWN = {
    **_series(0x2474, _NUMBERS[1:21]), **_series(0x2488, _NUMBERS[1:21]), **_series(0x249C, _LOWER),
    **_series(0x24EB, _NUMBERS[11:21]), **_series(0x24F5, _NUMBERS[1:11]), "\u24ff": "0",
    **_series(0x2776, _NUMBERS[1:11]), **_series(0x2780, _NUMBERS[1:11]), **_series(0x278A, _NUMBERS[1:11]),
    **_series(0x3220, "一二三四五六七八九十"), "\U0001f100": "0", **_series(0x1F101, _NUMBERS[:10]),
    "\U0001f10b": "0", "\U0001f10c": "0", **_series(0x1F110, _UPPER), **_series(0x1F150, _UPPER),
    **_series(0x1F170, _UPPER), **_series(0x1F1E6, _UPPER), "\U0001f51f": "10",
    **_series(0x0660, _NUMBERS[:10]), **_series(0x06F0, _NUMBERS[:10]),
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-",
}  # fmt: skip


class Folded(NamedTuple):
    """A text, its plain form, and for each plain character the range of the original it came from."""

    text: str
    plain: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a non-empty half-open range of `plain` into the one of `text` that it came from."""
        return self.starts[start], self.ends[end - 1]

    def original(self, index: int) -> str:
        """Give what stands in `text` for one plain character."""
        return self.text[self.starts[index] : self.ends[index]]


def fold(text: str) -> Folded:
    """Fold a text; linear, and total: every string has a plain form."""
    # Mostly only a colon is folded.
    plain = text.replace("：", ":")
    if _ANY.search(plain) is None:
        return Folded(text, plain, range(len(text)), range(1, len(text) + 1))
    found = [(match.start(), match.end(), _replacement(match.group())) for match in _ANY.finditer(text)]
    parts: list[str] = []
    done = 0
    for start, end, instead in found:
        parts += (text[done:start], instead)
        done = end
    parts.append(text[done:])
    return Folded(text, "".join(parts), *_places(len(text), found))


def _places(length: int, found: list[tuple[int, int, str]]) -> tuple[Sequence[int], Sequence[int]]:
    """Give where each plain character starts and ends; mostly one stands for one (`：`) and nothing moves."""
    if all(end - start == 1 == len(plain) for start, end, plain in found):
        return range(length), range(1, length + 1)
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, plain in found:
        starts += range(done, start)
        ends += range(done + 1, start + 1)
        starts += [start] * len(plain)
        ends += [end] * len(plain)
        done = end
    starts += range(done, length)
    ends += range(done + 1, length + 1)
    return starts, ends


def _replacement(found: str) -> str:
    return _of_one(found) if len(found) == 1 else _of_many(found)


@lru_cache(maxsize=4096)
def _of_one(char: str) -> str:
    return _of_many(char)


def _of_many(found: str) -> str:
    if found[0] == "&":
        return _entity(found)
    if _UNSEEN.match(found):
        return ""
    return _OWN.get(found) or unicodedata.normalize("NFKC", found)


def _entity(found: str) -> str:
    """Read `&amp;amp;#49;` as `1`; an entity nobody knows stays as it is written."""
    tail = _TAIL.search(found, max(0, len(found) - 10))
    name = tail.group()[:-1] if tail else ""
    if not name.startswith("#"):
        return _NAMED.get(name, found)
    code = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return found
    char = chr(code)
    if _UNSEEN.match(char):
        return ""
    return (_OWN.get(char) or unicodedata.normalize("NFKC", char)) if _FOLDED.match(char) else char

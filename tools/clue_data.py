"""Writes widget/clues/data/: the patterns, words and tables of antifraud/clues for its twin in the browser.

`python -m tools.clue_data`. They are written once, in Python; only the rules around them are written twice.
"""

import importlib
import json
import re
from pathlib import Path

from antifraud.clues import card, calling, lookalike, words
from antifraud.clues.suffixes import load_suffixes, top_level_domains
from antifraud.clues.text import _NAMED, _OWN
from tools.jsregex import moved, translate

OUT = Path("widget/clues/data")

_USES = """
text: _ANY gu, _TAIL u, _UNSEEN u, _FOLDED u
digits: DIGITS, _RUN g, _GROUP g
numbers: _CARD_WORDS, _POLICE, _LOOKALIKE g
phone: _MOBILE f, _LANDLINE f, _LOCAL f, _TOLL f, _SENDER f, _SENDER_DISPLAYED f, _FORGED f, _FORGED_PLUS f
phone: _OFFICIAL_LINE f, _SERVICE f, _AREA_SERVICE f, _SENDER_TAIL, _VIRTUAL y
phonefind: _MARKS y, _EXTENSION y
phonerules: _LISTING, _DATE f, _BARE_SERVICE f, _BARE_FORGED f, _FORGED_WITH_PLUS y, _ALSO f, _AREA_PREFIX y
calling: _CODE y
accountmarks: FIRST g, MARK y, BEHIND, QQ_BEHIND g, WECHAT_BEHIND g, SAME, SAME_BEHIND g
account: _NUMBER y, _NEXT y, _NAME y, _WXID g, _MOBILE f
contact: _EMAIL g, _DOTS g, _SIGN, _LINK g, _MARKED g, _HINT
context: _LATIN, _UNIT_LONG y, _UNIT y, _NEAR_AFTER y, _DECIMAL, _FILE_AFTER y
words: PHONE_AFTER y
personal: _ID_SHAPE f, _OLD_ID f, _ID_LABEL, _CODE_BEFORE g, _CODE_AFTER g
readings: _BARE f, _AREA_CODE f, _NAME f, _TELEGRAM f, _QQ f
find: _LETTER, _MOBILE f
url: _CONTROL g, _SCHEME y, _ESCAPED_SCHEME y, _AUTHORITY_END g, _ESCAPE g, _DONE f, _CLEAN f
urlforms: ADDRESS g, SPACED g, SEPARATOR g, MAYBE, PORT y, TAIL y, HAN_NAME, HAN_LEAD g, LEADING_LETTERS y
urlforms: MAIL_BEFORE, MAIL_HOSTS, DOTTED f, NUMBER f, ANNOUNCED, MADE_UP f, PORT_OR_PATH f, FEW_DIGITS f
urlfind: _WIDE
hosts: _DOTS g, _NUMBER f, _FORBIDDEN, _DELIMITER, _PORT, _PORT_OR_NONE f, _IPV6 f
lookalike: _BAIT f, _INSTALLS, _READABLE f, _LATIN, _OTHER_LETTERS, _TOKEN, _NUMBER g, _GOVERNMENT
"""
"""How the twin uses each pattern: g finds all, y at a place, f a whole text, u before characters are moved."""

_WORD_LISTS = """
words: OTHER OTHER_LATIN NUMBER_TAILS PHONE PHONE_STRONG PHONE_LATIN NEAR_LATIN
account: _WORDS
contact: _NOT_NAMES
urlforms: STRONG CORE FILES USUAL HAN_SECOND SECOND NO_ADDRESS
"""


def patterns_module() -> str:
    """Return the module of patterns and words."""
    lines = [*_patterns(), *_words(), _calling()]
    return _HEAD + "\n".join(lines) + "\n"


def _patterns() -> list[str]:
    found = []
    for line in _USES.split("\n"):
        module, _, uses = line.partition(": ")
        for use in filter(None, uses.split(", ")):
            name, _, flags = use.partition(" ")
            source = translate(_named(module, name), "u" in flags)
            if "f" in flags:
                source = f"^(?:{source})$"
            found.append(f"export const {_const(module, name)} = /{source}/{flags.replace('f', '')};")
    return found


def _words() -> list[str]:
    found = []
    for line in filter(None, _WORD_LISTS.split("\n")):
        module, _, names = line.partition(": ")
        for name in names.split():
            listed = getattr(importlib.import_module(f"antifraud.clues.{module}"), name)
            ordered = listed if isinstance(listed, tuple) else sorted(listed)
            text = " ".join("".join(map(moved, word)) for word in ordered)
            found.append(f"export const {_const(module, name)} = {_text(text)}.split(' ');")
    return found


def _calling() -> str:
    return (
        f"export const CALLING_LENGTHS = {_text(calling._LENGTHS)};\n"
        f"export const CALLING_TRUNK_ZERO = {_text(' '.join(sorted(calling._TRUNK_ZERO)))}.split(' ');"
    )


def facts_module() -> str:
    """Return the module of tables: top-level domains, card prefixes, what single characters stand for."""
    return _HEAD + "\n".join([
        f"export const TOP_LEVEL = {_text(' '.join(sorted(top_level_domains())))};",
        f"export const CARD_PREFIXES = {_text(_prefixes())};",
        f"export const TEXT_OWN = {_text(_own())};",
        f"export const TEXT_NAMED = {json.dumps(_NAMED, ensure_ascii=False)};",
    ]) + "\n"


def _prefixes() -> str:
    """Give prefixes by the lengths of their cards: `16,19:4 4 a …`, differences in base 36."""
    groups: dict[str, list[int]] = {}
    for prefix, issuers in card._issuers().items():
        lengths = dict.fromkeys(str(issuer.length) for issuer in issuers)
        groups.setdefault(",".join(lengths), []).append(int(prefix))
    return ";".join(f"{lengths}:{_differences(sorted(found))}" for lengths, found in sorted(groups.items()))


def _differences(numbers: list[int]) -> str:
    return " ".join(_base36(number - last) for last, number in zip([0, *numbers], numbers, strict=False))


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def _own() -> str:
    """Give what characters are folded to, by runs: `2474:1 2 3 …`, the first code in base 36."""
    runs: list[tuple[int, list[str]]] = []
    for code, value in sorted((ord(char), value) for char, value in _OWN.items()):
        if runs and runs[-1][0] + len(runs[-1][1]) == code:
            runs[-1][1].append(value)
        else:
            runs.append((code, [value]))
    return ";".join(f"{_base36(first)}:{' '.join(values)}" for first, values in runs)


def names_module() -> str:
    """Return the module of public suffixes and of what forgers imitate."""
    sets = {
        "SUFFIXES": load_suffixes(),
        "CHEAP": lookalike._CHEAP,
        "SERVICE_LINES": lookalike._service_lines(),
        "LISTED": lookalike._listed(),
        "KNOWN": lookalike._known(),
        "SHORTENERS": lookalike._shorteners(),
    }
    lines = [f"export const {name} = new Set({_text(' '.join(sorted(found)))}.split(' '));" for name, found in sets.items()]
    lines.append(f"export const BRANDS = {_text(' '.join(lookalike._brands()))}.split(' ');")
    patterns = ", ".join(f"/{translate(pattern)}/g" for pattern in lookalike._brand_patterns())
    lines.append(f"export const BRAND_PATTERNS = [{patterns}];")
    alike = {chr(code): letter for code, letter in lookalike._ALIKE.items()}
    lines.append(f"export const ALIKE = {json.dumps(alike, ensure_ascii=False)};")
    return _HEAD + "\n".join(lines) + "\n"


_HEAD = "/* Made by `python -m tools.clue_data` from antifraud/clues and antifraud/data. */\n"


def _named(module: str, name: str) -> re.Pattern[str]:
    pattern = getattr(importlib.import_module(f"antifraud.clues.{module}"), name)
    assert isinstance(pattern, re.Pattern)  # noqa: S101 - for the type checker
    return pattern


def _const(module: str, name: str) -> str:
    return f"{module}_{name.strip('_')}".upper()


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def write(out: Path) -> None:
    """Write the modules into a folder; a file that would not change is left alone."""
    out.mkdir(parents=True, exist_ok=True)
    made = {"patterns.js": patterns_module(), "facts.js": facts_module(), "names.js": names_module()}
    for name, text in made.items():
        file = out / name
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")


if __name__ == "__main__":
    write(OUT)

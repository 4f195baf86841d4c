"""Writes widget/clues/data/: the patterns, words and tables of antifraud/clues for its twin in the browser.

`python -m tools.clue_data`. They are written down once, in Python; only the rules around them exist twice.
"""

import importlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from antifraud import sounds
from antifraud.clues.suffixes import load_suffixes, top_level_domains
from antifraud.languages import TRADITIONAL, write_chinese
from tools.jsregex import moved, translate

OUT = Path("widget/clues/data")

_PATTERNS = """
text: _ANY gu, _TAIL u, _UNSEEN u, _FOLDED u
digits: DIGITS, ITEM f, _RUN g, _AREA_CODE f, _GROUP g, WHOLE, ONCE y, COUNTED y
numbers: _CARD_WORDS, _POLICE, _LOOKALIKE g
phone: _DOMESTIC f, _LOCAL f, _FORGED f, _FORGED_PLUS f, _OFFICIAL_LINE f, _SENDER_TAIL
broken: _BROKEN g
phonefind: _MARKS y, _EXTENSION y
phonerules: _LISTING, _DATE f, _BARE_SERVICE f, _BARE_FORGED f, _FORGED_WITH_PLUS y, _ALSO f, _AREA_PREFIX y
calling: _CODE y
accountmarks: MARK g
accountbehind: BEHIND, QQ_BEHIND g, WECHAT_BEHIND g, SAME, SAME_BEHIND g
account: _NUMBER y, _VERSION f, _NEXT y, _NAME y, _CHINESE_NAME y, _SPACED_NAME y, _WXID g, _MOBILE f
account: _NEXT_NAME y, _SPOKEN_NAME y
contact: _EMAIL g, _DOTS g, _SIGN, _LINK g, _MARKED g, _MARKED_BEHIND g, _MARKED_FAR g, _BOT g
context: _LATIN, _UNIT_LONG y, _UNIT y, _NEAR_AFTER y, _DECIMAL, _FILE_AFTER y
words: PHONE_AFTER y, CALL_BEFORE
personal: _ID_SHAPE f, _OLD_ID f, _ID_LABEL, _CODE_BEFORE g, _CODE_AFTER g
readings: _FOUR_NUMBERS f, _BARE f, _AREA_CODE f, _NAME f, _TELEGRAM f, _QQ f
find: _LETTER, _MOBILE f
url: _SCHEME y, _ESCAPED_SCHEME y, _AUTHORITY_END g, _ESCAPE g, _DONE f, _CLEAN f
urlforms: ADDRESS g, SPACED g, SEPARATOR g, MAYBE, PORT y, TAIL y, HAN_NAME, HAN_LEAD g, LEADING_LETTERS y
urlforms: GLUED g, SPACED_PATH y, MAIL_BEFORE, MAIL_HOSTS, DOTTED f, NUMBER f, BOXED y, ANNOUNCED, MADE_UP f
urlforms: PORT_OR_PATH f, FEW_DIGITS f, LETTER_BY_LETTER, PATH, SCHEME_AT_END, DOT g
urlfind: _WIDE
hosts: _DOTS g, _NUMBER f, _FORBIDDEN, _DELIMITER, _PORT, _PORT_OR_NONE f, _IPV6 f
lookalike: _BAIT f, _INSTALLS, _READABLE f, _LATIN, _OTHER_LETTERS, _TOKEN, _NUMBER g, _GOVERNMENT
lookalike: _DRAWN_NUMBER f
"""
"""How each is used: g finds all, y at one place, f a whole text, u before characters are moved."""

_WORDS = """
words: OTHER OTHER_LATIN NUMBER_TAILS PHONE PHONE_STRONG PHONE_LATIN NEAR_LATIN
account: _WORDS
contact: _NOT_NAMES
urlforms: STRONG CORE FILES USUAL HAN_SECOND SECOND NO_ADDRESS
calling: _TRUNK_ZERO
"""

_SIZES = """
phonerules: _COMMON_MOBILE _RARE_MOBILE _LOCAL_SIZES
"""

_TEXTS = """
calling: _LENGTHS
readings: QUOTES
context: _FILL_OTHER _FILL_PHONE
"""

_HEAD = "/* Made by `python -m tools.clue_data` from antifraud/clues and antifraud/data. */\n"


def patterns_module() -> str:
    """Return the module of patterns and words."""
    lines = [_pattern(module, *use.partition(" ")[::2]) for module, use in _listed(_PATTERNS, ", ")]
    lines += [_const(module, name, _words(_of(module, name))) for module, name in _listed(_WORDS)]
    lines += [_const(module, name, _sizes(_of(module, name))) for module, name in _listed(_SIZES)]
    lines += [_const(module, name, _json(_of(module, name))) for module, name in _listed(_TEXTS)]
    lines.append(_const("phone", "nothing", _json("".join(sorted(_of("phone", "_NOTHING"))))))
    lines.append(_const("phone", "longest", _json(_of("phone", "_LONGEST"))))
    return _HEAD + "".join(lines)


def facts_module() -> str:
    """Return the module of tables: top-level domains, card prefixes, what single characters stand for."""
    return _HEAD + "".join([
        _const("top", "level", _json(" ".join(sorted(top_level_domains())))),
        _const("card", "prefixes", _json(_prefixes())),
        _const("digits", "chinese", _json(_of("digits", "CHINESE"))),
        _const("digits", "values", _json(_of("digits", "_VALUES"))),
        _const("text", "own", _json(_own())),
        _const("text", "named", _json(_of("text", "_NAMED"))),
    ])  # fmt: skip


def names_module() -> str:
    """Return the module of public suffixes and of what forgers imitate."""
    sets = {
        "suffixes": load_suffixes(),
        "cheap": _of("lookalike", "_CHEAP"),
        "service_lines": _of("brands", "service_lines")(),
        "listed": _of("lookalike", "_listed")(),
        "known": _of("lookalike", "_known")(),
        "shorteners": _of("lookalike", "_shorteners")(),
    }
    lines = [_const("name", name, f"new Set({_words(found)})") for name, found in sets.items()]
    alike = {chr(code): letter for code, letter in _of("brands", "ALIKE").items()}
    lines.append(_const("name", "misspellable", _words(_of("brands", "misspellable")())))
    for name in ("brand_patterns", "platform_patterns"):
        patterns = ", ".join(f"/{translate(pattern)}/g" for pattern in _of("brands", name)())
        lines.append(_const("name", name, f"[{patterns}]"))
    lines.append(_const("name", "alike", _json(alike)))
    return _HEAD + "".join(lines)


def sounds_module() -> str:
    """Return the module of the phrases of fraud, and of the sites whose address is none."""
    phrases = [(one.category, one.shown, str(one.weight)) for one in sounds.load_phrases()]
    plain = {chr(code): char for code, char in sounds.simplified().items()}
    traditional = _traditional((shown for _, shown, _ in phrases), plain)
    patterns = (("_ADDRESS", "g"), ("_LETTERS", ""), ("_SENTENCE_END", "g"), ("_BETWEEN", "g"))
    return _HEAD + "".join([
        *(_const("sounds", name, f"/{translate(_of_sounds(name))}/{flags}") for name, flags in patterns),
        _const("sounds", "phrases", _json("\n".join(_by_category(phrases)))),
        _const("sounds", "traditional", _json("\n".join(map("\t".join, traditional.items())))),
        _const("sounds", "official", _words(_of_sounds("_official_domains")())),
        _const("sounds", "from", _json("".join(plain))),
        _const("sounds", "to", _json("".join(plain.values()))),
    ])  # fmt: skip


def _by_category(phrases: Iterable[tuple[str, str, str]]) -> Iterable[str]:
    """Give a line for each category in a row: its name, and its phrases with the weight behind each."""
    for category, rows in groupby(phrases, key=itemgetter(0)):
        yield f"{category}\t{' '.join(shown + weight for _, shown, weight in rows)}"


def _traditional(phrases: Iterable[str], plain: Mapping[str, str]) -> dict[str, str]:
    """Return what phrases in traditional Chinese have other than `plain` read backwards: words, signs."""
    pairs: list[tuple[str, str]] = []
    for phrase in phrases:
        both = (phrase, write_chinese(phrase, TRADITIONAL))
        pairs += zip(*(one.split(_of_sounds("_GAP")) for one in both), strict=True)
    aligned = (zip(*both, strict=True) for both in pairs if len(both[0]) == len(both[1]))
    counted = Counter(chain.from_iterable(aligned))
    single = {simplified: other for (simplified, other), _ in reversed(counted.most_common())}
    words = {one: other for one, other in pairs if "".join(single.get(char, char) for char in one) != other}
    back = {simplified: other for other, simplified in reversed(list(plain.items()))}
    return {**words, **{char: other for char, other in single.items() if back.get(char, char) != other}}


def banks_module() -> str:
    """Return the module of the banks by card prefix: `bank:4 4 a;…`, each as what it adds to the last."""
    banks: dict[str, list[int]] = {}
    for prefix, issuers in _of("card", "_issuers")().items():
        banks.setdefault(issuers[0].bank, []).append(int(prefix))
    rows = ";".join(f"{bank}:{_differences(sorted(found))}" for bank, found in sorted(banks.items()))
    return _HEAD + _const("bank", "prefixes", _json(rows))


def _of_sounds(name: str) -> Any:  # noqa: ANN401
    return getattr(sounds, name)


def _listed(table: str, separator: str = " ") -> Iterable[tuple[str, str]]:
    for line in filter(None, table.split("\n")):
        module, _, names = line.partition(": ")
        for name in names.split(separator):
            yield module, name


def _of(module: str, name: str) -> Any:  # noqa: ANN401 - whatever the module calls so
    return getattr(importlib.import_module(f"antifraud.clues.{module}"), name)


def _const(module: str, name: str, value: str) -> str:
    full = f"{module}_{name.strip('_')}".upper()
    return f"export const {full} = {value};\n"


def _pattern(module: str, name: str, flags: str) -> str:
    source = translate(_of(module, name), raw="u" in flags)
    if "f" in flags:
        source = f"^(?:{source})$"
    return _const(module, name, f"/{source}/{flags.replace('f', '')}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _words(words: Iterable[str]) -> str:
    ordered = words if isinstance(words, tuple) else sorted(words)
    return _json(" ".join("".join(map(moved, word)) for word in ordered)) + '.split(" ")'


def _sizes(sizes: Iterable[tuple[int, ...]]) -> str:
    return _words(",".join(map(str, one)) for one in sizes)


def _prefixes() -> str:
    """Give prefixes by the lengths of their cards: `16,19:4 4 a;…`, each as what it is more than the last."""
    groups: dict[str, list[int]] = {}
    for prefix, issuers in _of("card", "_issuers")().items():
        lengths = dict.fromkeys(str(issuer.length) for issuer in issuers)
        groups.setdefault(",".join(lengths), []).append(int(prefix))
    return ";".join(f"{lengths}:{_differences(sorted(found))}" for lengths, found in sorted(groups.items()))


def _differences(numbers: list[int]) -> str:
    return " ".join(_base36(number - last) for last, number in zip([0, *numbers], numbers, strict=False))


def _own() -> str:
    """Give what characters are folded to, by runs: `6c0:- - -;…`, the code of the first in base 36."""
    runs: list[tuple[int, list[str]]] = []
    for code, value in sorted((ord(char), value) for char, value in _of("text", "_OWN").items()):
        if runs and runs[-1][0] + len(runs[-1][1]) == code:
            runs[-1][1].append(value)
        else:
            runs.append((code, [value]))
    return ";".join(f"{_base36(first)}:{' '.join(values)}" for first, values in runs)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def write(out: Path) -> None:
    """Write the modules into a folder; a file that would not change is left alone."""
    out.mkdir(parents=True, exist_ok=True)
    made = {
        "patterns.js": patterns_module(),
        "facts.js": facts_module(),
        "names.js": names_module(),
        "sounds.js": sounds_module(),
        "banks.js": banks_module(),
    }
    for name, text in made.items():
        file = out / name
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")


if __name__ == "__main__":
    write(OUT)

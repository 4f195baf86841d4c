"""Every sentence for people is short and of common characters: docs/plain-words.md says which and why."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("antifraud", "site", "widget")
LONGEST = {"zh-Hans": 50, "en": 24}
"""Characters of a Chinese sentence, words of an English one."""

UNCOMMON = {"浏"}
"""Of 浏览器, which has no plainer name."""

_ENDS = {"zh-Hans": re.compile(r"[。！？；\n]"), "en": re.compile(r"[.!?;:](?:\s|$)|\n")}
_UNITS = {"zh-Hans": re.compile("[一-鿿]"), "en": re.compile(r"[A-Za-z'’]+")}


def _texts(told: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(told, str):
        yield name, told
        return
    inside = told.items() if isinstance(told, dict) else enumerate(told)
    for key, inner in inside:
        yield from _texts(inner, f"{name}.{key}".lstrip("."))


def _messages(folder: str, lang: str) -> list[tuple[str, str]]:
    return list(_texts(json.loads((ROOT / folder / "messages" / f"{lang}.json").read_text("utf-8"))))


def _is_common(char: str) -> bool:
    """Tell whether a character is of the first level of GB 2312: 3,755 in daily use."""
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("lang", LONGEST)
def test_no_sentence_is_long(folder, lang):
    long = [
        (name, sentence)
        for name, text in _messages(folder, lang)
        for sentence in _ENDS[lang].split(text)
        if len(_UNITS[lang].findall(sentence)) > LONGEST[lang]
    ]
    assert long == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_character_is_in_daily_use(folder):
    told = "".join(text for _, text in _messages(folder, "zh-Hans"))
    assert {char for char in _UNITS["zh-Hans"].findall(told) if not _is_common(char)} - UNCOMMON == set()


@pytest.mark.parametrize(("char", "common"), [("钱", True), ("骗", True), ("黼", False), ("嫵", False)])
def test_what_is_common(char, common):
    assert _is_common(char) == common

"""Which Chinese characters give simplified text away: those that the committed conversion leaves nowhere."""

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

from antifraud.cityfile import load_cities
from antifraud.languages import write_chinese
from tools.traditional import FOLDERS, TABLE, chinese_in

_HAN = re.compile("[\u3400-\u9fff]")


def simplified_in(text: str) -> str:
    """Return the characters of a text that only simplified Chinese has."""
    return "".join(char for char in text if char in _simplified())


def visible(page: str) -> str:
    """Return what is read on a page as it was drawn, without what is marked as another language."""
    head, body = page.split("</title>", 1)
    shown = re.sub(r'<(\w+)[^>]* lang="[^"]*".*?</\1>|<(template|script).*?</\2>', " ", body, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", head + shown))


@cache
def _simplified() -> frozenset[str]:
    table = json.loads(_text(TABLE))
    before, after = "".join(table), "".join(table.values())
    after += "".join(write_chinese(one, "zh-Hant") for one in chinese_in(load_cities(Path("cities.yaml"))))
    for folder in FOLDERS:
        before += "".join(_leaves(json.loads(_text(f"{folder}/zh-Hans.json"))))
        after += "".join(_leaves(json.loads(_text(f"{folder}/zh-Hant.json"))))
    return frozenset(_HAN.findall(before)) - frozenset(after)


def _text(path: str) -> str:
    return Path(path).read_text("utf-8")


def _leaves(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    else:
        for one in tree.values() if isinstance(tree, dict) else tree:
            yield from _leaves(one)

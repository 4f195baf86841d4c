"""The languages of the product, and the one place that picks what is shown in each. It converts nothing.

Traditional Chinese is what `python -m tools.traditional` made of the simplified: message files, and a table
of the data, read when somebody first needs it. What is in neither yet is shown in simplified Chinese.
"""

import functools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from antifraud.cities import Text

FOLDERS = {"zh-Hans": "", "zh-Hant": "zh-Hant/", "en": "en/"}
"""Where the pages of each language live below the root of the site."""

LANGUAGES = tuple(FOLDERS)
SIMPLIFIED, TRADITIONAL, ENGLISH = LANGUAGES
NAMES = {SIMPLIFIED: "简体", TRADITIONAL: "繁體", ENGLISH: "English"}
"""What each language calls itself, the same on every page; short, so that all fit one line of a phone."""

_TABLE = Path(__file__).parent / "data" / "traditional.json"


def say(text: Text, language: str) -> str:
    """Return a text in a language."""
    return text.en if language == ENGLISH else write_chinese(text.zh, language)


def in_every(text: Text) -> dict[str, str]:
    """Return a text as answers hold names: in every language, simplified Chinese as `zh`."""
    return {"zh": text.zh, TRADITIONAL: write_chinese(text.zh, TRADITIONAL), ENGLISH: text.en}


def write_chinese(chinese: str, language: str) -> str:
    """Return Chinese data in the characters that readers of a language are used to.

    What the table does not know as a whole is looked up word by word, such as the words of a genuine call.
    """
    if language != TRADITIONAL:
        return chinese
    table = _table()
    return table.get(chinese) or " ".join(table.get(word, word) for word in chinese.split(" "))


def read_sentences(folder: Path, language: str) -> dict[str, Any]:
    """Return the sentences of a folder of message files in a language."""
    sentences: dict[str, Any] = json.loads((folder / f"{language}.json").read_text("utf-8"))
    return _completed(sentences, read_sentences(folder, SIMPLIFIED)) if language == TRADITIONAL else sentences


def choose(language: str, offered: Sequence[str]) -> str:
    """Return the language if it is offered, otherwise the main one of those that are."""
    return language if language in offered else offered[0]


def _completed(made: Any, simplified: Any) -> Any:  # noqa: ANN401 - trees as read from JSON
    """Return a made tree with what is not in it yet as it is in the simplified one."""
    if isinstance(simplified, dict):
        known = made if isinstance(made, dict) else {}
        return {key: _completed(known.get(key), one) for key, one in simplified.items()}
    same = type(made) is type(simplified) and (isinstance(made, str) or len(made) == len(simplified))
    return made if same else simplified


@functools.cache
def _table() -> Mapping[str, str]:
    table: dict[str, str] = json.loads(_TABLE.read_text("utf-8"))
    return table

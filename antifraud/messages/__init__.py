"""The sentences for people, by language, section and code. It decides nothing."""

import json
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("zh-Hans", "en")

Messages = Mapping[str, Mapping[str, str]]


def load_messages() -> dict[str, Messages]:
    """Return the sentences of each language: section, then code, then sentence."""
    folder = Path(__file__).parent
    return {lang: json.loads((folder / f"{lang}.json").read_text("utf-8")) for lang in LANGUAGES}

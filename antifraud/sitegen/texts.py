"""The sentences of the site in each language, read from message files. Writes no HTML."""

import json
import re
from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from antifraud.errors import InputError

FIELD = re.compile(r"\{(\w+)\}")


def parse_messages(text: str) -> Any:  # noqa: ANN401  a tree of namespaces, lists and sentences
    """Return the message file as nested namespaces, so that a missing key is an error in a template."""
    return json.loads(text, object_hook=lambda keys: SimpleNamespace(**keys))


def load_site_messages(source: Path, language: str) -> Any:  # noqa: ANN401
    """Return the sentences of the pages themselves from `source/messages`."""
    return parse_messages((source / "messages" / f"{language}.json").read_text("utf-8"))


def load_code_messages(language: str) -> Any:  # noqa: ANN401
    """Return the sentences by code (levels, reasons, advice …) that the functions and the widget use too."""
    file = resources.files("antifraud") / "messages" / f"{language}.json"
    return parse_messages(file.read_text("utf-8"))


def filled(sentence: str, **values: object) -> str:
    """Return `sentence` with each `{name}` replaced; raises InputError when one has no value."""
    missing = set(FIELD.findall(sentence)) - set(values)
    if missing:
        raise InputError(f"no value for {', '.join(sorted(missing))} in the sentence {sentence!r}")
    return FIELD.sub(lambda match: str(values[match[1]]), sentence)

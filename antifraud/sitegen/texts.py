"""The sentences of the site in each language, read from message files. Writes no HTML."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from antifraud.errors import InputError
from antifraud.languages import read_sentences
from antifraud.messages import load_messages

FIELD = re.compile(r"\{(\w+)\}")


def named(tree: Any) -> Any:  # noqa: ANN401  a tree of namespaces, lists and sentences
    """Return sentences as nested namespaces, so that a missing key is an error in a template."""
    if isinstance(tree, Mapping):
        return SimpleNamespace(**{key: named(one) for key, one in tree.items()})
    return [named(one) for one in tree] if isinstance(tree, list) else tree


def load_site_messages(source: Path, language: str) -> Any:  # noqa: ANN401
    """Return the sentences of the pages themselves from `source/messages`."""
    return named(read_sentences(source / "messages", language))


def load_code_messages(language: str) -> Any:  # noqa: ANN401
    """Return the sentences by code (levels, reasons, advice …) that the functions and the widget use too."""
    return named(load_messages()[language])


def filled(sentence: str, **values: object) -> str:
    """Return `sentence` with each `{name}` replaced; raises InputError when one has no value."""
    missing = set(FIELD.findall(sentence)) - set(values)
    if missing:
        raise InputError(f"no value for {', '.join(sorted(missing))} in the sentence {sentence!r}")
    return FIELD.sub(lambda match: str(values[match[1]]), sentence)

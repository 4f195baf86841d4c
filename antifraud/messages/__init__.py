"""The sentences for people, by language, section and code. It decides nothing."""

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

from antifraud.languages import LANGUAGES, read_sentences

Messages = Mapping[str, Mapping[str, str]]


class _ByLanguage(Mapping[str, Messages]):
    """The sentences of each language, read when they are first asked for."""

    def __getitem__(self, language: str) -> Messages:
        if language not in LANGUAGES:
            raise KeyError(language)
        return _read(language)

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


def load_messages() -> Mapping[str, Messages]:
    """Return the sentences of each language: section, then code, then sentence."""
    return _ByLanguage()


@functools.cache
def _read(language: str) -> Messages:
    return read_sentences(Path(__file__).parent, language)

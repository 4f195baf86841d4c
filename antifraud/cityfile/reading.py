"""YAML text turned into plain values that remember line and column. It knows YAML and nothing of cities.

The parser's events are read one by one, not through PyYAML's `compose`: that one crashes the process on deep
nesting and hides anchors and duplicate keys. Line and column count from 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml

from antifraud.cityfile.sentences import FULL_WIDTH, sentence
from antifraud.errors import Fault

Steps = tuple[str | int, ...]
"""The way to a value: keys and indices from the root."""

Place = tuple[int, int]
"""Line and column."""

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 16

_MOST_ALIKE = 50
"""How many faults of one kind are told of characters: a file full of them is not written by hand."""

_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BAD_INDENT = re.compile("^ *[\t\u00a0\u3000][\t\u00a0\u3000 ]*[^\\s#]", re.MULTILINE)

_SYNTAX = {
    "mapping values are not allowed in this context": "stray_colon",
    "did not find expected ',' or '}'": "open_bracket",
    "did not find expected ',' or ']'": "open_bracket",
    "did not find expected node content": "open_bracket",
    "found unexpected end of stream": "open_quote",
    "did not find expected key": "uneven",
    "did not find expected '-' indicator": "uneven",
    "could not find expected ':'": "no_colon",
    "found unexpected ':'": "no_colon",
    "found character that cannot start any token": "bad_start",
}
"""What the parser says, and the sentence we say instead; anything else is `syntax`."""


class Plain(str):
    """A text that stands in the file without quotes; `kind` is what YAML makes of it, such as str or int."""

    __slots__ = ("kind",)

    kind: str

    def __new__(cls, text: str, kind: str) -> "Plain":
        """Keep the characters exactly as they were typed."""
        self = super().__new__(cls, text)
        self.kind = kind
        return self


@dataclass(slots=True)
class Document:
    """The values of a file, where each stands, where each key stands, and what is wrong with the YAML."""

    value: Any = None
    places: dict[Steps, Place] = field(default_factory=dict)
    keys: dict[Steps, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: set[Steps] = field(default_factory=set)

    def at(self, steps: Steps) -> Any:  # noqa: ANN401 - the values are not checked yet
        """Return the value at `steps`, or None where there is none."""
        value = self.value
        for step in steps:
            if isinstance(value, dict):
                value = value.get(step)
            else:
                value = value[step] if isinstance(value, list) and isinstance(step, int) else None
        return value

    def add(self, place: Place, code: str, **parts: Any) -> None:  # noqa: ANN401 - words of a sentence
        """Note a fault at a place."""
        self.faults.append(fault_at(place, code, **parts))


def fault_at(place: Place, code: str, **parts: Any) -> Fault:  # noqa: ANN401 - words of a sentence
    """Return a fault with its sentence; `parts` fill the sentence."""
    return Fault(f"{place[0]}:{place[1]}", code, sentence(code, **parts))


def place_in(text: str, offset: int) -> Place:
    """Return line and column of a character."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def read_yaml(text: str) -> Document:
    """Return the values of a YAML text, or None as the value when it cannot be read to its end."""
    document = Document()
    if len(text) > MAX_CHARACTERS:
        document.add((1, 1), "too_big")
        return document
    for match in islice(_NOT_YAML.finditer(text), _MOST_ALIKE):
        document.add(place_in(text, match.start()), "bad_character", value=f"U+{ord(match[0]):04X}")
    for match in islice(_BAD_INDENT.finditer(text), _MOST_ALIKE):
        document.add(place_in(text, match.start()), "bad_indent")
    if any(fault.code == "bad_character" for fault in document.faults):
        return document
    try:
        _Reader(text, document).read()
    except yaml.MarkedYAMLError as error:
        _add_syntax(document, text, error)
    except _StopReadingError:
        document.value = None
    return document


def _add_syntax(document: Document, text: str, error: yaml.MarkedYAMLError) -> None:
    document.value = None
    code = _SYNTAX.get(error.problem or "", "syntax")
    opened = code in {"open_bracket", "open_quote", "no_colon"} and error.context_mark
    mark = error.context_mark if opened else error.problem_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = [int(fault.where.split(":")[0]) for fault in document.faults if fault.code == "bad_indent"]
    if any(abs(line - place[0]) <= 1 for line in lines):
        return  # the tab or wide blank beside it is the cause, and said already
    nearby = "".join(text.split("\n")[max(0, place[0] - 2) : place[0]])
    document.add(place, code, problem=error.problem, full_width=any(sign in nearby for sign in FULL_WIDTH))


class _StopReadingError(Exception):
    """The rest of the file is not worth reading; the fault is noted."""


class _Reader:
    """One pass over the events of one text."""

    def __init__(self, text: str, document: Document) -> None:
        self._loader = yaml.CSafeLoader(text)
        self._events = self._all_events()
        self._document = document

    def read(self) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._document.value = self._value((), next(self._events))
                break
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._document.add(_place(event), "two_documents")
                raise _StopReadingError

    def _all_events(self) -> Iterator[yaml.Event]:
        while self._loader.check_event():
            if (event := self._loader.get_event()) is not None:
                yield event

    def _value(self, steps: Steps, event: Any) -> object:  # noqa: ANN401 - PyYAML's events share no fields
        self._document.places[steps] = _place(event)
        if len(steps) > MAX_DEPTH:
            self._document.add(_place(event), "too_deep")
            raise _StopReadingError
        if event.anchor is not None:
            self._document.add(_place(event), "alias")
        if isinstance(event, yaml.AliasEvent):
            self._document.unread.add(steps)
            return None
        if event.tag is not None:
            self._document.add(_place(event), "tag", value=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        return self._mapping(steps) if isinstance(event, yaml.MappingStartEvent) else self._sequence(steps)

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        if event.style:
            return str(event.value)
        tag: str = self._loader.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
        kind = tag.rpartition(":")[2]
        return None if kind == "null" else Plain(event.value, kind)

    def _sequence(self, steps: Steps) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value((*steps, len(items)), event))
        return items

    def _mapping(self, steps: Steps) -> dict[str, object]:
        entry: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._document.add(_place(event), "bad_key")
                raise _StopReadingError
            key = str(event.value)
            self._entry(entry, (*steps, key), event)
        return entry

    def _entry(self, entry: dict[str, object], steps: Steps, event: yaml.ScalarEvent) -> None:
        key, place = str(steps[-1]), _place(event)
        if key in entry:
            first = self._document.keys[steps][0]
            self._document.add(place, "duplicate_key", key=key, line=first)
            self._value((*steps[:-1], f"{key} again"), next(self._events))
            return
        self._document.keys[steps] = place
        entry[key] = self._value(steps, next(self._events))


def _place(event: Any) -> Place:  # noqa: ANN401 - PyYAML's events share no fields
    return event.start_mark.line + 1, event.start_mark.column + 1

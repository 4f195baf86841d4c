"""marshmallow's tree of errors turned into faults with a place and a sentence. It decides nothing itself."""

from collections.abc import Iterator, Sequence
from typing import Any

from marshmallow import fields, validate

from antifraud.cityfile.fields import contrast_with_white
from antifraud.cityfile.reading import Document, Place, Steps, fault_at
from antifraud.cityfile.schema import FileEntry, find_field
from antifraud.cityfile.sentences import FULL_WIDTH
from antifraud.errors import Fault

_KEY_FAULTS = {"unknown_key", "not_a_mapping"}
"""What a full-width colon leads to."""

_MOST_KEYS = 3
"""How many keys of an entry an example shows; of a longer one, the first."""


def faults_of(document: Document, whole: FileEntry, messages: Any) -> Iterator[Fault]:  # noqa: ANN401
    """Yield a fault for every error of marshmallow, unless the value could not even be read."""
    for steps, code in _codes(messages, ()):
        if steps not in document.unread:
            yield _fault(document, whole, steps, code)


def _codes(messages: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:  # noqa: ANN401 - a tree of any depth
    if isinstance(messages, dict):
        for step, inner in messages.items():
            yield from _codes(inner, steps if step == "_schema" else (*steps, step))
    else:
        yield from ((steps, code) for code in messages)


def _fault(document: Document, whole: FileEntry, steps: Steps, code: str) -> Fault:
    key = next((str(step) for step in reversed(steps) if isinstance(step, str)), "the file")
    unknown = code == "unknown_key"
    written = key if unknown else document.at(steps)
    found = find_field(whole, steps)
    return fault_at(
        _place(document, steps, code),
        code,
        value=written,
        key=key,
        example=_flow(found) if steps and isinstance(steps[-1], int) else f"{key}: {_flow(found)}",
        choices=_known_keys(whole, steps[:-1]) if unknown else _choices(found),
        full_width=code in _KEY_FAULTS and any(sign in str(written) for sign in FULL_WIDTH),
        contrast=f"{contrast_with_white(written):.1f}" if code == "low_contrast" else "",
        longest=_longest(found),
    )


def _place(document: Document, steps: Steps, code: str) -> Place:
    if code in {"unknown_key", "empty_value"} and steps in document.keys:
        return document.keys[steps]
    return document.places[steps if steps in document.places else steps[:-1]]


def _known_keys(whole: FileEntry, steps: Steps) -> Sequence[str]:
    found = find_field(whole, steps)
    return tuple(found.schema.fields) if isinstance(found, fields.Nested) else ()


def _choices(found: fields.Field[Any] | None) -> Sequence[str]:
    for validator in found.validators if found else ():
        if isinstance(validator, validate.OneOf):
            return tuple(validator.choices)
    return ()


def _longest(found: fields.Field[Any] | None) -> int | None:
    lengths = [one.max for one in found.validators if isinstance(one, validate.Length)] if found else []
    return lengths[0] if lengths else None


def _flow(found: fields.Field[Any] | None) -> str:
    """Return YAML on one line that would be right, such as `"0631"` or `{zh: "威海", en: "Weihai"}`."""
    if isinstance(found, fields.List):
        return f"[{_flow(found.inner)}]"
    if isinstance(found, fields.Nested):
        inner = [f"{key}: {_flow(field)}" for key, field in found.schema.fields.items()]
        return "{" + (", ".join(inner) if len(inner) <= _MOST_KEYS else f"{inner[0]}, …") + "}"
    example = (found.metadata.get("examples") or [""])[0] if found else ""
    quoted = isinstance(example, str) and not isinstance(found, fields.Date)
    return f'"{example}"' if quoted else str(example)

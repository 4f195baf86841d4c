"""The body of a request turned into fields, JSON and urlencoded alike. It checks no field."""

import json
from typing import Any
from urllib.parse import parse_qsl

from flask import Request

from antifraud.errors import BodyError, BodyTypeError

MAX_BYTES = 256 * 1024
"""Enough for 20,000 Chinese characters urlencoded."""

_MAX_FIELDS = 64
_REPEATED = "clues"
"""The one field that a form may send several times: `kind:value`, or `:value` where the kind is not known."""


def read_fields(request: Request) -> dict[str, Any]:
    """Return the fields of the body; raises BodyError, BodyTypeError and Flask's own for too many bytes."""
    raw = request.get_data(cache=False)
    kind = request.mimetype
    if kind == "application/json":
        return _from_json(raw)
    if kind == "application/x-www-form-urlencoded" or (not raw and not kind):
        return _from_form(raw)
    raise BodyTypeError(kind)


def _from_json(raw: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BodyError(f"not JSON: {type(error).__name__}") from None
    if not isinstance(fields, dict):
        raise BodyError("not a JSON object")
    return {name: value for name, value in fields.items() if value is not None}


def _from_form(raw: bytes) -> dict[str, Any]:
    try:
        pairs = parse_qsl(
            raw.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError as error:
        raise BodyError(f"not a form: {type(error).__name__}") from None
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name == _REPEATED:
            fields.setdefault(name, []).append(_clue(value))
        elif value.strip():
            fields[name] = value
    return fields


def _clue(text: str) -> dict[str, str]:
    kind, _, value = text.partition(":")
    return {"kind": kind, "value": value} if kind else {"value": value}

"""The JSON Schema of cities.yaml, made from the definition that checks it, for completion in editors.

Only tools import this module: apispec is not among what a function gets.
"""

import json
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from antifraud.cityfile.schema import FileEntry

_APISPEC = "#/components/schemas/"


def schema_text() -> str:
    """Return the content of cities.schema.json (JSON Schema 2020-12); the same text every time."""
    spec = APISpec("cities", "1", openapi_version="3.1.0", plugins=[MarshmallowPlugin(_name)])
    spec.components.schema("File", schema=FileEntry)
    found: dict[str, Any] = json.loads(json.dumps(spec.to_dict()["components"]["schemas"]))
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Made by: python -m antifraud check --schema",
        "title": "cities.yaml",
        **found.pop("File"),
        "$defs": found,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2).replace(_APISPEC, "#/$defs/") + "\n"


def _name(schema: Any) -> str:  # noqa: ANN401 - apispec passes classes, instances and names
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__.removesuffix("Entry")

"""Writes functions/openapi.json from the definitions that check requests. It never runs on AWS."""

import json
import sys
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema

from antifraud.messages import LANGUAGES
from functions import answer_schemas as answers
from functions.facts import OPENAPI_FILE
from functions.schemas import LookupRequest, ReportRequest

_PROBLEM = {"application/problem+json": {"schema": answers.Problem}}
_ERRORS = {
    "400": "the body cannot be read",
    "403": "the page is not allowed by the city",
    "404": "no such city or receipt",
    "413": "more than 256 KiB",
    "415": "neither JSON nor urlencoded",
    "422": "fields to correct, all at once",
    "429": "too many requests; Retry-After says when",
    "503": "database down or city paused; for a look-up with `overall: unavailable`",
}
_CITY_ERRORS = ("403", "404", "429", "503")
_BODY_ERRORS = ("400", "413", "415", "422")
_CITY = {"in": "path", "name": "city", "required": True, "schema": {"type": "string"}}
_RECEIPT = {"in": "path", "name": "receipt", "required": True, "schema": {"type": "string"}}
_LANG = {
    "in": "path",
    "name": "lang",
    "required": True,
    "schema": {"type": "string", "enum": list(LANGUAGES)},
}
_JSON = "application/json"


def describe() -> dict[str, Any]:
    """Return the OpenAPI 3.1 description."""
    spec = APISpec(
        title="City Antifraud",
        version="1",
        openapi_version="3.1.0",
        plugins=[MarshmallowPlugin(schema_name_resolver=_name)],
        info={"description": "Look clues up, report them, follow a report."},
    )
    for path, method, operation in _operations():
        spec.path(path=path, operations={method: operation})
    return spec.to_dict()


def _name(schema: Any) -> str:  # noqa: ANN401 - apispec passes classes, instances and names
    return str(getattr(schema, "__name__", type(schema).__name__))


def _operations() -> list[tuple[str, str, dict[str, Any]]]:
    receipt = answers.ReceiptAnswer
    lookup = _operation("Look clues up", [_CITY], answers.LookupAnswer, LookupRequest)
    report = _operation("Report clues", [_CITY], receipt, ReportRequest)
    report["responses"]["201"] = {**report["responses"]["200"], "description": "a new report"}
    return [
        ("/v1/{city}/lookup", "post", lookup),
        ("/v1/{city}/reports", "post", report),
        ("/v1/{city}/reports/{receipt}", "get", _operation("Follow a report", [_CITY, _RECEIPT], receipt)),
        ("/v1/cities", "get", _operation("All cities", [], answers.CitiesAnswer)),
        (
            "/v1/messages/{lang}",
            "get",
            _operation("The sentence of every code", [_LANG], answers.MessagesAnswer),
        ),
        ("/_status", "get", _operation("Whether function and database answer", [], answers.StatusAnswer)),
    ]


def _operation(
    summary: str, parameters: list[dict[str, Any]], answer: type[Schema], request: type[Schema] | None = None
) -> dict[str, Any]:
    errors = [*(_CITY_ERRORS if _CITY in parameters else []), *(_BODY_ERRORS if request else [])]
    responses = {status: {"description": _ERRORS[status], "content": _PROBLEM} for status in sorted(errors)}
    responses["200"] = {"description": "the answer", "content": {_JSON: {"schema": answer}}}
    operation: dict[str, Any] = {"summary": summary, "parameters": parameters, "responses": responses}
    if request:
        content = {kind: {"schema": request} for kind in (_JSON, "application/x-www-form-urlencoded")}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def written() -> str:
    """Return the description as the file holds it."""
    return json.dumps(describe(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    OPENAPI_FILE.write_text(written(), "utf-8")
    sys.stdout.write(f"{OPENAPI_FILE} written\n")

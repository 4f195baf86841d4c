"""Writes functions/openapi.json from the definitions that check requests. It never runs on AWS."""

import json
import sys
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema

from antifraud.languages import LANGUAGES
from antifraud.proofs import ACTIONS
from functions import answer_schemas as answers
from functions.appeal_schemas import AppealProofRequest, AppealRequest, AppealStepRequest
from functions.facts import OPENAPI_FILE
from functions.schemas import (
    AmendRequest,
    FileRequest,
    LookupRequest,
    MarkRequest,
    ReportRequest,
    WhyRequest,
    WithdrawRequest,
)

_PROBLEM = {"application/problem+json": {"schema": answers.Problem}}
_ERRORS = {
    "400": "the body cannot be read",
    "403": "the page is not allowed by the city, or the proof of work does not hold",
    "404": "no such city, receipt or appeal",
    "409": "not possible as the appeal stands",
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
_APPEAL = {"in": "path", "name": "appeal", "required": True, "schema": {"type": "string"}}
_LANG = {
    "in": "path",
    "name": "lang",
    "required": True,
    "schema": {"type": "string", "enum": list(LANGUAGES)},
}
_FOR = {"in": "query", "name": "for", "required": True, "schema": {"type": "string", "enum": list(ACTIONS)}}
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
    mark = _operation("Say that a clue is something else than fraud", [_CITY], receipt, MarkRequest)
    mark["responses"]["201"] = {**mark["responses"]["200"], "description": "a new mark"}
    amend = _operation("Say a report anew", [_CITY, _RECEIPT], receipt, AmendRequest)
    withdraw = _operation("Take a report back", [_CITY, _RECEIPT], receipt, WithdrawRequest)
    why = _operation("Why somebody still wants to pay", [_CITY], None, WhyRequest)
    challenge = _operation("Work to do before something is written", [_CITY, _FOR], answers.ChallengeAnswer)
    place = _operation("A place for a file", [_CITY, _RECEIPT], answers.PlaceAnswer, FileRequest)
    place["responses"]["201"] = place["responses"].pop("200")
    place["responses"]["409"] = {"description": "as many files as there may be", "content": _PROBLEM}
    return [
        ("/v1/{city}/lookup", "post", lookup),
        ("/v1/{city}/challenge", "get", challenge),
        ("/v1/{city}/why", "post", why),
        ("/v1/{city}/genuine", "get", _operation("Codes of the day", [_CITY], answers.GenuineAnswer)),
        ("/v1/{city}/reports", "post", report),
        ("/v1/{city}/marks", "post", mark),
        ("/v1/{city}/reports/{receipt}/amend", "post", amend),
        ("/v1/{city}/reports/{receipt}/withdraw", "post", withdraw),
        ("/v1/{city}/reports/{receipt}/files", "post", place),
        ("/v1/{city}/reports/{receipt}", "get", _operation("Follow a report", [_CITY, _RECEIPT], receipt)),
        *_appeals(),
        ("/v1/cities", "get", _operation("All cities", [], answers.CitiesAnswer)),
        (
            "/v1/messages/{lang}",
            "get",
            _operation("The sentence of every code", [_LANG], answers.MessagesAnswer),
        ),
        ("/_status", "get", _operation("Whether function and database answer", [], answers.StatusAnswer)),
    ]


def _appeals() -> list[tuple[str, str, dict[str, Any]]]:
    one, answer = [_CITY, _APPEAL], answers.AppealAnswer
    start = _operation("Appeal against what is said of a clue", [_CITY], answer, AppealRequest)
    start["responses"]["201"] = start["responses"].pop("200")
    steps = {
        "code": _operation("Send another code", one, answer, AppealStepRequest),
        "proof": _operation("Prove control of the clue", one, answer, AppealProofRequest),
        "withdraw": _operation("Take an appeal back", one, answer, AppealStepRequest),
    }
    for operation in (start, *steps.values()):
        operation["responses"]["409"] = {"description": _ERRORS["409"], "content": _PROBLEM}
    root = "/v1/{city}/appeals"
    return [
        (root, "post", start),
        (f"{root}/{{appeal}}", "get", _operation("Follow an appeal", one, answer)),
        *((f"{root}/{{appeal}}/{name}", "post", operation) for name, operation in steps.items()),
    ]


def _operation(
    summary: str,
    parameters: list[dict[str, Any]],
    answer: type[Schema] | None,
    request: type[Schema] | None = None,
) -> dict[str, Any]:
    errors = [*(_CITY_ERRORS if _CITY in parameters else []), *(_BODY_ERRORS if request else [])]
    responses = {status: {"description": _ERRORS[status], "content": _PROBLEM} for status in sorted(errors)}
    if answer:
        responses["200"] = {"description": "the answer", "content": {_JSON: {"schema": answer}}}
    else:
        responses["204"] = {"description": "done; nothing to say"}
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

"""`POST /v1/{city}/reports` and `/marks`: a body to a statement and back. It counts nothing."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from antifraud.cities import City
from antifraud.clues import Clue
from antifraud.errors import Fault, FieldsError
from antifraud.reports import MAX_CLUES
from antifraud.usecases.file_report import Statement, file_report
from antifraud.usecases.look_up import likeliest, recognise
from functions.bodies import read_fields
from functions.guards import MinuteLimit, guarded
from functions.named import read_named
from functions.parts import Parts
from functions.receipts import receipt_body, show_receipt
from functions.schemas import MarkRequest, ReportRequest, load


def make_reports(parts: Parts) -> Blueprint:
    """Return the blueprint of what residents state: reports of fraud and marks of something else."""
    blueprint = Blueprint("reports", __name__)
    schema, mark_schema = ReportRequest(parts.now), MarkRequest()
    limit = MinuteLimit(parts.settings.lookups_per_minute)

    @blueprint.post("/v1/<city>/reports", endpoint="report")
    @guarded(parts, limit)
    def report(city: City) -> ResponseReturnValue:
        return _filed(_statement(load(schema, read_fields(request)), city), city, parts)

    @blueprint.post("/v1/<city>/marks", endpoint="mark")
    @guarded(parts, limit)
    def mark(city: City) -> ResponseReturnValue:
        return _filed(_statement(load(mark_schema, read_fields(request)), city), city, parts)

    return blueprint


def _filed(statement: Statement, city: City, parts: Parts) -> ResponseReturnValue:
    filed = file_report(statement, parts.reports, parts.sources.keys, parts.now(), parts.gate)
    body = receipt_body(filed.report, filed.status, filed.receipt, parts.sources.keys)
    if filed.new and not filed.report.mark:
        parts.counting.reported(city.slug, body["clues"], body["category"])
    return show_receipt(body, city, 201 if filed.new else 200)


def _statement(given: Mapping[str, Any], city: City) -> Statement:
    return Statement(
        city=city.slug,
        clues=_clues(given, city),
        category=given.get("category"),
        mark=given.get("mark"),
        happened_on=given.get("happened_on"),
        amount=given.get("amount"),
        channel=given.get("channel"),
        story=given.get("story", "").strip(),
        contact=given.get("contact", "").strip(),
        for_other=given.get("for_other", False),
        call_back=given.get("call_back", False),
        device=given.get("device", ""),
        idempotency_key=given.get("idempotency_key", ""),
        proof=given.get("proof", ""),
        address=request.remote_addr or "",
        agent=request.user_agent.string,
    )


def _clues(given: Mapping[str, Any], city: City) -> tuple[Clue, ...]:
    if "clues" in given:
        found = [readings[0] for readings in read_named(given["clues"], city)]
    else:
        found = likeliest(recognise(given["text"], city))
    clues = tuple({(clue.kind, clue.value): clue for clue in found}.values())
    if not clues:
        raise FieldsError(faults=[Fault("text", "not_a_clue")])
    if len(clues) > MAX_CLUES:
        raise FieldsError(faults=[Fault("text", "too_many")])
    return clues

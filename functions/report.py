"""`POST /v1/{city}/reports` and its receipts: a body to a statement and back. It counts nothing."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from antifraud.cities import City
from antifraud.clues import Clue
from antifraud.errors import Fault, FieldsError
from antifraud.reports import COUNTED, MAX_CLUES, RECEIVED, Report
from antifraud.usecases.file_report import Statement, file_report
from antifraud.usecases.look_up import likeliest, recognise
from antifraud.usecases.read_receipt import read_receipt
from functions.bodies import read_fields
from functions.guards import HourLimit, MinuteLimit, guarded
from functions.named import read_named
from functions.parts import Parts
from functions.schemas import CHINA_TIME, ReportRequest, load
from functions.text import sentences, wants_page

NEXT_STEPS = ("call_110_if_paid", "keep_evidence", "stop_contact", "keep_receipt")
CONTACT_RULES = ("nobody_asks_money", "only_police_call", "recovery_is_fraud")


def make_reports(parts: Parts) -> Blueprint:
    """Return the blueprint of reports and receipts."""
    blueprint = Blueprint("reports", __name__)

    @blueprint.post("/v1/<city>/reports", endpoint="report")
    @guarded(parts, HourLimit(parts.settings.reports_per_hour, parts, "report"))
    def report(city: City) -> ResponseReturnValue:
        now = parts.now()
        given = load(ReportRequest(now.astimezone(CHINA_TIME).date()), read_fields(request))
        filed = file_report(_statement(given, city), parts.reports, parts.sources.keys, now)
        body = receipt_body(filed.report, filed.status, filed.receipt)
        return _shown(body, city, 201 if filed.new else 200)

    @blueprint.get("/v1/<city>/reports/<receipt>", endpoint="receipt")
    @guarded(parts, MinuteLimit(parts.settings.lookups_per_minute))
    def receipt(city: City, receipt: str) -> ResponseReturnValue:
        progress = read_receipt(receipt, parts.reports)
        body = receipt_body(progress.report, progress.status, progress.report.key.receipt)
        return _shown(body, city, 200)

    @blueprint.get("/v1/<city>/reports", endpoint="receipt_redirect")
    def receipt_redirect(city: str) -> ResponseReturnValue:
        code = request.args.get("receipt", "").strip() or "-"
        return redirect(url_for("reports.receipt", city=city, receipt=code, lang=g.lang), 303)

    return blueprint


def _statement(given: Mapping[str, Any], city: City) -> Statement:
    return Statement(
        city=city.slug,
        clues=_clues(given, city),
        category=given["category"],
        happened_on=given.get("happened_on"),
        amount=_fen(given.get("amount")),
        story=given.get("story", "").strip(),
        contact=given.get("contact", "").strip(),
        device=given.get("device", ""),
        idempotency_key=given.get("idempotency_key", ""),
        address=request.remote_addr or "",
        agent=request.user_agent.string,
    )


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int(yuan * 100)


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


def _shown(body: Mapping[str, Any], city: City, status: int) -> ResponseReturnValue:
    if not wants_page():
        return jsonify(body), status
    page = render_template("receipt.html", report=body, city=city, words=sentences(), lang=g.lang)
    return Response(page, status, mimetype="text/html")


def receipt_body(report: Report, status: str, receipt: str | None) -> dict[str, Any]:
    """Return a report as its reporter may see it, as docs/api.md shows it."""
    counted = status == COUNTED
    return {
        "receipt": receipt,
        "status": status,
        "city": report.city,
        "received_at": _written(report.at),
        "category": report.category,
        "clues": [{"kind": one.kind, "display": one.display} for one in report.clues],
        "timeline": [
            {"step": RECEIVED, "done": True, "at": _written(report.at)},
            {"step": COUNTED, "done": counted, "at": None},
        ],
        "next_steps": list(NEXT_STEPS),
        "contact_rules": list(CONTACT_RULES),
    }


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")

"""Receipts: what became of a report, saying it anew, taking it back. It stores no new report."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from antifraud.callback import call_back_words
from antifraud.cases import Step
from antifraud.cities import City
from antifraud.keys import Keys
from antifraud.languages import in_every
from antifraud.reports import COUNTED, RECEIVED, UNDER_REVIEW, Report
from antifraud.usecases.amend_report import Details, amend_report, withdraw_report
from antifraud.usecases.keep_files import forget_files, list_files
from antifraud.usecases.read_receipt import Progress, progress_of, read_receipt
from functions.bodies import read_fields
from functions.files import files_body
from functions.guards import GuessLimit, MinuteLimit, guarded
from functions.parts import Parts
from functions.schemas import AmendRequest, WithdrawRequest, load
from functions.text import sentences, wants_page

NEXT_STEPS = ("call_110_if_paid", "keep_evidence", "stop_contact", "keep_receipt")
CONTACT_RULES = ("nobody_asks_money", "only_police_call", "recovery_is_fraud")


def make_receipts(parts: Parts) -> Blueprint:
    """Return the blueprint of receipts; who holds one may do all of this without an account."""
    blueprint = Blueprint("receipts", __name__)
    guesses = GuessLimit(parts, MinuteLimit(parts.settings.lookups_per_minute))
    amended, withdrawn = AmendRequest(parts.now), WithdrawRequest()

    def shown(progress: Progress, city: City) -> ResponseReturnValue:
        files = files_body(list_files(progress.report.key, parts.files), parts.now())
        return show_receipt({**progress_body(progress, parts.sources.keys), "files": files}, city, 200)

    @blueprint.get("/v1/<city>/reports/<receipt>", endpoint="receipt")
    @guarded(parts, guesses)
    @guesses.counted
    def read(city: City, receipt: str) -> ResponseReturnValue:
        return shown(read_receipt(receipt, parts.reports, parts.cases), city)

    @blueprint.post("/v1/<city>/reports/<receipt>/amend", endpoint="amend")
    @guarded(parts, guesses)
    @guesses.counted
    def amend(city: City, receipt: str) -> ResponseReturnValue:
        details = Details(**load(amended, read_fields(request)))
        report = amend_report(receipt, details, parts.reports, parts.sources.keys, parts.now())
        return shown(progress_of(report, parts.reports, parts.cases), city)

    @blueprint.post("/v1/<city>/reports/<receipt>/withdraw", endpoint="withdraw")
    @guarded(parts, guesses)
    @guesses.counted
    def withdraw(city: City, receipt: str) -> ResponseReturnValue:
        load(withdrawn, read_fields(request))
        report = withdraw_report(receipt, parts.reports, parts.now())
        for key in report.siblings:
            forget_files(key, parts.files)
        return shown(progress_of(report, parts.reports, parts.cases), city)

    @blueprint.get("/v1/<city>/reports", endpoint="receipt_redirect")
    def receipt_redirect(city: str) -> ResponseReturnValue:
        code = request.args.get("receipt", "").strip() or "-"
        return redirect(url_for("receipts.receipt", city=city, receipt=code, lang=g.lang), 303)

    return blueprint


def show_receipt(body: Mapping[str, Any], city: City, status: int) -> ResponseReturnValue:
    """Return a receipt as JSON or as a page."""
    if not wants_page():
        return jsonify(body), status
    page = render_template("receipt.html", report=body, city=city, words=sentences(), lang=g.lang)
    return Response(page, status, mimetype="text/html")


def progress_body(progress: Progress, keys: Keys) -> dict[str, Any]:
    """Return what became of a report."""
    report = progress.report
    return receipt_body(report, progress.status, report.key.receipt, keys, progress.steps)


def receipt_body(
    report: Report, status: str, receipt: str | None, keys: Keys, steps: Sequence[Step] = ()
) -> dict[str, Any]:
    """Return a report as its reporter may see it, as docs/api.md shows it."""
    held = [{"step": UNDER_REVIEW, "done": True, "at": None, "why": None}] if status == UNDER_REVIEW else []
    return {
        "receipt": receipt,
        "status": status,
        "city": report.city,
        "received_at": _written(report.at),
        "category": report.category,
        "mark": report.mark,
        "clues": [{"kind": one.kind, "display": one.display} for one in report.clues],
        "timeline": [
            {"step": RECEIVED, "done": True, "at": _written(report.at), "why": None},
            *held,
            {"step": COUNTED, "done": status == COUNTED, "at": None, "why": None},
            *map(_step_body, steps),
        ],
        "call_back_phrase": _phrase(report, keys) if receipt else None,
        "files": [],
        "next_steps": list(NEXT_STEPS),
        "contact_rules": list(CONTACT_RULES),
    }


def _phrase(report: Report, keys: Keys) -> dict[str, str] | None:
    words = call_back_words(report, keys)
    return in_every(words) if words else None


def _step_body(step: Step) -> dict[str, Any]:
    at = _written(step.at) if step.at else None
    return {"step": step.name, "done": at is not None, "at": at, "why": step.why}


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")

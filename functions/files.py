"""`POST /v1/{city}/reports/{receipt}/files`: a place for a file, which never comes through here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from antifraud.cities import City
from antifraud.evidence_files import Slot
from antifraud.usecases.keep_files import open_place
from functions.bodies import read_fields
from functions.guards import GuessLimit, MinuteLimit, guarded
from functions.parts import Parts
from functions.schemas import FileRequest, load


def make_files(parts: Parts) -> Blueprint:
    """Return the blueprint of files beside a report; who holds the receipt may add them."""
    blueprint = Blueprint("files", __name__)
    guesses = GuessLimit(parts, MinuteLimit(parts.settings.lookups_per_minute))
    schema = FileRequest()

    @blueprint.post("/v1/<city>/reports/<receipt>/files", endpoint="file")
    @guarded(parts, guesses)
    @guesses.counted
    def file(city: City, receipt: str) -> ResponseReturnValue:
        del city
        kind = load(schema, read_fields(request))["type"]
        place = open_place(receipt, kind, parts.reports, parts.files, parts.now())
        body = {
            "number": place.slot.number,
            "expires_at": place.upload.expires.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "upload": {"url": place.upload.url, "fields": dict(place.upload.fields)},
        }
        return jsonify(body), 201

    return blueprint


def files_body(slots: Iterable[Slot], now: datetime) -> list[dict[str, Any]]:
    """Return what became of each file, as a receipt shows it."""
    return [{"number": one.number, "state": one.state_at(now), "why": one.why} for one in slots]

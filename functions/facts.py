"""What is the same for everybody: cities, sentences, state, the API's own description."""

from pathlib import Path

from flask import Blueprint, Response, json, jsonify, render_template
from flask.typing import ResponseReturnValue

from antifraud.errors import StoreError
from antifraud.keys import ClueKey
from antifraud.languages import LANGUAGES, in_every
from functions.parts import Parts

OPENAPI_FILE = Path(__file__).parent / "openapi.json"

_AN_HOUR = "public, max-age=3600"


def make_facts(parts: Parts) -> Blueprint:
    """Return the blueprint of public facts."""
    blueprint = Blueprint("facts", __name__)
    openapi = OPENAPI_FILE.read_text("utf-8")

    @blueprint.get("/v1/cities", endpoint="cities")
    def cities() -> ResponseReturnValue:
        rows = [
            {
                "slug": city.slug,
                "name": in_every(city.name),
                "province": in_every(city.province),
                "adcode": city.adcode,
                "area_code": city.area_code,
                "rollout": city.rollout,
            }
            for city in parts.cities.values()
        ]
        return jsonify({"cities": rows}), {"Cache-Control": _AN_HOUR}

    @blueprint.get(f"/v1/messages/<any({','.join(map(repr, LANGUAGES))}):lang>", endpoint="messages")
    def messages(lang: str) -> ResponseReturnValue:
        return jsonify(parts.messages[lang]), {"Cache-Control": _AN_HOUR}

    @blueprint.get("/v1/openapi.json", endpoint="openapi")
    def description() -> ResponseReturnValue:
        return Response(openapi, mimetype="application/json", headers={"Cache-Control": _AN_HOUR})

    @blueprint.get("/v1/docs", endpoint="docs")
    def docs() -> ResponseReturnValue:
        return render_template("docs.html", api=json.loads(openapi))

    @blueprint.get("/_status", endpoint="status")
    def status() -> ResponseReturnValue:
        reached = _reached(parts)
        body = {
            "status": "ok" if reached else "unavailable",
            "database": "ok" if reached else "unavailable",
            "environment": parts.settings.environment,
            "city": parts.settings.city,
            "cities": len(parts.cities),
            "guards_open": parts.opened.counts(),
        }
        return jsonify(body), 200 if reached else 503

    return blueprint


def _reached(parts: Parts) -> bool:
    try:
        parts.sources.known.read([ClueKey("phone", "110")])
    except StoreError:
        return False
    return True

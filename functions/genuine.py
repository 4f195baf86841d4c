"""`GET /v1/{city}/genuine`: the code of the day for each page that may show the window. It keeps nothing.

A code is a keyed hash of city, host and day. It is no secret and proves little by itself: docs/widget.md says
what. A person compares it, and the host in the address bar, with the city's own page.
"""

from urllib.parse import urlsplit

from flask import Blueprint, g, jsonify
from flask.typing import ResponseReturnValue

from antifraud.cities import City
from functions.guards import MinuteLimit, guarded
from functions.parts import Parts
from functions.schemas import CHINA_TIME


def make_genuine(parts: Parts) -> Blueprint:
    """Return the blueprint of the codes."""
    blueprint = Blueprint("genuine", __name__)

    @blueprint.get("/v1/<city>/genuine", endpoint="genuine")
    @guarded(parts, MinuteLimit(parts.settings.lookups_per_minute))
    def genuine(city: City) -> ResponseReturnValue:
        day = parts.now().astimezone(CHINA_TIME).date().isoformat()
        hosts = [_named(origin, city, day, parts) for origin in city.embed_origins]
        asking = g.get("allowed_origin")
        yours = _named(asking, city, day, parts) if asking in city.embed_origins else None
        return jsonify({"city": city.slug, "day": day, "yours": yours, "hosts": hosts})

    return blueprint


def _named(origin: str, city: City, day: str, parts: Parts) -> dict[str, str]:
    host = urlsplit(origin).netloc
    code = parts.sources.keys.short("genuine", f"{city.slug}#{host}#{day}")
    return {"host": host, "code": f"{code[:4]}-{code[4:]}"}

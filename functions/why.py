"""`POST /v1/{city}/why`: why somebody still wants to pay, counted and never kept. It asks no database."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from antifraud.cities import City
from functions.bodies import read_fields
from functions.guards import MinuteLimit, guarded
from functions.parts import Parts
from functions.schemas import WhyRequest, load


def make_why(parts: Parts) -> Blueprint:
    """Return the blueprint of the question."""
    blueprint = Blueprint("why", __name__)
    schema = WhyRequest()

    @blueprint.post("/v1/<city>/why", endpoint="why")
    @guarded(parts, MinuteLimit(parts.settings.lookups_per_minute))
    def why(city: City) -> ResponseReturnValue:
        given = load(schema, read_fields(request))
        parts.counting.asked_why(city.slug, given["level"], given["answer"])
        return "", 204

    return blueprint

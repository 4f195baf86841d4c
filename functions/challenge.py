"""`GET /v1/{city}/challenge`: work to do before something is written. It keeps nothing."""

import secrets

from flask import Blueprint, g, jsonify, request
from flask.typing import ResponseReturnValue

from antifraud.cities import City
from antifraud.errors import Fault, FieldsError
from antifraud.limits import work_factor, work_range
from antifraud.proofs import ACTIONS, make_challenge, proof_keys
from functions.guards import MinuteLimit, guarded
from functions.parts import Parts


def make_challenges(parts: Parts) -> Blueprint:
    """Return the blueprint of challenges; the more are asked for in a minute, the more work they are."""
    blueprint = Blueprint("challenges", __name__)
    limit = MinuteLimit(parts.settings.lookups_per_minute)

    @blueprint.get("/v1/<city>/challenge", endpoint="challenge")
    @guarded(parts, limit)
    def challenge(city: City) -> ResponseReturnValue:
        keys = proof_keys(parts.sources.keys, _action(), city.slug, g.network)
        factor = work_factor(limit.tally[g.network], limit.tally.total())
        return jsonify(make_challenge(keys, parts.now(), secrets.choice(work_range(factor))))

    return blueprint


def _action() -> str:
    action = request.args.get("for", "")
    if action not in ACTIONS:
        raise FieldsError(faults=[Fault("for", "not_a_choice" if action else "required")])
    return action

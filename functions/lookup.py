"""`POST /v1/{city}/lookup`: a body to clues, an answer to JSON or a page. It judges nothing."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from antifraud.cities import City, Text
from antifraud.clues import Clue, parse
from antifraud.errors import ClueError, Fault, FieldsError
from antifraud.languages import ENGLISH, SIMPLIFIED, in_every
from antifraud.sources import kind_of
from antifraud.usecases.look_up import MAX_CLUES, Answer, ClueAnswer, look_up, recognise
from antifraud.verdicts import CONFIRMED, UNAVAILABLE, Verdict
from functions.bodies import read_fields
from functions.errors import problem
from functions.guards import MinuteLimit, guarded
from functions.named import read_named
from functions.parts import Parts
from functions.schemas import LookupRequest, load
from functions.text import sentences, wants_page


def make_lookup(parts: Parts) -> Blueprint:
    """Return the blueprint of look-ups."""
    blueprint = Blueprint("lookup", __name__)
    schema = LookupRequest()
    limit = MinuteLimit(parts.settings.lookups_per_minute)

    @blueprint.post("/v1/<city>/lookup", endpoint="lookup")
    @guarded(parts, limit)
    def lookup(city: City) -> ResponseReturnValue:
        given = load(schema, read_fields(request))
        clues = _clues(given, city)
        limit(g.network, parts.now(), _more_than_one(clues))
        answer = look_up(clues, parts.sources, parts.now(), given.get("text", ""))
        return _shown(answer, city, given, parts)

    return blueprint


def _clues(given: dict[str, Any], city: City) -> list[Clue]:
    if "text" in given:
        return recognise(given["text"], city)
    if "clues" in given:
        return _named(given["clues"], city)
    try:
        return parse(given["value"], given.get("kind"), city)
    except ClueError:
        raise FieldsError(faults=[Fault("value", "not_a_clue")]) from None


def _more_than_one(clues: list[Clue]) -> int:
    """Return how many things are looked up beside the first, which the guard counted."""
    return max(0, min(len({clue.span for clue in clues}), MAX_CLUES) - 1)


def _named(named: list[dict[str, str]], city: City) -> list[Clue]:
    """Return the readings of each clue of a list; each clue counts as a stretch of text of its own."""
    found = [
        replace(clue, span=(position, position + 1))
        for position, readings in enumerate(read_named(named, city))
        for clue in readings
    ]
    if len(found) > MAX_CLUES:
        raise FieldsError(faults=[Fault("clues", "too_many")])
    return found


def _asked(given: dict[str, Any]) -> str:
    """Return what was asked as one text."""
    if "clues" in given:
        return "\n".join(one["value"] for one in given["clues"])
    return str(given.get("text") or given["value"])


def _shown(answer: Answer, city: City, given: dict[str, Any], parts: Parts) -> ResponseReturnValue:
    body = answer_body(answer, city, parts)
    parts.counting.looked_up(city.slug, body["clues"])
    g.level = body["overall"]
    if wants_page():
        page = render_template(
            "lookup.html",
            answer=body,
            city=city,
            asked=_asked(given),
            form_key=parts.new_id(),
            words=sentences(),
            lang=g.lang,
        )
        return Response(page, 503 if answer.failure else 200, mimetype="text/html")
    if answer.failure:
        return problem(answer.failure, body)
    return jsonify(body)


def answer_body(answer: Answer, city: City, parts: Parts) -> dict[str, Any]:
    """Return the answer as docs/api.md shows it."""
    overall = UNAVAILABLE if answer.failure else answer.overall
    return {
        "city": city.slug,
        "city_count": len(parts.cities),
        "overall": overall,
        "asked_at": parts.now().isoformat(timespec="seconds").replace("+00:00", "Z"),
        "clues": [clue_body(one, parts) for one in answer.clues],
        "advice": list(answer.advice),
        "sounds_like": [{"category": one.category, "phrases": list(one.phrases)} for one in answer.sounds],
    }


def clue_body(one: ClueAnswer, parts: Parts) -> dict[str, Any]:
    """Return what is said of one clue."""
    verdict = one.verdict
    return {
        "kind": one.clue.kind,
        "value": one.clue.value,
        "display": one.clue.display,
        "hints": list(one.clue.hints),
        "verdict": {
            "level": verdict.level,
            "reasons": list(verdict.reasons),
            "flags": list(verdict.flags),
            "reports": verdict.reports,
            "reporters": verdict.reporters,
            "cities": list(verdict.cities),
            "categories": list(verdict.categories),
            "first_seen": verdict.first_seen.isoformat() if verdict.first_seen else None,
            "last_seen": verdict.last_seen.isoformat() if verdict.last_seen else None,
            "source": _authority(verdict, parts),
            "owner": in_every(one.owner.name) if one.owner else None,
            "dial": one.owner.dial if one.owner else None,
        },
        "advice": list(one.advice),
    }


def _authority(verdict: Verdict, parts: Parts) -> dict[str, str] | None:
    """Return who confirmed it, in every language; a made-up source is told by its flag instead."""
    kind = kind_of(verdict.source or "")
    if verdict.level != CONFIRMED or kind is None:
        return None
    simplified, english = (parts.messages[one]["sources"][kind] for one in (SIMPLIFIED, ENGLISH))
    return in_every(Text(simplified, english))

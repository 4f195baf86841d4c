"""`/v1/{city}/appeals`: a body to a step of an appeal, how it stands back. It decides nothing."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from antifraud.appeal_ports import Wording
from antifraud.appeals import LETTER, MAIL, OPEN, PROVING, SITE, SMS, UPHELD, Appeal, Event
from antifraud.cities import City
from antifraud.clues import Clue, parse
from antifraud.errors import ClueError, Fault, FieldsError
from antifraud.keys import Keys
from antifraud.outside.site_file import PATH
from antifraud.ports import Visitor
from antifraud.usecases.appeal_desk import find_appeal
from antifraud.usecases.close_appeal import withdraw_appeal
from antifraud.usecases.prove_appeal import prove_by_code, prove_by_site, send_code_again, site_token
from antifraud.usecases.read_appeals import Standing, read_appeal
from antifraud.usecases.start_appeal import Claim, start_appeal
from functions.appeal_schemas import AppealProofRequest, AppealRequest, AppealStepRequest
from functions.bodies import read_fields
from functions.guards import MinuteLimit, guarded
from functions.parts import Parts
from functions.schemas import CHINA_TIME, load
from functions.text import sentences, wants_page

APPEAL_RULES_SHOWN = ("free_of_charge", "nobody_asks_code", "only_here")
"""What every answer reminds an owner of."""

Step = Callable[[Appeal, Parts], object]


def make_appeals(parts: Parts) -> Blueprint:
    """Return the blueprint of appeals; who holds the number of one may follow it and take it back."""
    blueprint = Blueprint("appeals", __name__)
    limit = MinuteLimit(parts.settings.lookups_per_minute)

    def shown(text: str, city: City, status: int = 200) -> ResponseReturnValue:
        standing = read_appeal(text, parts.desk, parts.now())
        body = appeal_body(standing, parts.sources.keys, parts.now())
        # A page that answers a form cannot be reloaded or gone back to without sending the form again.
        again = wants_page() and request.method == "POST"
        return _redirected(city.slug, body["appeal"]) if again else _shown(body, city, status)

    @blueprint.post("/v1/<city>/appeals", endpoint="appeal")
    @guarded(parts, limit)
    def start(city: City) -> ResponseReturnValue:
        claim = _claim(load(AppealRequest(), read_fields(request)), city)
        return shown(start_appeal(claim, parts.desk, parts.gate, _wording(), parts.now()).id, city, 201)

    @blueprint.get("/v1/<city>/appeals/<appeal>", endpoint="appeal_standing")
    @guarded(parts, limit)
    def read(city: City, appeal: str) -> ResponseReturnValue:
        return shown(appeal, city)

    def add_step(name: str, take: Step) -> None:
        @blueprint.post(f"/v1/<city>/appeals/<appeal>/{name}", endpoint=f"appeal_{name}")
        @guarded(parts, limit)
        def step(city: City, appeal: str) -> ResponseReturnValue:
            take(find_appeal(appeal, parts.desk), parts)
            return shown(appeal, city)

    add_step("code", _send_code)
    add_step("proof", _prove)
    add_step("withdraw", _withdraw)

    @blueprint.get("/v1/<city>/appeals", endpoint="appeal_redirect")
    def redirected(city: str) -> ResponseReturnValue:
        return _redirected(city, request.args.get("appeal", "").strip() or "-")

    return blueprint


def _redirected(city: str, number: str) -> ResponseReturnValue:
    return redirect(url_for("appeals.appeal_standing", city=city, appeal=number, lang=g.lang), 303)


def _send_code(appeal: Appeal, parts: Parts) -> None:
    load(AppealStepRequest(), read_fields(request))
    send_code_again(appeal, parts.desk, _wording(), parts.now())


def _prove(appeal: Appeal, parts: Parts) -> None:
    given = load(AppealProofRequest(), read_fields(request))
    if "code" in given:
        prove_by_code(appeal, _digits(given["code"]), parts.desk, parts.now())
    else:
        prove_by_site(appeal, parts.desk, parts.now())


def _digits(typed: str) -> str:
    """Return a code as it was sent, however it was typed: full-width, with blanks."""
    return "".join(unicodedata.normalize("NFKC", typed).split())


def _withdraw(appeal: Appeal, parts: Parts) -> None:
    load(AppealStepRequest(), read_fields(request))
    withdraw_appeal(appeal, parts.desk, parts.now())


def _claim(given: Mapping[str, Any], city: City) -> Claim:
    return Claim(
        city=city.slug,
        clue=_clue(given, city),
        reason=given["reason"],
        text=given["text"].strip(),
        contact=given["contact"].strip(),
        visitor=Visitor(g.network, "", "appeal", city.slug, given.get("proof", "")),
    )


def _clue(given: Mapping[str, Any], city: City) -> Clue:
    try:
        return parse(given["value"], given["kind"], city)[0]
    except ClueError:
        raise FieldsError(faults=[Fault("value", "not_a_clue")]) from None


def _wording() -> Wording:
    words = sentences()["appeal_code"]
    return Wording(words["subject"], words["text"])


def _shown(body: Mapping[str, Any], city: City, status: int) -> ResponseReturnValue:
    if not wants_page():
        return jsonify(body), status
    page = render_template("appeal.html", appeal=body, city=city, words=sentences(), lang=g.lang, day=_day)
    return Response(page, status, mimetype="text/html")


def appeal_body(standing: Standing, keys: Keys, now: datetime) -> dict[str, Any]:
    """Return an appeal as its owner may see it, as docs/api.md shows it."""
    appeal = standing.appeal
    return {
        "appeal": appeal.shown_id,
        "state": appeal.state,
        "overdue": appeal.is_overdue(now),
        "city": appeal.city,
        "clue": {"kind": appeal.clue.kind, "display": appeal.display},
        "reason": appeal.reason,
        "way": appeal.proof.way,
        "site": _site(appeal, keys),
        "started_at": _written(appeal.started_at),
        "prove_by": _written(appeal.prove_by),
        "due": _written(appeal.due) if appeal.due else None,
        "finding": appeal.finding,
        "timeline": [_event(one) for one in standing.events],
        "next_steps": list(next_steps(appeal)),
        "rules": list(APPEAL_RULES_SHOWN),
    }


def next_steps(appeal: Appeal) -> tuple[str, ...]:
    """Return what the owner may do now, as codes."""
    if appeal.state == PROVING:
        return _PROVING[appeal.proof.way]
    if appeal.state == OPEN:
        return ("wait_for_decision", "authority_must_agree") if appeal.authority else ("wait_for_decision",)
    return ("look_it_up",) if appeal.state == UPHELD else ("ask_12345",)


_PROVING = {
    SMS: ("enter_code", "ask_code_again", "keep_number"),
    MAIL: ("enter_code", "ask_code_again", "keep_number"),
    SITE: ("put_file", "check_site", "keep_number"),
    LETTER: ("bring_papers", "keep_number"),
}


def _site(appeal: Appeal, keys: Keys) -> dict[str, str] | None:
    """Return what to put where, as long as a site is to be proven."""
    if appeal.state != PROVING or appeal.proof.way != SITE:
        return None
    return {"file": f"https://{appeal.proof.target}{PATH}", "line": site_token(appeal, keys)}


def _event(event: Event) -> dict[str, str]:
    return {"step": event.step, "at": _written(event.at)}


def _day(written: str) -> str:
    """Return the day in China of a moment as it is written in an answer."""
    return datetime.fromisoformat(written).astimezone(CHINA_TIME).date().isoformat()


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")

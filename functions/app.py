"""`create_app`: the functions joined into one Flask app, without any side effect."""

import logging
import time

from flask import Flask, Response, g, request

from functions.bodies import MAX_BYTES
from functions.errors import register_errors
from functions.facts import make_facts
from functions.guards import add_cors, check_origin, find_city
from functions.lookup import make_lookup
from functions.parts import Parts
from functions.report import make_reports
from functions.text import choose_language

log = logging.getLogger("antifraud")

_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_app(parts: Parts) -> Flask:
    """Return the app that answers every route of docs/api.md with these parts."""
    app = Flask(__name__, static_url_path="/v1/static")
    app.config["MAX_CONTENT_LENGTH"] = MAX_BYTES
    app.extensions["antifraud.messages"] = parts.messages
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    for blueprint in (make_lookup(parts), make_reports(parts), make_facts(parts)):
        app.register_blueprint(blueprint)
    register_errors(app)
    _add_frame(app, parts)
    return app


def _add_frame(app: Flask, parts: Parts) -> None:
    """Add what surrounds every request: its id, its language, preflight, headers, one line in the log."""

    @app.before_request
    def begin() -> Response | None:
        g.request_id = parts.new_id()
        g.began = time.perf_counter()
        g.lang = choose_language()
        return _preflight(parts) if request.method == "OPTIONS" else None

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.request_id
        response.headers["X-Content-Type-Options"] = "nosniff"
        # Not "no-referrer": with it the forms of our own pages would be sent with the origin "null".
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = _PAGE_POLICY
        _log(response)
        return add_cors(response)


def _preflight(parts: Parts) -> Response:
    city = (request.view_args or {}).get("city")
    if city:
        check_origin(parts, find_city(parts, city))
    return Response(status=204)


def _log(response: Response) -> None:
    """Write one line without anything that was typed: the route's pattern, never its address."""
    rule = request.url_rule.rule if request.url_rule else "-"
    spent = round((time.perf_counter() - g.began) * 1000)
    outcome = g.get("code") or g.get("level") or "-"
    log.info("%s %s %s %s %s %sms", g.request_id, request.method, rule, response.status_code, outcome, spent)

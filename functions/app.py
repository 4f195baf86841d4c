"""`create_app`: the functions joined into one Flask app, without any side effect."""

import logging
import time
from collections.abc import Callable, Iterable

from flask import Blueprint, Flask, Response, g, request

from functions.appeal import make_appeals
from functions.bodies import MAX_BYTES
from functions.challenge import make_challenges
from functions.errors import register_errors
from functions.facts import make_facts
from functions.files import make_files
from functions.genuine import make_genuine
from functions.guards import add_cors, check_origin, find_city
from functions.lookup import make_lookup
from functions.parts import Parts
from functions.receipts import make_receipts
from functions.report import make_reports
from functions.sandbox import beside, sandbox_parts
from functions.text import choose_language, has_pages, said, site_page, written
from functions.why import make_why

log = logging.getLogger("antifraud")

_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_app(parts: Parts) -> Flask:
    """Return the app that answers every route of docs/api.md; the sandbox has an app of its own beside it."""
    app = _framed(parts, (*_OF_THE_SANDBOX, make_files, make_genuine, make_appeals, make_facts))
    sandbox = _framed(sandbox_parts(parts), _OF_THE_SANDBOX)
    app.wsgi_app = beside(app.wsgi_app, sandbox.wsgi_app)  # type: ignore[method-assign,assignment]
    return app


_OF_THE_SANDBOX = (make_lookup, make_challenges, make_reports, make_receipts, make_why)


def _framed(parts: Parts, makers: Iterable[Callable[[Parts], Blueprint]]) -> Flask:
    """Return an app of these blueprints with what surrounds every request."""
    app = Flask(__name__, static_url_path="/v1/static")
    app.config["MAX_CONTENT_LENGTH"] = MAX_BYTES
    app.extensions["antifraud.messages"] = parts.messages
    app.extensions["antifraud.site"] = parts.settings.site_origin or ""
    app.jinja_env.globals["site_page"] = site_page
    app.jinja_env.tests["with_pages"] = has_pages
    app.jinja_env.filters |= {"said": said, "written": written}
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    for make in makers:
        app.register_blueprint(make(parts))
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

"""One mapping from exceptions to status, one shape for every error (RFC 9457). It decides nothing else."""

import logging
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, json, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from antifraud.cities import City
from antifraud.errors import (
    AntifraudError,
    AppealedLatelyError,
    AppealOpenError,
    AppealStepError,
    BodyError,
    BodyTypeError,
    CityPausedError,
    ClueError,
    CodeExpiredError,
    FieldsError,
    InputError,
    NothingToAppealError,
    NotProvenError,
    OriginError,
    RefusedError,
    SendError,
    SiteError,
    StoreError,
    TooLargeError,
    TooManyError,
    TooManyFilesError,
    UnknownAppealError,
    UnknownCityError,
    UnknownReceiptError,
    WrongCodeError,
)
from functions.text import sentences, wants_page

STATUS: Mapping[type[AntifraudError], int] = {
    FieldsError: 422,
    ClueError: 422,
    BodyError: 400,
    BodyTypeError: 415,
    TooLargeError: 413,
    UnknownCityError: 404,
    UnknownReceiptError: 404,
    UnknownAppealError: 404,
    WrongCodeError: 422,
    NothingToAppealError: 409,
    AppealOpenError: 409,
    AppealedLatelyError: 409,
    AppealStepError: 409,
    CodeExpiredError: 409,
    NotProvenError: 409,
    SiteError: 409,
    SendError: 503,
    OriginError: 403,
    TooManyError: 429,
    TooManyFilesError: 409,
    CityPausedError: 503,
    StoreError: 503,
    InputError: 400,
    RefusedError: 403,
    AntifraudError: 500,
}
"""The status of each class; a class without a row has that of its nearest ancestor."""

_FLASK_CODES: Mapping[type[HTTPException], str] = {
    NotFound: "not_found",
    MethodNotAllowed: "method_not_allowed",
    RequestEntityTooLarge: "too_large",
}

_HELP = ("96110", "110")

log = logging.getLogger("antifraud")


def status_of(error: AntifraudError) -> int:
    """Return the HTTP status of an error."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem(
    error: AntifraudError, more: Mapping[str, Any] | None = None, wait: int | None = None
) -> Response:
    """Return the answer to an error, as JSON or for a browser as a page; `more` joins the JSON."""
    fields = [{"field": fault.where, "code": fault.code} for fault in error.faults]
    status = status_of(error)
    body = {**_body(status, error.code), "fields": fields, **(more or {})}
    answer = _answer(body)
    seconds = wait or (30 if status == HTTPStatus.SERVICE_UNAVAILABLE else None)
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    return answer


def _body(status: int, code: str) -> dict[str, Any]:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "fields": [],
        "request_id": g.get("request_id", ""),
    }
    return {**body, "hotlines": _hotlines()} if status >= HTTPStatus.INTERNAL_SERVER_ERROR else body


def _hotlines() -> list[str]:
    """Return whom to call while we cannot help: the nation's lines, then those of the city that was asked."""
    city: City | None = g.get("asked_city")
    return list(dict.fromkeys([*_HELP, *(line.digits for line in (city.hotlines if city else ()))]))


def _answer(body: Mapping[str, Any]) -> Response:
    g.code = body["code"]
    if wants_page():
        page = render_template("error.html", problem=body, words=sentences(), lang=g.lang)
        return Response(page, body["status"], mimetype="text/html")
    return Response(json.dumps(body), body["status"], mimetype="application/problem+json")


def register_errors(app: Flask) -> None:
    """Answer every exception in the one shape; the log gets where it happened and never its text."""

    @app.errorhandler(AntifraudError)
    def _ours(error: AntifraudError) -> Response:
        if status_of(error) >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("%s %s %s", g.request_id, error.code, type(error).__name__)
        return problem(error, wait=error.wait if isinstance(error, TooManyError) else None)

    @app.errorhandler(HTTPException)
    def _flasks(error: HTTPException) -> Response:
        code = next((code for kind, code in _FLASK_CODES.items() if isinstance(error, kind)), "bad_input")
        answer = _answer(_body(error.code or 500, code))
        for name, value in error.get_headers(request.environ):
            if name not in {"Content-Type", "Content-Length"}:
                answer.headers[name] = value
        return answer

    @app.errorhandler(Exception)
    def _anything(error: Exception) -> Response:
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s internal %s\n%s", g.request_id, type(error).__name__, frames)
        return _answer(_body(500, "internal"))

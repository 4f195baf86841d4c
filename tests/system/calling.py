"""The functions as Lambda runs them: fresh containers with Zappa's handler, and what the gateway sends."""

import base64
import contextlib
import importlib
import json
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from zappa.handler import LambdaHandler

ADDRESS = "203.0.113.7"
SETTINGS = """
APP_MODULE = "functions.wsgi"
APP_FUNCTION = "app"
DJANGO_SETTINGS = None
PROJECT_NAME = "city-antifraud"
API_STAGE = "test"
DEBUG = False
LOG_LEVEL = "WARNING"
BINARY_SUPPORT = True
CONTEXT_HEADER_MAPPINGS = {{}}
ENVIRONMENT_VARIABLES = {{}}
EXCEPTION_HANDLER = None
AWS_EVENT_MAPPING = {{"{stream}": "functions.events.fold"}}
DOMAIN = None
"""
"""What Zappa writes into the package, as far as its handler reads it."""


@contextlib.contextmanager
def fresh_containers(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, stream: str
) -> Iterator[Callable]:
    """Give what starts a container for a city, the alliance or all, and returns its entry; put all back."""
    monkeypatch.chdir(root)
    (folder / "zappa_settings.py").write_text(SETTINGS.format(stream=stream))
    monkeypatch.syspath_prepend(folder)
    for name in ("SERVERTYPE", "FRAMEWORK", "PROJECT", "STAGE"):
        monkeypatch.setenv(name, "")  # Zappa sets them; so they are put back
    levels = {logger: logger.level for logger in (logging.getLogger(), logging.getLogger("antifraud"))}

    def started(city: str = "") -> Callable:
        monkeypatch.setenv("ANTIFRAUD_CITY", city)
        for name in ("wsgi", "events", "files_event", "entry"):
            monkeypatch.delitem(sys.modules, f"functions.{name}", raising=False)
        monkeypatch.delitem(sys.modules, "zappa_settings", raising=False)
        monkeypatch.setattr(LambdaHandler, "_LambdaHandler__instance", None)
        entry = importlib.import_module("functions.entry")
        return lambda event: entry.lambda_handler(event, None)

    try:
        yield started
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)


def gateway_event(
    method: str, path: str, body: str | None = None, *, base64_body: bool = False, **headers: str
):
    """Return what an HTTP API of API Gateway sends, version 2.0."""
    address, _, query = path.partition("?")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": address,
        "rawQueryString": query,
        "headers": {"host": "api.example.cn", "x-forwarded-for": ADDRESS, "x-forwarded-port": "443", **named},
        "requestContext": {
            "stage": "$default",
            "http": {"method": method, "path": address, "protocol": "HTTP/1.1", "sourceIp": ADDRESS},
        },
        "body": body,
        "isBase64Encoded": base64_body,
    }


def json_event(path: str, **fields: object) -> dict[str, Any]:
    """Return what it sends when a page posts JSON."""
    return gateway_event("POST", path, json.dumps(fields), content_type="application/json")


def body_of(answer: dict[str, Any]) -> Any:
    """Return the JSON of an answer."""
    text = answer["body"]
    return json.loads(base64.b64decode(text) if answer["isBase64Encoded"] else text)

"""Asking a function what a resident would ask, right after it was deployed. It writes nothing."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from antifraud.cities import City
from antifraud.deploying.cloud import Cloud, cloud_errors
from antifraud.deploying.environments import ALLIANCE
from antifraud.errors import DeployError

_NOWHERE = "nowhere"
"""A city that there is not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a function answered; status 0 when it failed as a whole, then `body` holds why."""

    status: int
    body: Mapping[str, Any]


def smoke_test(cloud: Cloud, city: City) -> None:
    """Ask a city's function; raises DeployError naming every answer that is not as it should be."""
    checks = {
        "its state": (get_event("/_status"), 200, None),
        "a look-up": (_lookup(city.slug), *_expected(city)),
        "a look-up for another city": (_lookup(_NOWHERE), 404, "unknown_city"),
    }
    _expect(cloud, city.slug, checks)


def smoke_test_alliance(cloud: Cloud) -> None:
    """Ask the alliance's function; a batch of a foreign stream must fail loudly."""
    checks = {
        "its state": (get_event("/_status"), 200, None),
        "the cities": (get_event("/v1/cities"), 200, None),
        "a batch of a foreign stream": ({"Records": [{"eventSourceARN": "arn:aws:foreign"}]}, 0, None),
    }
    _expect(cloud, ALLIANCE, checks)


def _expected(city: City) -> tuple[int, str | None]:
    return (503, "city_paused") if city.rollout == "paused" else (200, None)


def _expect(cloud: Cloud, stage: str, checks: Mapping[str, tuple[dict[str, Any], int, str | None]]) -> None:
    wrong = []
    for what, (event, status, code) in checks.items():
        answer = ask(cloud, stage, event)
        if answer.status != status or (code and answer.body.get("code") != code):
            told = answer.body.get("code") or answer.body.get("errorMessage") or "no code"
            wrong.append(f"{what}: {answer.status} {told} instead of {status} {code or ''}".strip())
    if wrong:
        raise DeployError(
            f"{stage} is deployed but does not answer as it should ({'; '.join(wrong)}): "
            f"read python -m antifraud logs {stage}, or go back with python -m antifraud rollback {stage}"
        )


def ask(cloud: Cloud, stage: str, event: Mapping[str, Any]) -> Answer:
    """Return what the function of a stage answers to an event."""
    with cloud_errors():
        told = cloud.client("lambda").invoke(
            FunctionName=cloud.environment.function(stage), Payload=json.dumps(event).encode()
        )
        payload = json.loads(told["Payload"].read() or b"null") or {}
    if told.get("FunctionError"):
        return Answer(0, payload)
    body = payload.get("body") or "{}"
    text = base64.b64decode(body).decode() if payload.get("isBase64Encoded") else body
    return Answer(int(payload.get("statusCode", 0)), json.loads(text))


def get_event(path: str) -> dict[str, Any]:
    """Return a GET as API Gateway's HTTP API hands it over (payload version 2.0)."""
    return _event("GET", path)


def post_event(path: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a POST of JSON as API Gateway's HTTP API hands it over (payload version 2.0)."""
    return {**_event("POST", path), "body": json.dumps(body), "isBase64Encoded": False}


def _lookup(slug: str) -> dict[str, Any]:
    return post_event(f"/v1/{slug}/lookup", {"text": "96110"})


def _event(method: str, path: str) -> dict[str, Any]:
    http = {
        "method": method,
        "path": path,
        "protocol": "HTTP/1.1",
        "sourceIp": "192.0.2.1",
        "userAgent": "smoke",
    }
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {
            "accept": "application/json",
            "content-type": "application/json",
            "host": "smoke.invalid",
        },
        "requestContext": {
            "http": http,
            "stage": "$default",
            "requestId": "smoke",
            "domainName": "smoke.invalid",
        },
        "isBase64Encoded": False,
    }

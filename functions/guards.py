"""Who may ask: city, origin, how often. Every route declares its guards here or is named as exempt.

A limit whose counter is down lets people through and says so in the log: a frightened person comes first.
"""

import functools
from collections import Counter as Tally
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Response, g, request
from flask.typing import ResponseReturnValue

from antifraud.cities import City
from antifraud.errors import (
    CityPausedError,
    OriginError,
    StoreError,
    TooManyError,
    UnknownCityError,
    UnknownReceiptError,
)
from antifraud.limits import LIMITS
from functions.parts import Parts

EXEMPT = {
    "cities": "public facts, the same for everybody",
    "messages": "public sentences, the same for everybody",
    "openapi": "public description of the API",
    "docs": "public description of the API",
    "status": "asked by monitors that are no city's page",
    "receipt_redirect": "only redirects to a guarded route",
    "appeal_redirect": "only redirects to a guarded route",
}
"""Endpoints without guards, each with its reason."""

CityView = Callable[..., ResponseReturnValue]
Allow = Callable[[str, datetime], None]


@dataclass(slots=True)
class MinuteLimit:
    """Counts in this process, which costs a look-up nothing; every container has its own."""

    most: int
    minute: int = 0
    tally: Tally[str] = field(default_factory=Tally)

    def __call__(self, principal: str, now: datetime, times: int = 1) -> None:
        """Count so many; raises TooManyError over the limit."""
        minute = int(now.timestamp() // 60)
        if minute != self.minute:
            self.minute, self.tally = minute, Tally()
        self.tally[principal] += times
        if self.tally[principal] > self.most:
            raise TooManyError(wait=60 - int(now.timestamp() % 60))


@dataclass(slots=True)
class GuessLimit:
    """Stops a network that asks for receipts which do not exist; misses are counted in the database.

    Once stopped it gets no receipt at all until the hour is over: an answer to the one that exists would
    tell a guesser which that is.
    """

    parts: Parts
    minute: MinuteLimit
    hour: str = ""
    stopped: set[str] = field(default_factory=set)

    def __call__(self, principal: str, now: datetime) -> None:
        """Raise TooManyError for a network that missed too often in this hour."""
        self.minute(principal, now)
        if principal in self.stopped and self.hour == _hour(now):
            raise TooManyError(wait=3600 - int(now.timestamp() % 3600))

    def counted(self, view: CityView) -> CityView:
        """Count what a view of a receipt does not find."""

        @functools.wraps(view)
        def counting(city: City, **more: str) -> ResponseReturnValue:
            try:
                return view(city, **more)
            except UnknownReceiptError:
                self._missed(g.network, self.parts.now())
                raise

        return counting

    def _missed(self, principal: str, now: datetime) -> None:
        hour = _hour(now)
        try:
            count = self.parts.counter.count(f"g#{principal}", hour, now + timedelta(hours=2))
        except StoreError:
            self.parts.opened("receipt")
            return
        if hour != self.hour:
            self.hour, self.stopped = hour, set()
        if count >= LIMITS.receipts_missed:
            self.stopped.add(principal)


def _hour(now: datetime) -> str:
    return now.strftime("%Y%m%d%H")


def guarded(parts: Parts, limit: Allow) -> Callable[[CityView], Callable[..., ResponseReturnValue]]:
    """Guard a view of one city: a city we serve, an origin it allows, not more often than `limit` says."""

    def decorate(view: CityView) -> Callable[..., ResponseReturnValue]:
        @functools.wraps(view)
        def guard(city: str, **more: str) -> ResponseReturnValue:
            found = find_city(parts, city)
            g.asked_city = found
            check_origin(parts, found)
            if found.rollout == "paused":
                raise CityPausedError
            g.network = parts.sources.keys.network(request.remote_addr or "")
            limit(g.network, parts.now())
            return view(found, **more)

        guard.guards = ("city", "origin", "rollout", "limit")  # type: ignore[attr-defined]
        return guard

    return decorate


def find_city(parts: Parts, slug: str) -> City:
    """Return the city of an address; raises UnknownCityError, also where this function serves another."""
    only = parts.settings.city
    city = parts.cities.get(slug)
    if city is None or (only and slug != only):
        raise UnknownCityError
    return city


def check_origin(parts: Parts, city: City) -> None:
    """Let pages of the city, of our site and of this very host ask; raises OriginError for others."""
    origin = request.headers.get("Origin")
    if origin is None or origin == request.host_url.rstrip("/"):
        return
    if not _allowed(parts, city, origin):
        raise OriginError
    g.allowed_origin = origin


def _allowed(parts: Parts, city: City, origin: str) -> bool:
    if origin == parts.settings.site_origin or origin in city.embed_origins:
        return True
    return parts.settings.environment == "dev" and urlsplit(origin).hostname in {"127.0.0.1", "localhost"}


def add_cors(response: Response) -> Response:
    """Let the page that asked read the answer, if its origin was allowed."""
    response.headers.add("Vary", "Origin")
    if origin := g.get("allowed_origin"):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Headers"] = "Content-Type"
        response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        response.headers["Access-Control-Max-Age"] = "600"
    return response

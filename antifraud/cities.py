"""A city as everything else sees it. Pure values; reading `cities.yaml` is in `cityfile`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from antifraud.errors import UnknownCityError

ROLLOUTS = ("pilot", "live", "paused")
SERVICE_GROUPS = ("police", "traffic", "culture", "life")


@dataclass(frozen=True, slots=True)
class Text:
    """One short text in the two languages of the product."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number a resident may dial, as dialled; a hyphen only parts the area code for the eye."""

    number: str
    title: Text

    @property
    def digits(self) -> str:
        """The number as a telephone and a directory want it."""
        return self.number.replace("-", "")


@dataclass(frozen=True, slots=True)
class Service:
    """One of the city's own services; `link` is None while it is still to come."""

    group: str
    title: Text
    link: str | None


@dataclass(frozen=True, slots=True)
class City:
    """One launch city: everything a page, a function and a deployment need to know of it.

    Hotlines and services are the city's own, each followed by those common to all cities; services are in
    the order of SERVICE_GROUPS. Coordinates are degrees in WGS84, `colour` is `#rrggbb`.
    """

    slug: str
    adcode: str
    name: Text
    province: Text
    area_code: str
    latitude: float
    longitude: float
    rollout: str
    since: date
    hotlines: tuple[Hotline, ...]
    services: tuple[Service, ...]
    embed_origins: tuple[str, ...]
    colour: str
    languages: tuple[str, ...]

    def services_in(self, group: str) -> tuple[Service, ...]:
        """Return the services of one of SERVICE_GROUPS, in the order in which a page lists them."""
        return tuple(service for service in self.services if service.group == group)


def get_city(cities: Iterable[City], slug: str) -> City:
    """Return the city with this slug; raises UnknownCityError, which does not repeat what was asked for."""
    for city in cities:
        if city.slug == slug:
            return city
    raise UnknownCityError

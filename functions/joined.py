"""The parts of an app on the real database. Only the entry points call it."""

import secrets
from collections.abc import Mapping

from antifraud.assembly import make_sources, open_database, utc_now
from antifraud.cityfile import load_cities
from antifraud.messages import load_messages
from antifraud.settings import parse_settings
from functions.parts import Parts


def join_parts(environ: Mapping[str, str]) -> Parts:
    """Return the parts of an app as `environ` sets them; raises SettingsError, CityFileError."""
    settings = parse_settings(environ)
    database = open_database(settings, environ)
    return Parts(
        settings=settings,
        cities={city.slug: city for city in load_cities(settings.cities_path)},
        sources=make_sources(settings, database),
        reports=database.reports,
        counter=database.counter,
        messages=load_messages(),
        now=utc_now,
        new_id=new_id,
    )


def new_id() -> str:
    """Return a new request id."""
    return secrets.token_hex(8)

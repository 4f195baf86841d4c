"""The parts of an app on the real database. Only the entry points call it."""

import secrets
from collections.abc import Mapping

from antifraud.assembly import make_desk, make_keys, make_sources, open_database, open_files, utc_now
from antifraud.cityfile import load_cities
from antifraud.messages import load_messages
from antifraud.ports import Counter
from antifraud.settings import Settings, parse_settings
from antifraud.usecases.admit import WriteGate
from antifraud.usecases.keep_files import Files
from functions.counting import Counting
from functions.opened import Opened
from functions.parts import Parts


def join_parts(environ: Mapping[str, str]) -> Parts:
    """Return the parts of an app as `environ` sets them; raises SettingsError, CityFileError."""
    settings = parse_settings(environ)
    database = open_database(settings, environ)
    counting = Counting(database.days, utc_now, new_id)
    opened = Opened(counting)
    return Parts(
        settings=settings,
        cities={city.slug: city for city in load_cities(settings.cities_path)},
        sources=make_sources(settings, database),
        reports=database.reports,
        cases=database.cases,
        counter=database.counter,
        messages=load_messages(),
        now=utc_now,
        new_id=new_id,
        counting=counting,
        opened=opened,
        gate=make_gate(settings, database.counter, opened),
        desk=make_desk(settings, database, environ),
        files=Files(database.slots, open_files(settings, environ), new_id),
    )


def make_gate(settings: Settings, counter: Counter, opened: Opened) -> WriteGate:
    """Return the gate that lets writes through as `settings` say."""
    most = (settings.reports_per_hour, settings.reports_without_proof_per_hour)
    return WriteGate(make_keys(settings), counter, *most, opened)


def new_id() -> str:
    """Return a new request id."""
    return secrets.token_hex(8)

"""An app on the real table of one test."""

import itertools

import pytest

from antifraud.cities import Hotline, Text
from antifraud.directory import load_directory
from antifraud.messages import load_messages
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.evidence_table import EvidenceTable
from antifraud.storage.stream import StreamReader
from antifraud.usecases.look_up import Sources
from functions.app import create_app
from functions.fold import fold_batch
from functions.parts import Parts


@pytest.fixture
def cities(make_city):
    """Three made-up cities, one of them paused."""
    lines = (
        Hotline("96110", Text("反诈专线", "Anti-fraud line")),
        Hotline("0997-12345", Text("市民热线", "City line")),
    )
    paused = make_city("asleep", "0997", rollout="paused", hotlines=lines)
    made = (make_city(), make_city("uphill", "0998"), paused)
    return {city.slug: city for city in made}


@pytest.fixture
def parts(settings, database, keys, cities, now) -> Parts:
    """Parts with a clock that stands and request ids that count."""
    numbers = itertools.count(1)
    return Parts(
        settings=settings,
        cities=cities,
        sources=Sources(database.known, load_directory(), keys),
        reports=database.reports,
        counter=database.counter,
        messages=load_messages(),
        now=lambda: now,
        new_id=lambda: f"{next(numbers):016}",
    )


@pytest.fixture
def app(parts):
    return create_app(parts)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def fold(database, settings):
    """Fold everything that the table's stream holds."""
    reader = StreamReader(open_client(), open_streams(), settings.table)
    evidence = EvidenceTable(database.known.client, settings.table)

    def run():
        for records in reader.batches():
            assert fold_batch(records, evidence) == {"batchItemFailures": []}

    return run

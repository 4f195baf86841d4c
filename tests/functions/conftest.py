"""An app on the real table of one test."""

import itertools
from dataclasses import replace

import pytest

from antifraud.assembly import make_desk
from antifraud.cities import Hotline, Text
from antifraud.directory import load_directory
from antifraud.messages import load_messages
from antifraud.outside.senders import Outbox
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.evidence_table import EvidenceTable
from antifraud.storage.file_folder import FileFolder
from antifraud.storage.stream import StreamReader
from antifraud.usecases.keep_files import Files
from antifraud.usecases.look_up import Sources
from functions.app import create_app
from functions.counting import Counting
from functions.fold import fold_batch
from functions.joined import make_gate
from functions.opened import Opened
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
def outbox(tmp_path):
    """The file that codes are sent to."""
    return tmp_path / "outbox.jsonl"


@pytest.fixture
def files(database, tmp_path) -> Files:
    """Evidence files in a folder; what arrives there is looked at by nobody."""
    numbers = itertools.count(1)
    return Files(database.slots, FileFolder(tmp_path / "files", "/files"), lambda: f"{next(numbers):016}")


@pytest.fixture
def parts(settings, database, keys, cities, now, aws, outbox, files) -> Parts:
    """Parts with a clock that stands and request ids that count."""
    numbers = itertools.count(1)
    counting = Counting(database.days, lambda: now, iter("abcdefgh").__next__, lambda work: work())
    opened = Opened(counting)
    return Parts(
        settings=settings,
        cities=cities,
        sources=Sources(database.known, load_directory(), keys),
        reports=database.reports,
        cases=database.cases,
        counter=database.counter,
        messages=load_messages(),
        now=lambda: now,
        new_id=lambda: f"{next(numbers):016}",
        counting=counting,
        opened=opened,
        gate=make_gate(settings, database.counter, opened),
        files=files,
        desk=replace(make_desk(settings, database, aws), sender=Outbox(outbox)),
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

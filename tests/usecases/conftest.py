"""What tests of several use cases share."""

from dataclasses import replace

import pytest

from antifraud.assembly import make_desk
from antifraud.outside.senders import Outbox
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.evidence_table import read_record
from antifraud.storage.stream import StreamReader
from antifraud.usecases.fold_reports import fold_reports
from tests.usecases.appeal_town import Town


@pytest.fixture
def town(database, keys, settings, aws, now, tmp_path) -> Town:
    """A town on an empty database, whose codes go into a file."""
    outbox = tmp_path / "outbox.jsonl"
    desk = replace(make_desk(settings, database, aws), sender=Outbox(outbox))
    return Town(database, keys, settings, desk, outbox, now)


@pytest.fixture
def stream(database, settings) -> StreamReader:
    """What the table tells of its changes."""
    return StreamReader(open_client(), open_streams(), settings.table)


@pytest.fixture
def fold(database, stream):
    """Count all that the stream has told since."""

    def run() -> None:
        for records in stream.batches():
            assert fold_reports(records, read_record, database.evidence) == []

    return run

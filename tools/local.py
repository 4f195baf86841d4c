"""The development database: found where a server runs it, else run for as long as it is needed."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from antifraud.settings import parse_settings
from antifraud.storage.client import open_client
from antifraud.storage.table import create_table
from tools.dev_keys import development_keys
from tools.emulator import answers, emulator_environment, running_emulator

_ADDRESS = "endpoint"


@contextlib.contextmanager
def local_environment(environ: Mapping[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment that makes everything use the database of `folder`; raises ToolError.

    The variables that boto3 reads are also set in this process. A database that runs already is used as is.
    """
    with _endpoint(environ, folder) as endpoint:
        outbox = {"ANTIFRAUD_SENDER": "outbox", "ANTIFRAUD_OUTBOX": str(folder / "outbox.jsonl")}
        mine = {**emulator_environment(endpoint), **development_keys(folder), **outbox}
        os.environ.update(mine)
        joined = {**environ, **mine}
        create_table(open_client(), parse_settings(joined).table)
        yield joined


@contextlib.contextmanager
def _endpoint(environ: Mapping[str, str], folder: Path) -> Iterator[str]:
    note = folder / _ADDRESS
    running = note.read_text("utf-8") if note.exists() else ""
    if running and answers(running):
        yield running
        return
    with running_emulator(environ, folder / "data", folder / "dynamodb.log") as emulator:
        note.write_text(emulator.endpoint, "utf-8")
        try:
            yield emulator.endpoint
        finally:
            note.unlink(missing_ok=True)

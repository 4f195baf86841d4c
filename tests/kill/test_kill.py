"""Reporters, folders and the database killed: nothing acknowledged is lost, nothing counts twice."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from antifraud.assembly import open_database, utc_now
from antifraud.settings import parse_settings
from antifraud.storage.client import open_client
from antifraud.storage.table import create_table
from antifraud.usecases.read_receipt import read_receipt
from antifraud.usecases.verify_evidence import SETTLED, verify_evidence
from tools.dev_keys import development_keys
from tools.emulator import emulator_environment, free_port, running_emulator

SECONDS = 12
MOST_SECONDS = 60
ENOUGH = 50
HERE = Path(__file__).parent


class Processes:
    """Two reporters and two folders, of which any may die at any time."""

    def __init__(self, root, environ, notes):
        self.root, self.environ, self.notes = root, environ, notes
        self.running = {name: self.start(name) for name in ("reporter0", "reporter1", "folder0", "folder1")}

    def start(self, name):
        script, number = HERE / f"{name[:-1]}.py", name[-1]
        return subprocess.Popen(
            [sys.executable, str(script), number, str(self.notes / name)],
            cwd=self.root,
            env={**self.environ, "PYTHONPATH": str(self.root)},
            stderr=subprocess.DEVNULL,
        )

    def kill(self, name, *, again=True):
        self.running[name].kill()
        self.running[name].wait()
        if again:
            self.running[name] = self.start(name)

    def stop(self, kind):
        for name in [name for name in self.running if name.startswith(kind)]:
            self.kill(name, again=False)
            del self.running[name]


@pytest.fixture
def environ(tmp_path, monkeypatch):
    port = free_port()
    values = {
        **emulator_environment(f"http://127.0.0.1:{port}"),
        **development_keys(tmp_path / "keys"),
        "ANTIFRAUD_ENVIRONMENT": "kill",
        "ANTIFRAUD_REPORTS_PER_HOUR": "999999",
        "PORT": str(port),
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return {**os.environ, **values}


def noted(notes, word):
    lines = [line.split() for file in notes.glob("reporter*") for line in file.read_text().splitlines()]
    return [line[1:] for line in lines if len(line) > 1 and line[0] == word]


def everything_folded(database):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = verify_evidence(database.recount, utc_now() + SETTLED, repair=False)
        if found.reports and not found.waiting and not found.differences:
            return found
        time.sleep(0.5)
    return pytest.fail(f"a minute later the counts are still not those of the reports: {found}")


def test_killed_at_random_nothing_is_lost_and_nothing_counts_twice(environ, tmp_path, root):
    chance = random.Random(20261121)
    notes = tmp_path / "notes"
    notes.mkdir()

    def database_server():
        return running_emulator(environ, tmp_path / "data", tmp_path / "log", int(environ["PORT"]))

    with ExitStack() as first:
        server = first.enter_context(database_server())
        create_table(open_client(), parse_settings(environ).table)
        processes = Processes(root, environ, notes)
        try:
            began = time.monotonic()
            while _goes_on(time.monotonic() - began, notes):
                time.sleep(chance.uniform(0.3, 1.2))
                what = chance.choice(["reporter0", "reporter1", "folder0", "folder1", "pause", "restart"])
                if what == "pause":
                    server.process.send_signal(signal.SIGSTOP)
                    time.sleep(chance.uniform(0.5, 2.5))
                    server.process.send_signal(signal.SIGCONT)
                elif what == "restart":
                    first.close()
                    server = first.enter_context(database_server())
                else:
                    processes.kill(what)
            processes.stop("reporter")
            database = open_database(parse_settings(environ), environ)
            found = everything_folded(database)
        finally:
            processes.stop("reporter")
            processes.stop("folder")
        stored = [row["sk"]["S"] for row in _reports(database)]
        receipts = [receipt for _, receipt in noted(notes, "ack")]
        for receipt in receipts:
            assert read_receipt(receipt, database.reports).status == "counted"

    assert not noted(notes, "bad")
    assert len(receipts) > ENOUGH, "the load was too small to mean anything"
    assert len(receipts) == len(set(receipts))
    assert len(receipts) <= len(stored) == found.reports <= len(noted(notes, "try"))


def _goes_on(seconds, notes):
    """Tell whether to go on killing: for a while, and on a slow machine until enough was acknowledged."""
    return seconds < SECONDS or (seconds < MOST_SECONDS and len(noted(notes, "ack")) <= ENOUGH)


def _reports(database):
    rows = database.known.client.scan(TableName=database.known.table)
    return [row for row in rows if row["sk"]["S"].startswith("u#")]

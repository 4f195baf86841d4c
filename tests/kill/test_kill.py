"""Everything killed at any time: nothing acknowledged is lost, nothing counts twice, no answer is a lie."""

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
from antifraud.keys import ClueKey
from antifraud.ports import ListedClue
from antifraud.settings import parse_settings
from antifraud.storage.client import open_client
from antifraud.storage.table import create_table
from antifraud.usecases.read_receipt import read_receipt
from antifraud.usecases.verify_evidence import SETTLED, verify_evidence
from antifraud.verdicts import REPORTED, Listing
from tools.dev_keys import development_keys
from tools.emulator import emulator_environment, free_port, running_emulator

SECONDS = 12
MOST_SECONDS = 60
ENOUGH = 50
QUICK_START = 3.0
"""Seconds until a reporter is acknowledged on a machine with nothing else to do."""

LIST, LINES = "list.csv", 2000
LISTED = "13900000001"
HERE = Path(__file__).parent


class Processes:
    """Those who report, fold, ask and import, of which any may die at any time."""

    NAMES = ("reporter0", "reporter1", "folder0", "folder1", "asker0", "importer0")

    def __init__(self, root, environ, notes):
        self.root, self.environ, self.notes = root, environ, notes
        self.running = {name: self.start(name) for name in self.NAMES}

    def start(self, name):
        script, number = HERE / f"{name[:-1]}.py", name[-1]
        command = [str(script), number, str(self.notes / name)]
        if name == "importer0":
            command = ["-m", "antifraud", "import", str(self.notes / LIST)]
        with (self.notes / f"{name}.out").open("a") as output:
            return subprocess.Popen(
                # A database that has no processor left cannot come back.
                ["nice", "-n", "10", sys.executable, *command],
                cwd=self.root,
                env={**self.environ, "PYTHONPATH": str(self.root)},
                stdout=output,
                stderr=subprocess.DEVNULL,
            )

    def kill(self, name, *, again=True):
        self.running[name].kill()
        self.running[name].wait()
        if again:
            self.running[name] = self.start(name)

    def go_on_importing(self):
        """Start the command again that ended because the database was away; tells whether all is in."""
        ended = self.running["importer0"].poll()
        if ended:
            self.running["importer0"] = self.start("importer0")
        return ended == 0

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
        "PORT": str(port),
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return {**os.environ, **values}


def noted(notes, word):
    files = (*notes.glob("reporter?"), *notes.glob("asker?"))
    lines = [line.split() for file in files for line in file.read_text().splitlines()]
    return [line[1:] for line in lines if len(line) > 1 and line[0] == word]


def everything_folded(database):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = verify_evidence(database.recount, utc_now() + SETTLED, repair=False)
        if found.reports and not found.waiting and not found.differences:
            return found
        time.sleep(0.5)
    return pytest.fail(f"a minute later the counts are still not those of the reports: {found}")


class Server:
    """The database, which may be paused and restarted."""

    def __init__(self, environ, folder):
        self.environ, self.folder = environ, folder
        self.stack = ExitStack()
        self.start()

    def start(self):
        data, log, port = self.folder / "data", self.folder / "log", int(self.environ["PORT"])
        self.running = self.stack.enter_context(running_emulator(self.environ, data, log, port))

    def restart(self):
        self.stack.close()
        self.start()

    def pause(self, seconds):
        self.running.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self.running.process.send_signal(signal.SIGCONT)


@pytest.fixture
def notes(tmp_path):
    """The folder where each process notes what it does, with the list that is imported."""
    folder = tmp_path / "notes"
    folder.mkdir()
    rows = (f"qq,{10_000_000 + n},platform:shop,reported" for n in range(LINES))
    (folder / LIST).write_text("\n".join(("kind,value,source,level", *rows)), "utf-8")
    return folder


@pytest.fixture
def server(environ, tmp_path):
    running = Server(environ, tmp_path)
    yield running
    running.stack.close()


@pytest.fixture
def database(environ, server):
    create_table(open_client(), parse_settings(environ).table)
    opened = open_database(parse_settings(environ), environ)
    listing = Listing("platform:shop", REPORTED)
    clue = ListedClue(ClueKey("phone", f"+86{LISTED}"), LISTED, listing)
    opened.listings.write_listings([(clue, {listing.source: listing})])
    return opened


@pytest.fixture
def processes(root, environ, notes, database):
    running = Processes(root, environ, notes)
    yield running
    for kind in ("reporter", "folder", "asker", "importer"):
        running.stop(kind)


def test_killed_at_random_nothing_is_lost_and_nothing_counts_twice(server, database, processes, notes):
    _kill_at_random(server, processes, notes)
    processes.stop("reporter")
    found = everything_folded(database)
    processes.stop("folder")
    processes.stop("asker")
    _all_in(processes)
    rows = list(database.known.client.scan(TableName=database.known.table))
    stored = [row for row in rows if row["sk"]["S"].startswith("u#")]
    receipts = [receipt for (receipt,) in noted(notes, "ack")]
    assert not noted(notes, "bad")
    assert len(receipts) > ENOUGH, "the load was too small to mean anything"
    assert len(receipts) == len(set(receipts))
    assert len(receipts) <= len(stored) == found.reports <= len(noted(notes, "try"))
    _hold_receipts(receipts, notes, database)
    _hold_answers(notes)
    listed = [row["pk"]["S"] for row in rows if row["pk"]["S"].startswith("C#qq#")]
    assert len(listed) == len(set(listed)) == LINES
    said = (notes / "importer0.out").read_text()
    assert f"{LINES} lines: {LINES} new, 0 changed, 0 unchanged, 0 rejected" in said


def _kill_at_random(server, processes, notes):
    chance = random.Random(20261121)
    slow = max(1.0, _seconds_to_start(notes) / QUICK_START)
    began = time.monotonic()
    while _goes_on(time.monotonic() - began, notes):
        time.sleep(chance.uniform(0.3, 1.2) * slow)
        processes.go_on_importing()
        what = chance.choice([*Processes.NAMES, "pause", "restart"])
        if what == "pause":
            server.pause(chance.uniform(0.5, 2.5))
        elif what == "restart":
            server.restart()
        elif processes.running[what].poll() is None:
            processes.kill(what)


def _hold_receipts(receipts, notes, database):
    """Everything acknowledged counts, unless it was taken back; of what nobody heard either may be."""
    left, leaving = ({receipt for (receipt,) in noted(notes, word)} for word in ("left", "leaving"))
    assert left
    assert noted(notes, "amended")
    for receipt in receipts:
        status = read_receipt(receipt, database.reports, database.cases).status
        assert status == "withdrawn" or receipt not in left
        assert status == "counted" or receipt in leaving


def _hold_answers(notes):
    """What is listed is never said to be unknown."""
    told = {tuple(answer) for answer in noted(notes, "told")}
    assert ("200", "reported") in told
    assert told <= {("200", "reported"), ("503", "unavailable")}


def _seconds_to_start(notes):
    """Wait until everything works once; on a busy machine what is killed needs longer to come back."""
    began = time.monotonic()
    while not (noted(notes, "ack") and noted(notes, "told")):
        assert time.monotonic() < began + MOST_SECONDS, "nothing ever worked"
        time.sleep(0.1)
    return time.monotonic() - began


def _goes_on(seconds, notes):
    """Tell whether to go on killing: for a while, and on a slow machine until enough was acknowledged."""
    return seconds < SECONDS or (seconds < MOST_SECONDS and len(noted(notes, "ack")) <= ENOUGH)


def _all_in(processes):
    deadline = time.monotonic() + 60
    while not processes.go_on_importing():
        assert time.monotonic() < deadline, "the import never ended"
        time.sleep(0.2)

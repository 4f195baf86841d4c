"""Two function processes report at once, two folders fold at once: nothing is lost and nothing is doubled."""

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from antifraud.storage.client import open_client, open_streams
from antifraud.storage.evidence_table import EvidenceTable
from antifraud.storage.stream import StreamReader
from functions.fold import fold_batch

REPORTERS = 12
CLUES = tuple(f"1375560{number:04}" for number in range(8))
PROCESS = """
import itertools, json, os, sys
from concurrent.futures import ThreadPoolExecutor
from functions.app import create_app
from functions.joined import join_parts

client = create_app(join_parts(os.environ)).test_client
city, path = sys.argv[1], f"/v1/{sys.argv[1]}/reports"

numbers = itertools.count(1)

def report(form):
    # From a network of its own: many people behind one would be held for review.
    network = {"REMOTE_ADDR": f"2001:{os.getpid() & 0xffff:x}:{next(numbers):x}::1"}
    answer = client().post(path, json=form, environ_overrides=network)
    return form["idempotency_key"], answer.status_code, answer.json["receipt"]

sys.stdin.readline()
with ThreadPoolExecutor(4) as pool:
    print(json.dumps(list(pool.map(report, json.loads(sys.stdin.readline())))))
"""
"""A function as Lambda would run it: told which forms to send, it waits for the start and sends them."""


def _forms(first: int, last: int) -> list[dict[str, object]]:
    """Return the forms of some reporters, each on every clue, each sent twice with its key."""
    forms = [
        {
            "clues": [{"kind": "phone", "value": clue}],
            "category": "refund",
            "device": f"device-of-person-{person:04}",
            "idempotency_key": f"person-{person:04}-on-{clue}",
        }
        for person in range(first, last)
        for clue in CLUES
    ]
    return [form for form in forms for _ in range(2)]


@pytest.fixture
def processes(aws, database, root, all_cities):
    """Two function processes in one city, on one database, waiting for the start."""
    environ = {**os.environ, **aws}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, city.slug],
            cwd=root,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for city in all_cities[:2]
    ]
    yield started
    for process in started:
        process.kill()
        process.communicate()


def _fold_everything(evidence: EvidenceTable, table: str) -> int:
    reader = StreamReader(open_client(), open_streams(), table)
    failed = 0
    for _ in range(2):
        for records in reader.batches():
            failed += len(fold_batch(records, evidence)["batchItemFailures"])
    return failed


def test_nothing_is_lost_and_nothing_is_doubled(processes, settings, database, keys, all_cities):
    # Reporters 4 to 7 send the same forms, with the same keys, from both processes.
    for process, forms in zip(processes, (_forms(0, 8), _forms(4, REPORTERS)), strict=True):
        process.stdin.write("\n" + json.dumps(forms) + "\n")
    for process in processes:
        process.stdin.flush()
    answers = [answer for process in processes for answer in json.loads(process.communicate(timeout=60)[0])]

    assert len(answers) == 2 * 2 * 8 * len(CLUES)
    assert {status for _, status, _ in answers} == {200, 201}
    stored = Counter(key for key, status, _ in answers if status == 201)
    assert len(stored) == REPORTERS * len(CLUES)
    assert set(stored.values()) == {1}
    assert len({(key, receipt) for key, _, receipt in answers}) == REPORTERS * len(CLUES)

    with ThreadPoolExecutor(2) as folders:
        folded = folders.map(_fold_everything, [database.evidence] * 2, [settings.table] * 2)
        assert list(folded) == [0, 0]
    assert _fold_everything(database.evidence, settings.table) == 0
    places = {clue: keys.clue_key("phone", f"+86{clue}") for clue in CLUES}
    known = database.known.read(list(places.values()))
    for place in places.values():
        evidence = known[place].evidence
        assert (evidence.reports, evidence.reporters) == (REPORTERS, REPORTERS)
        assert sum(evidence.cities.values()) == REPORTERS
        assert set(evidence.cities) == {city.slug for city in all_cities[:2]}
        assert dict(evidence.categories) == {"refund": REPORTERS}

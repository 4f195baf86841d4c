"""A database that throttles, fails, is slow and hangs up: clear errors, no lie, nothing lost."""

import threading
from datetime import timedelta

import pytest

from antifraud.assembly import make_keys, open_database, utc_now
from antifraud.ports import ListedClue
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.evidence_table import read_record
from antifraud.storage.stream import StreamReader
from antifraud.usecases.fold_reports import fold_reports
from antifraud.usecases.read_receipt import read_receipt
from antifraud.usecases.verify_evidence import SETTLED, verify_evidence
from antifraud.verdicts import REPORTED, Listing
from functions.app import create_app
from functions.joined import join_parts
from tests.kill.faulty import BROKEN, CUT, FAULTS, SLOW, THROTTLED, Faulty

CITY = "hangzhou"
LISTED = "13900000001"
PEOPLE = 40
THREADS = 4
GIVEN_UP_AFTER = 2.2
"""Seconds: a little more than the client waits for an answer."""


@pytest.fixture
def faulty(emulator):
    return Faulty(emulator.endpoint)


@pytest.fixture
def environ(aws, database, faulty):
    """An environment whose database is behind the proxy."""
    with faulty.running() as address:
        yield {
            **aws,
            "AWS_ENDPOINT_URL_DYNAMODB": address,
            "ANTIFRAUD_REPORTS_WITHOUT_PROOF_PER_HOUR": "99999",
            "ANTIFRAUD_REPORTS_PER_HOUR": "99999",
            "ANTIFRAUD_LOOKUPS_PER_MINUTE": "99999",
        }


@pytest.fixture
def client(environ, database, settings):
    listing = Listing("platform:shop", REPORTED)
    key = make_keys(settings).clue_key("phone", f"+86{LISTED}")
    database.listings.write_listings([(ListedClue(key, LISTED, listing), {listing.source: listing})])
    return create_app(join_parts(environ)).test_client()


def look_up(client):
    answer = client.post(f"/v1/{CITY}/lookup", json={"text": LISTED})
    assert answer.status_code == (503 if answer.json["overall"] == "unavailable" else 200)
    return answer.json["overall"]


def report(client, person, clue="13812345670"):
    form = {
        "text": clue,
        "category": "job",
        "device": f"device-{person:012}",
        "idempotency_key": f"form-number-{person:06}",
    }
    network = {"REMOTE_ADDR": f"10.{person // 250}.{person % 250}.1"}
    return client.post(f"/v1/{CITY}/reports", json=form, environ_overrides=network)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        *((one, "store_busy") for one in THROTTLED),
        *((one, "store_unavailable") for one in (*BROKEN, *CUT)),
    ],
)
def test_each_fault_is_told_as_what_it_is_and_over_when_it_is_over(client, faulty, fault, code):
    faulty.set(1.0, (fault,))
    assert look_up(client) == "unavailable"
    failed = report(client, 1)
    assert (failed.status_code, failed.json["code"]) == (503, code)
    assert "96110" in failed.json["hotlines"]
    faulty.set(0.0)
    assert look_up(client) == REPORTED
    assert report(client, 1).status_code in {200, 201}
    assert report(client, 1).status_code == 200
    assert faulty.happened[fault]


def test_who_is_slow_is_given_up_and_asked_again(client, faulty):
    faulty.set(1.0, SLOW, GIVEN_UP_AFTER)
    assert look_up(client) == "unavailable"
    faulty.set(1.0, SLOW, 0.1)
    assert look_up(client) == REPORTED
    assert report(client, 1).status_code == 201


def test_under_faults_of_every_kind_nothing_acknowledged_is_lost(client, environ, faulty, settings, database):
    faulty.set(1.0)  # an outage at first, so that some look-ups cannot be done
    receipts, levels, codes = {}, set(), set()
    told = threading.Event()

    def people(first):
        mine = create_app(join_parts(environ)).test_client()
        for person in range(first, PEOPLE, THREADS):
            for _ in range(100):
                levels.add(look_up(mine))
                told.set()
                answer = report(mine, person)
                if answer.status_code in {200, 201}:
                    receipts[person] = answer.json["receipt"]
                    break
                codes.add((answer.status_code, answer.json["code"]))

    threads = [threading.Thread(target=people, args=(first,)) for first in range(THREADS)]
    for thread in threads:
        thread.start()
    assert told.wait(60)
    faulty.set(0.4, (*FAULTS, *SLOW), 0.05)
    for thread in threads:
        thread.join()
    assert sorted(receipts) == list(range(PEOPLE))
    assert len(set(receipts.values())) == PEOPLE
    assert levels == {REPORTED, "unavailable"}
    assert codes <= {(503, "store_busy"), (503, "store_unavailable")}
    assert len(faulty.happened) == len((*FAULTS, *SLOW)) + 1, "a fault never happened"
    _fold_until_done(open_database(settings, environ).evidence, settings)
    faulty.set(0.0)
    found = verify_evidence(database.recount, utc_now() + SETTLED + timedelta(seconds=1), repair=False)
    assert (found.reports, found.waiting, found.differences) == (PEOPLE, 0, ())
    for receipt in receipts.values():
        assert read_receipt(receipt, database.reports, database.cases).status in {"counted", "under_review"}


def _fold_until_done(evidence, settings):
    """Deliver each batch again from the first record that failed, as Lambda does."""
    for batch in StreamReader(open_client(), open_streams(), settings.table).batches():
        left = list(batch)
        for _ in range(200):
            failed = {one.sequence for one in fold_reports(left, read_record, evidence)}
            if not failed:
                break
            numbers = [record["dynamodb"]["SequenceNumber"].zfill(40) for record in left]
            left = left[min(numbers.index(one) for one in failed) :]
        else:
            pytest.fail("the fold never recovered")

"""Leases, counters, batches and error translation on the real emulator."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from time import sleep

import pytest

from antifraud.errors import StoreBusyError, StoreUnavailableError
from antifraud.keys import ClueKey
from antifraud.ports import ListedClue
from antifraud.storage.client import open_client
from antifraud.storage.table import create_table, describe
from antifraud.verdicts import Listing


def test_the_table_is_made_once_with_stream_and_expiry(settings):
    client = open_client()
    assert create_table(client, settings.table) is True
    assert create_table(client, settings.table) is False
    assert describe(client, settings.table)["state"] == "ACTIVE"
    expiry = client.describe_time_to_live(TableName=settings.table)["TimeToLiveDescription"]
    assert (expiry["TimeToLiveStatus"], expiry["AttributeName"]) == ("ENABLED", "e")


def test_a_lease_is_one_holders_until_given_back_or_over(database, now):
    leases = database.leases
    assert leases.take("import", "one", now)
    assert leases.take("import", "one", now), "renewed"
    assert not leases.take("import", "two", now + timedelta(seconds=59))
    leases.give_back("import", "two")
    assert not leases.take("import", "two", now)
    leases.give_back("import", "one")
    assert leases.take("import", "two", now)
    assert leases.take("import", "one", now + timedelta(seconds=120)), "the holder died"


def test_counting(database, now):
    counts = [database.counter.count("report#abc", "2026112113", now) for _ in range(3)]
    assert counts == [1, 2, 3]
    assert database.counter.count("report#abc", "2026112114", now) == 1


def test_more_clues_than_one_batch_holds(database):
    listed = [
        (
            ListedClue(ClueKey("qq", str(n)), str(n), Listing("carrier", "reported")),
            {"carrier": Listing("carrier", "reported")},
        )
        for n in range(10_000, 10_230)
    ]
    database.listings.write_listings(listed)
    keys = [one.clue for one, _ in listed]
    assert len(database.known.read([*keys, ClueKey("qq", "1")])) == 230
    assert set(database.listings.read_listings(keys)) == set(keys)


class _OneFails:
    """A table that refuses the batch with one clue at once, while the others are on their way."""

    def __init__(self, client, clue):
        self.client, self.clue = client, clue

    def batch_write_item(self, RequestItems):  # noqa: N803 - as boto3 names it
        if self.clue.id in str(RequestItems):
            raise StoreUnavailableError
        sleep(0.05)
        return self.client.batch_write_item(RequestItems=RequestItems)

    def batch_get_item(self, RequestItems):  # noqa: N803
        return self.client.batch_get_item(RequestItems=RequestItems)


@pytest.fixture
def hundred(database):
    listing = Listing("carrier", "reported")
    keys = [ClueKey("qq", str(n)) for n in range(10_000, 10_100)]
    return [(ListedClue(key, key.id, listing), {"carrier": listing}) for key in keys]


def test_when_one_batch_fails_it_is_said_and_no_other_is_still_on_its_way(database, hundred):
    clues = [one.clue for one, _ in hundred]
    client = _OneFails(database.listings.client, clues[0])
    with ThreadPoolExecutor(4) as calls:
        failing = replace(database.listings, client=client, calls=calls)
        with pytest.raises(StoreUnavailableError):
            failing.write_listings(hundred)
        assert set(failing.read_listings(clues)) == set(clues[25:])


class _Unwritten:
    """A busy table: leaves the last row of each batch unwritten, `times` times."""

    def __init__(self, client, times):
        self.client, self.times = client, times

    def batch_write_item(self, RequestItems):  # noqa: N803 - as boto3 names it
        ((table, asked),) = RequestItems.items()
        self.times -= 1
        if self.times < 0:
            return self.client.batch_write_item(RequestItems=RequestItems)
        if asked[:-1]:
            self.client.batch_write_item(RequestItems={table: asked[:-1]})
        return {"UnprocessedItems": {table: asked[-1:]}}


def test_what_a_busy_table_leaves_unwritten_is_written_again_or_said(database, hundred):
    clues = [one.clue for one, _ in hundred]
    waits = []
    busy = replace(database.listings, client=_Unwritten(database.listings.client, 6), pause=waits.append)
    busy.write_listings(hundred)
    assert len(waits) == 6
    assert set(database.listings.read_listings(clues)) == set(clues)
    busy = replace(busy, client=_Unwritten(database.listings.client, 99))
    with pytest.raises(StoreBusyError):
        busy.write_listings(hundred)


class _Leaving:
    """A busy table: leaves half of each batch undone, for ever or `times` times."""

    def __init__(self, client, times):
        self.client, self.times = client, times

    def batch_get_item(self, RequestItems):  # noqa: N803 - as boto3 names it
        ((table, asked),) = RequestItems.items()
        self.times -= 1
        if self.times < 0:
            return self.client.batch_get_item(RequestItems=RequestItems)
        half = len(asked["Keys"]) // 2
        answer = (
            self.client.batch_get_item(RequestItems={table: {"Keys": asked["Keys"][:half]}}) if half else {}
        )
        return {
            "Responses": answer.get("Responses", {}),
            "UnprocessedKeys": {table: {"Keys": asked["Keys"][half:]}},
        }


@pytest.fixture
def three_listed(database):
    keys = [ClueKey("qq", str(n)) for n in (11_111, 22_222, 33_333)]
    listing = Listing("carrier", "reported")
    database.listings.write_listings(
        [(ListedClue(key, key.id, listing), {"carrier": listing}) for key in keys]
    )
    return keys


def test_what_a_busy_table_leaves_out_is_asked_again(database, three_listed):
    waits = []
    busy = replace(database.known, client=_Leaving(database.known.client, 2), pause=waits.append)
    assert set(busy.read(three_listed)) == set(three_listed)
    assert waits == [0, 1]


def test_a_table_that_stays_busy_is_never_taken_for_no_record(database, three_listed):
    busy = replace(database.known, client=_Leaving(database.known.client, 99), pause=lambda _: None)
    with pytest.raises(StoreBusyError):
        busy.read(three_listed)


def test_a_table_of_an_earlier_version_gets_the_stream_that_is_needed_now(aws):
    client = open_client()
    create_table(client, "antifraud-test")
    old = {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}
    client.update_table(TableName="antifraud-test", StreamSpecification={"StreamEnabled": False})
    client.update_table(TableName="antifraud-test", StreamSpecification=old)
    assert create_table(client, "antifraud-test") is False
    now = client.describe_table(TableName="antifraud-test")["Table"]["StreamSpecification"]
    assert now["StreamViewType"] == "NEW_AND_OLD_IMAGES"

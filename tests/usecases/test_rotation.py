"""Two hash keys: what is found before a rotation, in it and after it, and that nobody counts twice."""

from datetime import timedelta

import pytest

from antifraud.callback import call_back_words
from antifraud.clues.model import Clue
from antifraud.keys import Keys
from antifraud.ports import ListedClue, Ruling
from antifraud.reports import ALREADY_REPORTED, RECEIVED
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.evidence_table import read_record
from antifraud.storage.stream import StreamReader
from antifraud.usecases.amend_report import withdraw_report
from antifraud.usecases.file_report import Statement, file_report
from antifraud.usecases.fold_reports import fold_reports
from antifraud.usecases.look_up import Sources, look_up
from antifraud.usecases.read_receipt import read_receipt
from antifraud.usecases.review import decide_held, list_waiting
from antifraud.usecases.verify_evidence import SETTLED, verify_evidence
from antifraud.verdicts import CONFIRMED, HIGH_RISK, NO_RECORD, REPORTED, Listing
from tools.demo import OpenGate

PHONE = Clue("phone", "+8613812345678", "138 1234 5678", (0, 11))
CARD = Clue("bank_card", "6222021234567894", "622202******7894", (0, 16))
SEAL = bytes(range(32))
BEFORE = Keys(b"b" * 32, SEAL)
ROTATING = Keys(b"a" * 32, SEAL, b"b" * 32)
AFTER = Keys(b"a" * 32, SEAL)


class NoOwner:
    """A directory without an official line."""

    def owner_of(self, _clue):
        return None


@pytest.fixture
def town(database, settings, now):
    return Town(database, StreamReader(open_client(), open_streams(), settings.table), now)


class Town:
    """People who report, and what a look-up then says."""

    def __init__(self, database, stream, now):
        self.database, self.stream, self.now = database, stream, now

    def report(self, keys, person=0, clues=(CARD,), gate=OpenGate(), **more):  # noqa: B008 - it has no state
        self.now += timedelta(minutes=40)
        statement = Statement(
            city=("seaside", "uphill", "lakeside")[person % 3],
            clues=clues,
            category="job",
            device=f"device-{person:010}",
            address=f"203.0.{person}.1",
            **more,
        )
        filed = file_report(statement, self.database.reports, keys, self.now, gate)
        self.fold()
        return filed

    def fold(self):
        for records in self.stream.batches():
            assert fold_reports(records, read_record, self.database.evidence) == []

    def verdict(self, keys, clue=CARD):
        answer = look_up([clue], Sources(self.database.known, NoOwner(), keys), self.now)
        return answer.clues[0].verdict

    def assert_counts_hold(self):
        found = verify_evidence(self.database.recount, self.now + SETTLED, repair=False)
        assert not found.differences
        return found


def test_a_card_is_found_under_either_key_until_the_old_one_is_retired(town):
    town.report(BEFORE)
    assert town.verdict(BEFORE).level == town.verdict(ROTATING).level == REPORTED
    assert town.verdict(AFTER).level == NO_RECORD
    town.report(ROTATING, person=1)
    assert (town.verdict(ROTATING).reports, town.verdict(AFTER).reports) == (2, 1)


def test_reports_under_both_keys_are_judged_together(town):
    for person in range(6):
        town.report(BEFORE if person < 3 else ROTATING, person)
    found = town.verdict(ROTATING)
    assert (found.level, found.reports, set(found.cities)) == (
        HIGH_RISK,
        6,
        {"seaside", "uphill", "lakeside"},
    )
    assert town.verdict(BEFORE).reports == town.verdict(AFTER).reports == 3


@pytest.mark.parametrize("clue", [PHONE, CARD])
def test_who_reported_under_the_old_key_does_not_count_twice(town, clue):
    first = town.report(BEFORE, clues=(clue,), idempotency_key="a" * 16)
    again = town.report(ROTATING, clues=(clue,), idempotency_key="a" * 16)
    later = town.report(ROTATING, clues=(clue,), idempotency_key="b" * 16, amount=500)
    assert (again.status, again.receipt, again.new) == (RECEIVED, first.receipt, False)
    assert (later.status, later.receipt) == (ALREADY_REPORTED, None)
    assert town.verdict(ROTATING, clue).reports == 1
    assert read_receipt(first.receipt, town.database.reports, town.database.cases).report.amount == 500


class ShutGate:
    """Holds everything for review."""

    def admit(self, _visitor, clues, _now):
        return frozenset(clues)


def test_statements_held_before_a_rotation_are_ruled_in_it(town):
    for person, keys in enumerate([BEFORE, BEFORE, ROTATING]):
        town.report(keys, person, (PHONE,), gate=ShutGate())
    (waiting,) = list_waiting(town.database.review, town.database.known)
    assert (waiting.evidence.held, town.verdict(ROTATING, PHONE).reports) == (3, 0)
    assert decide_held(waiting.clue, Ruling(True, "Li Lei", town.now), town.database.review, ROTATING) == 3
    town.fold()
    assert town.verdict(ROTATING, PHONE).reports == 3
    assert list_waiting(town.database.review, town.database.known) == []


def test_a_new_clue_beside_an_old_one_is_kept_under_the_new_key(town):
    first = town.report(BEFORE, clues=(PHONE,), idempotency_key="a" * 16)
    second = town.report(ROTATING, clues=(PHONE, CARD), idempotency_key="b" * 16)
    assert second.receipt not in {None, first.receipt}
    kept = read_receipt(second.receipt, town.database.reports, town.database.cases).report
    assert kept.siblings == (kept.key,)
    assert town.verdict(ROTATING, PHONE).reports == town.verdict(AFTER, CARD).reports == 1


def test_changes_under_both_keys_are_all_counted(town):
    """The old reports and the new ones are in partitions whose changes have no order."""
    old = [town.report(BEFORE, person, (PHONE,)).receipt for person in range(8)]
    new = [town.report(ROTATING, person, (PHONE,)).receipt for person in range(8, 16)]
    assert len({receipt[-1] for receipt in old} & {receipt[-1] for receipt in new}) == 0
    for receipt in (old[0], new[0], old[1], new[1]):
        withdraw_report(receipt, town.database.reports, town.now)
    town.fold()
    assert town.verdict(ROTATING, PHONE).reports == 12
    assert town.assert_counts_hold().reports == 16


def test_a_list_imported_under_the_old_key_still_confirms(town):
    (_, old) = ROTATING.lookup_keys(CARD.kind, CARD.value)
    listing = Listing("police", CONFIRMED)
    town.database.listings.write_listings([(ListedClue(old, CARD.display, listing), {"police": listing})])
    assert town.verdict(ROTATING).level == CONFIRMED
    assert town.verdict(AFTER).level == NO_RECORD


def test_only_cards_and_people_depend_on_the_key():
    for clue in (PHONE, Clue("url", "http://example.com/a", "example.com/a", (0, 13))):
        assert ROTATING.lookup_keys(clue.kind, clue.value) == AFTER.lookup_keys(clue.kind, clue.value)
        assert BEFORE.lookup_keys(clue.kind, clue.value) == AFTER.lookup_keys(clue.kind, clue.value)


def test_the_words_of_a_call_stay_the_same_and_are_gone_rather_than_others(town):
    filed = town.report(BEFORE, contact="13900001111", call_back=True)
    words = call_back_words(filed.report, BEFORE)
    assert words
    assert call_back_words(filed.report, ROTATING) == words
    assert call_back_words(filed.report, AFTER) is None

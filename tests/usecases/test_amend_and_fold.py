"""Said anew, marked, held, taken back, expired: evidence is always what the reports that stand add up to."""

import random
from datetime import timedelta

import pytest

from antifraud.clues.model import Clue
from antifraud.errors import UnknownReceiptError
from antifraud.reports import (
    ALREADY_REPORTED,
    COUNTED,
    DISMISSED,
    NOT_COUNTED,
    RECEIVED,
    UNDER_REVIEW,
    WITHDRAWN,
    parse_receipt,
)
from antifraud.storage import rows
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.evidence_table import read_record
from antifraud.storage.stream import StreamReader
from antifraud.usecases.amend_report import Details, amend_report, withdraw_report
from antifraud.usecases.file_report import Statement, file_report
from antifraud.usecases.fold_reports import fold_reports
from antifraud.usecases.read_receipt import read_receipt
from antifraud.usecases.verify_evidence import verify_evidence
from tests.gates import HoldingGate
from tools.demo import OpenGate

PHONE = Clue("phone", "+8613812345678", "138 1234 5678", (0, 11))
QQ = Clue("qq", "123456789", "123456789", (0, 9))
RECEIPT_OF_NOBODY = "7K3M-9QXT-2HVW-R4CM"


def statement(person=0, **more):
    given = {
        "city": "seaside",
        "clues": (PHONE,),
        "category": "refund",
        "device": f"device-{person:010}",
        "address": f"198.18.{person}.1",
    }
    return Statement(**{**given, **more})


@pytest.fixture
def file(database, keys, now):
    def store(person=0, gate=None, **more):
        return file_report(statement(person, **more), database.reports, keys, now, gate or OpenGate())

    return store


@pytest.fixture
def records(database, settings):
    """Everything the stream holds."""

    def read():
        reader = StreamReader(open_client(), open_streams(), settings.table)
        return [record for batch in reader.batches() for record in batch]

    return read


@pytest.fixture
def evidence(database, keys, records):
    """The evidence on a clue when everything is folded."""

    def read(clue=PHONE):
        assert fold_reports(records(), read_record, database.evidence) == []
        (key,) = keys.lookup_keys(clue.kind, clue.value)
        return database.known.read([key])[key].evidence

    return read


@pytest.fixture
def status(database):
    def read(receipt):
        return read_receipt(receipt, database.reports, database.cases).status

    return read


def test_a_mark_counts_as_legitimate_and_never_as_a_report(file, evidence):
    for person in range(3):
        file(person, category=None, mark="courier")
    found = evidence()
    assert (found.reporters, found.fraud, dict(found.marks), found.legitimate_networks) == (
        0,
        0,
        {"courier": 3},
        3,
    )
    assert found.legitimate > 0


def test_who_reported_and_then_marks_has_one_voice(file, evidence):
    file(idempotency_key="a" * 16)
    assert evidence().reporters == 1
    assert file(idempotency_key="b" * 16, category=None, mark="known_to_me").status == ALREADY_REPORTED
    found = evidence()
    assert (found.reporters, found.fraud, dict(found.marks)) == (0, 0, {"known_to_me": 1})
    file(idempotency_key="c" * 16)
    found = evidence()
    assert (found.reporters, dict(found.marks), found.legitimate) == (1, {}, 0)


def test_a_quick_tip_is_a_report_that_can_be_completed(database, keys, now, file, evidence):
    tip = file(category=None)
    assert (tip.status, dict(evidence().categories)) == (RECEIVED, {"other": 1})
    details = Details(category="job", amount=12_345, channel="wechat", happened_on=now.date())
    amended = amend_report(tip.receipt, details, database.reports, keys, now + timedelta(minutes=1))
    assert (amended.category, amended.amount, amended.channel) == ("job", 12_345, "wechat")
    found = evidence()
    assert (found.reporters, dict(found.categories)) == (1, {"job": 1})


def test_an_amendment_says_nothing_of_what_it_leaves_out(database, keys, now, file):
    receipt = file(amount=500, channel="sms").receipt
    amended = amend_report(receipt, Details(category="job"), database.reports, keys, now)
    assert (amended.amount, amended.channel, amended.category) == (500, "sms", "job")


def test_an_amended_mark_stays_a_mark(database, keys, now, file, evidence):
    receipt = file(category=None, mark="own_number").receipt
    amend_report(receipt, Details(channel="sms"), database.reports, keys, now)
    assert dict(evidence().marks) == {"own_number": 1}


def test_what_is_withdrawn_counts_no_more_for_any_of_its_clues(
    database, now, file, evidence, status, settings
):
    receipt = file(clues=(PHONE, QQ), story="他说我中奖了", contact="13900001111").receipt
    file(1)
    assert (evidence().reporters, evidence(QQ).reporters) == (2, 1)
    withdrawn = withdraw_report(receipt, database.reports, now + timedelta(hours=1))
    assert withdrawn.state == WITHDRAWN
    assert (evidence().reporters, evidence(QQ).reporters, evidence(QQ).fraud) == (1, 0, 0)
    assert status(receipt) == WITHDRAWN
    stored = list(database.known.client.scan(TableName=settings.table))
    sealed = [row for row in stored if row["sk"]["S"].startswith("t#")]
    assert sealed
    assert not any("s" in row for row in sealed), "its story is forgotten"


def test_withdrawing_twice_is_withdrawing_once(database, now, file, evidence):
    receipt = file().receipt
    for minute in (1, 2):
        withdraw_report(receipt, database.reports, now + timedelta(minutes=minute))
    assert evidence().reporters == 0


def test_who_withdrew_may_report_again_and_counts_once(database, now, file, evidence, status):
    receipt = file(idempotency_key="a" * 16).receipt
    withdraw_report(receipt, database.reports, now)
    file(idempotency_key="b" * 16)
    assert (evidence().reporters, status(receipt)) == (1, COUNTED)


@pytest.mark.parametrize("receipt", [RECEIPT_OF_NOBODY, "", "x" * 99])
def test_nobody_amends_or_withdraws_without_a_receipt(database, keys, now, file, receipt):
    file()
    with pytest.raises(UnknownReceiptError):
        amend_report(receipt, Details(category="job"), database.reports, keys, now)
    with pytest.raises(UnknownReceiptError):
        withdraw_report(receipt, database.reports, now)


def test_what_is_held_waits_and_counts_for_nothing(file, evidence, status):
    filed = file(gate=HoldingGate())
    assert filed.status == UNDER_REVIEW
    found = evidence()
    assert (found.held, found.reporters, found.fraud) == (1, 0, 0)
    assert status(filed.receipt) == UNDER_REVIEW


def test_what_a_review_dismisses_is_told_to_its_reporter(database, settings, file, evidence, status):
    filed = file(gate=HoldingGate())
    key = parse_receipt(filed.receipt)
    database.known.client.update_item(
        TableName=settings.table,
        Key=rows.report_row_key(key),
        UpdateExpression="SET st = :st",
        ExpressionAttributeValues={":st": {"S": DISMISSED}},
    )
    assert (evidence().held, evidence().reporters, status(filed.receipt)) == (0, 0, NOT_COUNTED)


def test_an_expired_report_counts_no_more(database, settings, file, evidence):
    receipt = file().receipt
    file(1)
    assert evidence().reporters == 2
    database.known.client.delete_item(
        TableName=settings.table, Key=rows.report_row_key(parse_receipt(receipt))
    )
    assert evidence().reporters == 1


@pytest.mark.parametrize("seed", range(4))
def test_any_story_in_any_batches_is_what_a_recount_finds(database, keys, now, records, seed):
    """People report, mark, amend and withdraw at random; two consumers fold overlapping batches."""
    chance = random.Random(seed)
    receipts = []
    for step in range(60):
        later = now + timedelta(minutes=step)
        what = chance.choice(["report", "report", "mark", "amend", "withdraw"])
        if what in {"report", "mark"} or not receipts:
            mark = chance.choice(["courier", "advertising"]) if what == "mark" else None
            told = statement(
                chance.randrange(12),
                clues=chance.choice([(PHONE,), (QQ,), (PHONE, QQ)]),
                city=chance.choice(["seaside", "uphill"]),
                mark=mark,
                idempotency_key=f"{step:016}",
            )
            receipt = file_report(told, database.reports, keys, later, OpenGate()).receipt
            receipts += [receipt] if receipt else []
        elif what == "amend":
            details = Details(category=chance.choice(["job", "lottery"]))
            amend_report(chance.choice(receipts), details, database.reports, keys, later)
        else:
            withdraw_report(chance.choice(receipts), database.reports, later)
    everything = records()
    for start in range(0, len(everything), 7):
        for again in (max(0, start - chance.randrange(20)), start):
            fold_reports(everything[again : start + 7], read_record, database.evidence)
    found = verify_evidence(database.recount, now + timedelta(hours=3), repair=False)
    assert (found.clues, found.waiting, found.differences) == (2, 0, ())

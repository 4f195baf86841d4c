"""Counting anew finds what differs, mends it, and takes nothing that is still to come for a difference."""

from datetime import UTC, datetime, timedelta

import pytest

from antifraud.clues.model import Clue
from antifraud.usecases.file_report import Statement, file_report
from antifraud.usecases.verify_evidence import SETTLED, verify_evidence
from tools.demo import OpenGate

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
PHONES = [Clue("phone", f"+861381234567{n}", f"138 1234 567{n}", (0, 11)) for n in range(3)]


@pytest.fixture
def reported(database, keys):
    """Report each of three numbers by ten people from two cities over two years."""
    for person in range(10):
        for clue in PHONES:
            statement = Statement(
                ("a" * 5, "b" * 5)[person % 2], (clue,), "job", device=f"device-{person:010}"
            )
            file_report(statement, database.reports, keys, NOW - timedelta(days=50 * person), OpenGate())


def spoil(database, settings, expression, value=None):
    database.known.client.update_item(
        TableName=settings.table,
        Key={"pk": {"S": f"C#phone#{PHONES[0].value}"}, "sk": {"S": "V"}},
        UpdateExpression=expression,
        **({"ExpressionAttributeValues": {":v": {"N": value}}} if value else {}),
    )


@pytest.fixture
def now(now):
    """A while after the last report."""
    return now + timedelta(minutes=5)


def test_what_was_folded_is_what_was_reported(database, reported, fold, now):
    fold()
    found = verify_evidence(database.recount, now, repair=False)
    assert (found.clues, found.reports, found.waiting, found.differences) == (3, 30, 0, ())


def test_reports_still_to_come_are_waiting_and_no_difference(database, keys, now, stream, fold):
    for person in range(6):
        statement = Statement("here", (PHONES[0],), "job", device=f"device-{person:010}")
        file_report(statement, database.reports, keys, now + timedelta(minutes=person), OpenGate())
        if person == 2:
            fold()
    found = verify_evidence(database.recount, now + timedelta(minutes=10), repair=True)
    assert (found.reports, found.waiting, found.differences) == (6, 3, ())
    fold()
    assert verify_evidence(database.recount, now, repair=False).waiting == 0


@pytest.mark.parametrize(
    ("expression", "value", "fields"),
    [
        ("SET n = :v", "9", ("n",)),
        ("SET c_zzzzz = :v", "1", ("c_zzzzz",)),
        ("REMOVE g_job", None, ("g_job",)),
        ("SET f_2026 = :v", "7", ("f_2026",)),
        ("REMOVE a_2025", None, ("a_2025",)),
    ],
)
def test_every_kind_of_damage_is_found_and_mended(
    database, settings, reported, fold, now, expression, value, fields
):
    fold()
    spoil(database, settings, expression, value)
    found = verify_evidence(database.recount, now, repair=False)
    assert [(one.fields, one.mended) for one in found.differences] == [(fields, False)]
    assert [one.mended for one in verify_evidence(database.recount, now, repair=True).differences] == [True]
    assert verify_evidence(database.recount, now, repair=False).differences == ()


def test_a_lost_row_is_counted_anew_once_the_stream_is_over(database, settings, reported, fold, now):
    fold()
    key = {"pk": {"S": f"C#phone#{PHONES[0].value}"}, "sk": {"S": "V"}}
    database.known.client.delete_item(TableName=settings.table, Key=key)
    later = now + timedelta(days=2)
    assert [one.mended for one in verify_evidence(database.recount, later, repair=True).differences] == [True]
    assert verify_evidence(database.recount, later, repair=False).differences == ()


def test_mending_never_overwrites_what_was_folded_meanwhile(database, settings, reported, fold, now, keys):
    fold()
    (before,) = [one for one in database.recount.tallies() if one.clue.id == PHONES[0].value]
    for person in range(20, 30):
        statement = Statement("here", (PHONES[0],), "job", device=f"device-{person:010}")
        file_report(statement, database.reports, keys, now, OpenGate())
    fold()
    assert database.recount.replace(before, before, "x") is False


def test_after_mending_the_fold_goes_on_where_it_was(database, settings, reported, fold, now, keys):
    fold()
    spoil(database, settings, "SET n = :v", "99")
    verify_evidence(database.recount, now, repair=True)
    statement = Statement("here", (PHONES[0],), "job", device="device-of-one-more")
    file_report(statement, database.reports, keys, now, OpenGate())
    fold()
    found = verify_evidence(database.recount, now + SETTLED, repair=False)
    assert (found.reports, found.waiting, found.differences) == (31, 0, ())


def test_a_clue_reported_a_moment_ago_is_not_judged_yet(database, settings, reported, fold, keys, now):
    statement = Statement("here", (PHONES[0],), "job", device="device-of-one-more")
    file_report(statement, database.reports, keys, now, OpenGate())
    fold()
    spoil(database, settings, "SET n = :v", "99")
    assert verify_evidence(database.recount, now, repair=True).differences == ()
    assert len(verify_evidence(database.recount, now + 2 * SETTLED, repair=False).differences) == 1

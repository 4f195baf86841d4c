"""Reports into the real table, its real stream into evidence: nothing lost, nothing doubled."""

import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from nacl.public import SealedBox

from antifraud.clues.model import Clue
from antifraud.errors import FoldError, StoreError, UnknownReceiptError
from antifraud.reports import ALREADY_REPORTED, COUNTED, RECEIVED
from antifraud.storage.evidence_table import read_record
from antifraud.usecases.file_report import Statement, file_report
from antifraud.usecases.fold_reports import fold_reports
from antifraud.usecases.read_receipt import read_receipt
from tests.conftest import PRIVATE_KEY
from tools.demo import OpenGate

PHONE = Clue("phone", "+8613812345678", "138 1234 5678", (0, 11))
CARD = Clue("bank_card", "6222021234567894", "622202******7894", (0, 16))


def statement(person=0, **more):
    given = {"city": "seaside", "clues": (PHONE,), "category": "refund", "device": f"device-{person:010}"}
    return Statement(**{**given, **more})


@pytest.fixture
def known(database, keys):
    def read(clue=PHONE):
        (key,) = keys.lookup_keys(clue.kind, clue.value)
        return database.known.read([key]).get(key)

    return read


def test_a_report_gets_a_receipt_and_is_counted(database, keys, now, fold, known):
    filed = file_report(statement(), database.reports, keys, now, OpenGate())
    assert filed.new
    assert filed.status == RECEIVED
    assert read_receipt(filed.receipt, database.reports, database.cases).status == RECEIVED
    assert known() is None
    fold()
    evidence = known().evidence
    assert (evidence.reports, dict(evidence.cities), dict(evidence.categories)) == (
        1,
        {"seaside": 1},
        {"refund": 1},
    )
    assert evidence.first_seen == evidence.last_seen == now.date()
    assert (
        read_receipt(filed.receipt.lower().replace("-", " "), database.reports, database.cases).status
        == COUNTED
    )


def test_the_same_form_again_gets_the_same_receipt(database, keys, now, fold, known):
    form = statement(idempotency_key="k" * 16)
    first = file_report(form, database.reports, keys, now, OpenGate())
    again = file_report(form, database.reports, keys, now + timedelta(hours=1), OpenGate())
    assert (again.receipt, again.new, again.report.at) == (first.receipt, False, first.report.at)
    fold()
    assert known().evidence.reports == 1


def test_a_second_statement_of_the_same_person_counts_once(database, keys, now, fold, known):
    file_report(statement(idempotency_key="a" * 16), database.reports, keys, now, OpenGate())
    later = file_report(
        statement(idempotency_key="b" * 16, amount=500), database.reports, keys, now, OpenGate()
    )
    assert (later.status, later.receipt) == (ALREADY_REPORTED, None)
    fold()
    assert known().evidence.reports == 1


def test_several_clues_in_one_report_are_each_counted(database, keys, now, fold, known):
    filed = file_report(statement(clues=(PHONE, CARD)), database.reports, keys, now, OpenGate())
    assert [
        one.display for one in read_receipt(filed.receipt, database.reports, database.cases).report.clues
    ] == [
        PHONE.display,
        CARD.display,
    ]
    fold()
    assert known(PHONE).evidence.reports == known(CARD).evidence.reports == 1


def test_a_new_clue_beside_an_old_one_gets_its_own_receipt(database, keys, now):
    first = file_report(statement(idempotency_key="a" * 16), database.reports, keys, now, OpenGate())
    second = file_report(
        statement(idempotency_key="b" * 16, clues=(PHONE, CARD)), database.reports, keys, now, OpenGate()
    )
    assert second.receipt not in {None, first.receipt}
    assert read_receipt(second.receipt, database.reports, database.cases).report.clue.kind == "bank_card"


@pytest.mark.parametrize(
    "code", ["", "7K3M", "0000-0000-0000-0000", "7K3M-9QXT-2HVW-R4CM", "7" * 400, "七" * 16]
)
def test_a_receipt_nobody_got_is_unknown(database, code):
    with pytest.raises(UnknownReceiptError):
        read_receipt(code, database.reports, database.cases)


def test_every_single_change_of_a_receipt_is_unknown(database, keys, now):
    receipt = file_report(statement(), database.reports, keys, now, OpenGate()).receipt
    for place, sign in enumerate(receipt):
        changed = receipt[:place] + ("2" if sign != "2" else "3") + receipt[place + 1 :]
        with pytest.raises(UnknownReceiptError):
            read_receipt(changed, database.reports, database.cases)


def test_what_is_secret_is_sealed_and_opens_only_with_the_private_key(database, settings, keys, now):
    secret = {"story": "他让我转账到安全账户", "contact": "13900001111"}
    file_report(statement(clues=(CARD,), **secret), database.reports, keys, now, OpenGate())
    rows = list(database.known.client.scan(TableName=settings.table))
    everything = repr(rows)
    for plain in (*secret.values(), CARD.value, "device-", "安全账户".encode().hex()):
        assert plain not in everything
    sealed = base64.b64decode(next(row["s"]["B"] for row in rows if "s" in row))
    assert json.loads(SealedBox(PRIVATE_KEY).decrypt(sealed)) == secret


def test_a_story_is_masked_before_it_is_sealed(database, settings, keys, now):
    story = "他要我的身份证11010519491231002X和银行卡6222021234567894，验证码是 482913"
    file_report(statement(story=story), database.reports, keys, now, OpenGate())
    rows = list(database.known.client.scan(TableName=settings.table))
    sealed = base64.b64decode(next(row["s"]["B"] for row in rows if "s" in row))
    opened = SealedBox(PRIVATE_KEY).decrypt(sealed).decode()
    for secret in ("11010519491231002X", "6222021234567894", "482913"):
        assert secret not in opened
    assert "身份证" in opened


def test_a_batch_delivered_again_in_order_counts_exactly(database, keys, now, stream, known):
    for person in range(30):
        file_report(statement(person), database.reports, keys, now, OpenGate())
    records = [record for batch in stream.batches() for record in batch]
    for start, end in ((0, 10), (0, 10), (5, 20), (0, 30), (19, 30), (0, 30)):
        fold_reports(records[start:end], read_record, database.evidence)
    assert known().evidence.reports == 30


def test_a_broken_record_is_set_aside_and_the_rest_is_counted(database, keys, now, stream, settings, known):
    for person in range(3):
        file_report(statement(person), database.reports, keys, now, OpenGate())
    records = [record for batch in stream.batches() for record in batch]
    broken = json.loads(json.dumps(records[1], default=str))
    del broken["dynamodb"]["NewImage"]["t"]
    assert fold_reports([records[0], broken, records[2]], read_record, database.evidence) == []
    fold_reports([broken], read_record, database.evidence)
    aside = [
        row
        for row in list(database.known.client.scan(TableName=settings.table))
        if row["pk"]["S"] == "X#stream"
    ]
    assert len(aside) == 1
    assert PHONE.value not in repr(aside)
    assert known().evidence.reports == 2


def test_a_city_code_that_is_none_cannot_become_an_attribute(database, keys, now, stream):
    file_report(statement(), database.reports, keys, now, OpenGate())
    record = next(stream.batches())[0]
    record["dynamodb"]["NewImage"]["c"]["S"] = "x :q"
    with pytest.raises(FoldError):
        read_record(record)


class _Cut:
    """A keeper whose database is cut off for the first `times` calls."""

    def __init__(self, keeper, times):
        self.keeper, self.times = keeper, times

    def add(self, increment):
        self.times -= 1
        if self.times >= 0:
            raise StoreError
        return self.keeper.add(increment)

    def __getattr__(self, name):
        return getattr(self.keeper, name)


def test_what_could_not_be_folded_comes_again(database, keys, now, stream, known):
    for person in range(5):
        file_report(statement(person), database.reports, keys, now, OpenGate())
    records = [record for batch in stream.batches() for record in batch]
    failed = fold_reports(records, read_record, _Cut(database.evidence, 1))
    assert failed
    assert fold_reports(records, read_record, database.evidence) == []
    assert known().evidence.reports == 5


def test_no_receipt_without_a_stored_report(settings, database, keys, now):
    nowhere = replace(database.reports, table="not-there")
    with pytest.raises(StoreError):
        file_report(statement(), nowhere, keys, now, OpenGate())

"""Counting without watching: what is added to the row of a day, when, and that it can fail no answer."""

import dataclasses
from datetime import date, timedelta

import pytest

from antifraud.errors import StoreUnavailableError
from antifraud.ports import DayCounts
from functions.app import create_app
from functions.counting import Counting

DAY = date(2026, 11, 21)


@pytest.fixture
def counted(database):
    """What the rows of days hold, by day and city."""
    return lambda: {
        (one.day, one.city): dict(one.counts)
        for one in database.statistics.rows()
        if isinstance(one, DayCounts)
    }


class Clock:
    def __init__(self, moment):
        self.moment = moment

    def __call__(self):
        return self.moment


@pytest.fixture
def clock(now):
    return Clock(now)


@pytest.fixture
def client(parts, clock):
    keeper = parts.counting.keeper
    counting = Counting(keeper, clock, iter("abcdefgh").__next__, lambda work: work())
    return create_app(dataclasses.replace(parts, counting=counting)).test_client()


def test_the_first_answer_is_counted_at_once_and_the_next_a_minute_later(client, clock, counted):
    client.post("/v1/seaside/lookup", json={"text": "138 1234 5678"})
    assert counted() == {(DAY, "seaside"): {"l:phone:no_record": 1}}
    clock.moment += timedelta(seconds=59)
    client.post("/v1/seaside/lookup", json={"text": "138 1234 5678"})
    client.post("/v1/seaside/lookup", json={"text": "你好"})
    assert counted() == {(DAY, "seaside"): {"l:phone:no_record": 1}}
    clock.moment += timedelta(seconds=1)
    client.post("/v1/uphill/lookup", json={"text": "95588"})
    assert counted() == {
        (DAY, "seaside"): {"l:phone:no_record": 2, "l:none:no_record": 1},
        (DAY, "uphill"): {"l:phone:official": 1},
    }


def test_a_report_is_counted_by_kind_and_kind_of_fraud_and_only_once(client, clock, counted):
    clues = [{"kind": "phone", "value": "13812345678"}, {"kind": "qq", "value": "123456789"}]
    form = {"clues": clues, "category": "refund", "idempotency_key": "k" * 16}
    assert client.post("/v1/seaside/reports", json=form).status_code == 201
    assert client.post("/v1/seaside/reports", json=form).status_code == 200
    assert counted() == {(DAY, "seaside"): {"r:phone:refund": 1, "r:qq:refund": 1}}


def test_why_somebody_still_wants_to_pay_is_counted_and_nothing_else(client, counted):
    answer = client.post("/v1/seaside/why", data={"level": "confirmed", "answer": "friend_asked"})
    assert (answer.status_code, answer.data) == (204, b"")
    assert counted() == {(DAY, "seaside"): {"w:confirmed:friend_asked": 1}}


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"level": "reported", "answer": "threatened"}, "level"),
        ({"level": "confirmed", "answer": "because"}, "answer"),
        ({"level": "confirmed"}, "answer"),
        ({"level": "confirmed", "answer": "threatened", "text": "13812345678"}, "text"),
    ],
)
def test_an_answer_that_is_none_is_refused(client, counted, form, field):
    answer = client.post("/v1/seaside/why", json=form)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json["fields"]] == [field]
    assert counted() == {}


def test_the_day_is_that_of_china(client, clock, counted):
    clock.moment += timedelta(hours=3)
    client.post("/v1/seaside/lookup", json={"text": "你好"})
    assert counted() == {(date(2026, 11, 22), "seaside"): {"l:none:no_record": 1}}


def test_the_same_batch_asked_again_adds_nothing(database, counted):
    for batch in ("one", "one", "two"):
        database.days.add(DAY, "seaside", {"l:qq:reported": 2}, batch)
    assert counted() == {(DAY, "seaside"): {"l:qq:reported": 4}}


class Broken:
    def add(self, *_):
        raise StoreUnavailableError


def no_thread(_):
    raise RuntimeError("can't start new thread")


@pytest.mark.parametrize("start", [lambda work: work(), no_thread])
def test_an_answer_does_not_depend_on_being_counted(parts, now, caplog, start):
    counting = Counting(Broken(), lambda: now, lambda: "a", start)
    client = create_app(dataclasses.replace(parts, counting=counting)).test_client()
    assert client.post("/v1/seaside/lookup", json={"text": "13812345678"}).status_code == 200
    assert "counts_lost" in caplog.text
    assert "1381234" not in caplog.text

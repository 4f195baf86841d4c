"""What is taken from pasted messages, the clock, the paragraph to read aloud: the modules alone, in Node."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VECTORS = json.loads((ROOT / "tests/vectors/transfers.json").read_text("utf-8"))
SAYS = json.loads((ROOT / "site/messages/zh-Hans.json").read_text("utf-8"))["stop_payment"]["says"]


@pytest.fixture(scope="module")
def readings(ask_node):
    texts = [one["text"] for name in ("payments", "details", "rejects") for one in VECTORS[name]]
    return dict(zip(texts, ask_node(now=VECTORS["now"], texts=texts)["readings"], strict=True))


def said(reading):
    return {name: value for name, value in reading["fields"].items() if value}


def test_there_are_enough_and_rejects_beside_them():
    assert len(VECTORS["payments"]) >= 60
    assert len(VECTORS["rejects"]) >= 30


@pytest.mark.parametrize("case", VECTORS["payments"], ids=lambda one: one["text"][:24])
def test_a_payment_fills_the_sheet(case, readings):
    assert readings[case["text"]]["kind"] == "payment"
    assert said(readings[case["text"]]) == case["fields"]


@pytest.mark.parametrize("case", VECTORS["details"], ids=lambda one: one["text"][:24])
def test_an_account_to_pay_to_fills_only_the_other_side(case, readings):
    assert readings[case["text"]]["kind"] == "details"
    assert said(readings[case["text"]]) == case["fields"]


@pytest.mark.parametrize("case", VECTORS["rejects"], ids=lambda one: one["text"][:24])
def test_what_is_no_payment_fills_nothing(case, readings):
    assert readings[case["text"]]["kind"] == case["kind"]
    assert said(readings[case["text"]]) == {}


def test_of_several_payments_the_latest_is_taken_and_all_are_counted(ask_node):
    one = "【工商银行】您尾号1234卡11月21日14:{}支出(转账){}元，余额9元。"
    text = one.format(41, "7,000") + "\n" + one.format(20, "1,000")
    (reading,) = ask_node(now=VECTORS["now"], texts=[text])["readings"]
    assert (reading["count"], reading["fields"]["amount"]) == (2, "7000")


@pytest.mark.parametrize(
    ("seconds", "state", "figures", "left"),
    [
        (None, "none", "00:00", 30),
        (-90, "ahead", "00:00", 30),
        (0, "running", "00:00", 30),
        (732, "running", "12:12", 18),
        (1799, "running", "29:59", 1),
        (1800, "after", "30:00", 0),
        (4025, "after", "1:07:05", 0),
    ],
)
def test_the_clock(ask_node, seconds, state, figures, left):
    (clock,) = ask_node(now=VECTORS["now"], seconds=[seconds])["clocks"]
    assert (clock["state"], clock["figures"], clock["left"]) == (state, figures, left)


def test_it_is_told_aloud_at_few_minutes_only(ask_node):
    clocks = ask_node(now=VECTORS["now"], seconds=list(range(3600)))["clocks"]
    assert list(dict.fromkeys(one["told"] for one in clocks)) == [0, 5, 10, 15, 20, 25, 28, 30]


def test_it_never_says_too_late():
    assert "96110" in SAYS["clock_after"]
    assert not [text for text in SAYS.values() if any(word in text for word in ("太晚", "来不及", "晚了"))]


def test_only_what_is_filled_in_is_said(ask_node):
    fields = {"amount": "50000", "time": "2026-11-21T14:05", "payee_account": "6217000010001234567"}
    told = ask_node(now=VECTORS["now"], speeches=[[fields, SAYS], [{}, SAYS]])["speeches"]
    amount = "转出金额：50000 元，也就是 5 万元。"
    time, account = "转账时间：11月21日 14点05分。", "对方账号：6217 0000 1000 1234 567。"
    opening, closing = SAYS["say_open"], SAYS["say_close"]
    assert told == [f"{opening} {amount} {time} {account} {closing}", f"{opening} {closing}"]

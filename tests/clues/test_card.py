"""Cards: check digit, issuer, mask, and the bundled table of prefixes."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud.clues.card import display_of, is_card, issuer_of, passes_luhn

TABLE = Path("antifraud/data/card_bins.csv")


@pytest.mark.parametrize("digits", ["6222023074185296300", "4532423074185292", "370247307418524"])
def test_right_check_digit(digits):
    assert is_card(digits)


@pytest.mark.parametrize(
    "digits", ["6222023074185296301", "00000000000", "4444444444444444", "62220230741852963000"]
)
def test_no_card(digits):
    assert not is_card(digits)


@settings(max_examples=100, derandomize=True)
@given(st.text("0123456789", min_size=11, max_size=18))
def test_exactly_one_check_digit_is_right(digits):
    assert sum(passes_luhn(digits + check) for check in "0123456789") == 1


@pytest.mark.parametrize(
    ("digits", "bank", "card_type"),
    [
        ("6222023074185296300", "中国工商银行", "debit"),
        ("6217003074185296304", "中国建设银行", "debit"),
        ("6225883074185294", "招商银行", "debit"),
        ("4367423074185292", "中国建设银行", "debit"),
    ],
)
def test_issuer_by_prefix(digits, bank, card_type):
    issuer = issuer_of(digits)
    assert (issuer.bank, issuer.card_type) == (bank, card_type)


def test_the_length_decides_where_two_banks_share_a_prefix():
    assert issuer_of("6221620000000000").length == 16
    assert issuer_of("6221620000000000000").length == 19


def test_unknown_prefix_has_no_issuer():
    assert issuer_of("1234567890123456") is None
    assert issuer_of("62") is None


def test_mask_keeps_six_and_four():
    assert display_of("6222020000001234") == "622202******1234"


def test_every_line_of_the_table_can_be_a_card():
    with TABLE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert sum(len(row["prefixes"].split()) for row in rows) == 1704
    for row in rows:
        assert row["bank"]
        assert row["type"] in {"debit", "credit", "semi_credit", "prepaid"}
        assert 15 <= int(row["length"]) <= 19
        assert all(prefix.isdigit() and 4 <= len(prefix) <= 10 for prefix in row["prefixes"].split())

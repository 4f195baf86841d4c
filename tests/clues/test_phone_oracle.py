"""libphonenumber as an independent witness: wherever it says valid, our E.164 is the same."""

import re

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from antifraud.clues import find, parse
from antifraud.clues.calling import AREA, split_foreign
from antifraud.clues.phone import read

TYPES = (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)
# The national-only lines of the mainland are kept as dialled, because nobody can dial them from abroad.
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS - {"CN"})


def e164(number):
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def examples():
    for region in REGIONS:
        for kind in TYPES:
            number = phonenumbers.example_number_for_type(region, kind)
            if number is not None:
                yield pytest.param(number, id=f"{region}-{kind}")


@pytest.mark.parametrize("number", list(examples()))
def test_foreign_examples_agree(number):
    expected = e164(number)
    international = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    assert [clue.value for clue in find(f"来电 {international}")] == [expected]
    assert parse(expected, "phone")[0].value == expected
    assert parse(f"00{expected[1:]}", "phone")[0].value == expected


@pytest.mark.parametrize("prefix", [f"{n}" for n in range(130, 200)])
def test_mobiles_agree_where_the_witness_says_valid(prefix):
    digits = f"{prefix}12345678"
    number = phonenumbers.parse(digits, "CN")
    assert read(digits).value == f"+86{digits}"
    if phonenumbers.is_valid_number(number):
        assert read(digits).value == e164(number)


CODES = [f"{n}" for n in (10, *range(20, 30), *range(300, 1000))]
# Not areas: the lines of 400, 800 and 950.
NATIONAL = {"400", "800", "950"}


@pytest.mark.parametrize("code", [code for code in CODES if code not in NATIONAL])
def test_every_area_the_witness_knows_is_one_of_ours(code):
    numbers = [
        phonenumbers.parse(f"+86{code}{local}") for local in ("6234567", "62345678", "2345678", "23456789")
    ]
    if any(map(phonenumbers.is_valid_number, numbers)):
        assert re.fullmatch(AREA, code)


@pytest.mark.parametrize("code", ["26", "300", "334", "999x", "0571", "605"])
def test_no_area(code):
    assert not re.fullmatch(AREA, code)


@pytest.mark.parametrize("code", ["10", "21", "571", "570", "392", "851", "877"])
@pytest.mark.parametrize("local", ["6555123", "65551234", "23456789", "8765432"])
def test_landlines_agree_where_the_witness_says_valid(code, local):
    number = phonenumbers.parse(f"0{code}{local}", "CN")
    if phonenumbers.is_valid_number(number):
        assert find(f"0{code}-{local}")[0].value == e164(number)
        assert find(f"+86 {code} {local}")[0].value == e164(number)


def test_no_country_has_a_code_that_starts_with_zero():
    assert split_foreign("0123456789") is None
    assert split_foreign("") is None
    assert split_foreign("86") is None

"""A partner's list into the real table."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud.errors import ImportFileError
from antifraud.listfile import read_lines
from antifraud.usecases.import_list import Counts, batches_of, join, prepare
from antifraud.verdicts import Listing

TODAY = date(2026, 11, 21)
HEADER = "kind,value,source,level,category,first_seen,last_seen\n"


def csv_lines(*rows):
    return list(read_lines([HEADER, *(f"{row}\n" for row in rows)], json_lines=False))


@pytest.fixture
def take(database, keys):
    """Import lines and return the counts and what was rejected."""

    def run(lines):
        total, rejected = Counts(), []
        for batch in (prepare(some, database.listings, keys, TODAY) for some in batches_of(lines, 3)):
            database.listings.write_listings(batch.rows)
            total, rejected = (
                total + batch.counts,
                rejected + [(one.line, one.code) for one in batch.rejected],
            )
        return total, rejected

    return run


ROWS = (
    "phone,13812345678,police:330100,confirmed,refund,2026-01-02,2026-03-04",
    "qq,12345678,carrier,reported,,,",
    "url,http://evil.example.com/a?b=1,security,high_risk,phishing_site,,2026-05-05",
    "bank_card,6222 0212 3456 7894,bank:icbc,confirmed,,,",
    "wechat,abc_123456,platform,reported,,,",
)


def test_a_second_import_changes_nothing(take):
    assert take(csv_lines(*ROWS)) == (Counts(5, 5, 0, 0, 0), [])
    assert take(csv_lines(*ROWS)) == (Counts(5, 0, 0, 5, 0), [])
    assert take(csv_lines(*reversed(ROWS))) == (Counts(5, 0, 0, 5, 0), [])


def test_what_is_imported_is_known_under_the_source(take, database, keys):
    take(csv_lines(*ROWS))
    key = keys.clue_key("phone", "+8613812345678")
    assert database.known.read([key])[key].listings == (
        Listing("police:330100", "confirmed", "refund", date(2026, 1, 2), date(2026, 3, 4)),
    )


def test_lines_of_one_clue_in_any_order_end_the_same(take, database, keys):
    rows = (
        "phone,13812345678,carrier,reported,,2026-01-01,2026-02-01",
        "phone,+86 138 1234 5678,carrier,high_risk,job,2025-12-01,2026-03-01",
        "phone,13812345678,police,confirmed,,,2026-02-02",
    )
    assert take(csv_lines(*rows))[0] == Counts(3, 2, 1, 0, 0)
    assert take(csv_lines(*reversed(rows)))[0] == Counts(3, 0, 0, 3, 0)
    key = keys.clue_key("phone", "+8613812345678")
    assert database.known.read([key])[key].listings == (
        Listing("carrier", "high_risk", "job", date(2025, 12, 1), date(2026, 3, 1)),
        Listing("police", "confirmed", None, None, date(2026, 2, 2)),
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("phone,13812345678,carrier,confirmed,,,", "only_authorities_confirm"),
        ("phone,13812345678,carrier,no_record,,,", "unknown_level"),
        ("phone,13812345678,nobody,reported,,,", "unknown_source"),
        ("phone,13812345678,demo,confirmed,,,", "unknown_source"),
        ("fax,13812345678,carrier,reported,,,", "unknown_kind"),
        ("phone,hello,carrier,reported,,,", "not_a_clue"),
        ("phone,,carrier,reported,,,", "missing_field"),
        ("phone,13812345678,carrier,reported,theft,,", "unknown_category"),
        ("phone,13812345678,carrier,reported,,2026-13-01,", "bad_date"),
        ("phone,13812345678,carrier,reported,,,2027-01-01", "bad_date"),
        ("phone,13812345678,carrier,reported,,2026-02-01,2026-01-01", "dates_reversed"),
        ("phone,13812345678,carrier", "wrong_number_of_cells"),
        ("bank_card,6222021234567890,bank,confirmed,,,", "not_a_clue"),
    ],
)
def test_a_bad_line_is_rejected_with_its_reason_and_the_others_are_taken(take, row, code):
    good = "qq,12345678,carrier,reported,,,"
    assert take(csv_lines(row, good)) == (Counts(2, 1, 0, 0, 1), [(2, code)])


def test_json_lines_say_the_same(take):
    names = HEADER.strip().split(",")
    lines = [json.dumps(dict(zip(names, row.split(","), strict=True))) for row in ROWS]
    bad = ["{", "[1]", '{"kind": {}}', '{"colour": "red"}', "x" * 70_000]
    counts, rejected = take(list(read_lines([*lines, *bad], json_lines=True)))
    assert counts == Counts(10, 5, 0, 0, 5)
    assert [code for _, code in rejected] == [
        "not_json",
        "not_an_object",
        "not_text",
        "unknown_field",
        "line_too_long",
    ]
    assert take(csv_lines(*ROWS))[0].unchanged == 5


@pytest.mark.parametrize(
    "header", ["", "kind,value\n", "kind,value,source,level,colour\n", "kind,kind,value,source,level\n"]
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(header):
    with pytest.raises(ImportFileError) as error:
        list(read_lines([header], json_lines=False))
    assert error.value.faults


days = st.dates(date(2025, 1, 1), TODAY) | st.none()
listings = st.builds(
    Listing,
    st.just("carrier"),
    st.sampled_from(["reported", "high_risk"]),
    st.none() | st.just("job"),
    days,
    days,
)


@given(listings, listings, listings)
def test_joining_knows_no_order_and_no_repetition(one, two, three):
    assert join(one, two) == join(two, one)
    assert join(join(one, two), three) == join(one, join(two, three))
    assert join(one, one) == one

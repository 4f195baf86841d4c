from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud.verdicts import (
    CONFIRMED,
    HIGH_RISK,
    LEVELS,
    NO_RECORD,
    OFFICIAL,
    REPORTED,
    RULES,
    UNAVAILABLE,
    Evidence,
    Listing,
    activity_unit,
    evidence_unit,
    judge,
    overall_level,
    total_of_years,
    wilson_lower,
    yearly_unit,
)

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def evidence_of(reports, now=NOW, legitimate=0):
    """Evidence of `reports`: pairs of city and days ago."""
    times = [now - timedelta(days=days) for _, days in reports]
    cities = [city for city, _ in reports]
    return Evidence(
        fraud=sum(map(evidence_unit, times)),
        legitimate=legitimate * evidence_unit(now),
        activity=sum(map(activity_unit, times)),
        reports=len(reports),
        reporters=len(reports),
        cities={city: cities.count(city) for city in cities},
        categories={"refund": len(reports)} if reports else {},
        first_seen=min(times).date() if times else None,
        last_seen=max(times).date() if times else None,
    )


@pytest.mark.parametrize(
    ("reports", "level"),
    [
        ([], NO_RECORD),
        ([("a", 0)], REPORTED),
        ([("a", 0)] * 4, REPORTED),
        ([("a", 0)] * 5, HIGH_RISK),
        ([("a", 0), ("b", 0)], REPORTED),
        ([("a", 0), ("b", 0), ("b", 0)], REPORTED),
        ([("a", 0), ("b", 0), ("c", 0)], HIGH_RISK),
        ([("a", 200)] * 5, REPORTED),
        ([("a", 800)], NO_RECORD),
    ],
)
def test_level_of_reports(reports, level):
    assert judge(evidence_of(reports), NOW).level == level


def test_a_crowd_that_calls_it_legitimate_keeps_it_from_high_risk():
    assert judge(evidence_of([("a", 0)] * 5, legitimate=4), NOW).level == REPORTED


def test_no_number_of_reports_makes_red():
    assert judge(evidence_of([("a", 0)] * 10_000), NOW).level == HIGH_RISK


@pytest.mark.parametrize(
    ("source", "level", "expected"),
    [
        ("police", CONFIRMED, CONFIRMED),
        ("bank:icbc", CONFIRMED, CONFIRMED),
        ("carrier", CONFIRMED, HIGH_RISK),
        ("unheard-of", CONFIRMED, HIGH_RISK),
        ("carrier", REPORTED, REPORTED),
    ],
)
def test_red_belongs_to_the_authorities(source, level, expected):
    assert judge(Evidence(), NOW, (Listing(source, level),)).level == expected


def test_official_wins_over_the_public_but_not_over_an_authority():
    crowd = evidence_of([("a", 0)] * 50)
    assert judge(crowd, NOW, official=True).level == OFFICIAL
    assert judge(crowd, NOW, official=True).reports == 0
    assert judge(crowd, NOW, (Listing("police", CONFIRMED),), official=True).level == CONFIRMED


def test_reasons_come_in_order_of_weight():
    verdict = judge(evidence_of([("a", 0), ("b", 1), ("c", 2)]), NOW, (Listing("police", CONFIRMED),))
    assert verdict.reasons == ("authority_record", "independent_reports", "several_cities", "recent_reports")
    assert verdict.source == "police"


@pytest.mark.parametrize(
    ("days", "reason"),
    [(0, "recent_reports"), (14, "recent_reports"), (15, None), (60, "old_reports")],
)
def test_only_a_report_of_the_last_two_weeks_is_called_recent(days, reason):
    reasons = judge(evidence_of([("a", days)] * 6), NOW).reasons
    assert ("recent_reports" in reasons, "old_reports" in reasons) == (
        reason == "recent_reports",
        reason == "old_reports",
    )


def test_a_faded_clue_shows_no_counts():
    verdict = judge(evidence_of([("a", 900)]), NOW)
    assert (verdict.level, verdict.reports, verdict.first_seen) == (NO_RECORD, 0, None)


def test_days_of_listings_and_reports_are_joined():
    listing = Listing("carrier", REPORTED, "job", date(2025, 1, 1), date(2025, 2, 1))
    verdict = judge(evidence_of([("a", 10)]), NOW, (listing,))
    assert (verdict.first_seen, verdict.last_seen) == (date(2025, 1, 1), date(2026, 11, 11))
    assert verdict.categories == ("job", "refund")


@pytest.mark.parametrize(
    ("levels", "overall"),
    [
        ((), NO_RECORD),
        ((OFFICIAL,), OFFICIAL),
        ((OFFICIAL, NO_RECORD), NO_RECORD),
        ((NO_RECORD, UNAVAILABLE), UNAVAILABLE),
        ((REPORTED, UNAVAILABLE), REPORTED),
        ((REPORTED, CONFIRMED, HIGH_RISK), CONFIRMED),
    ],
)
def test_overall(levels, overall):
    assert overall_level(levels) == overall


def test_wilson_agrees_with_published_values():
    # Wilson (1927) interval for 8 of 10 at z = 1.96: 0.4902 to 0.9433.
    assert wilson_lower(8, 10) == pytest.approx(0.4902, abs=1e-4)
    assert wilson_lower(0, 10) == 0
    assert wilson_lower(0, 0) == 0


reports = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 700)), max_size=40)


@given(reports, st.sampled_from("abcdefgh"))
def test_one_more_reporter_never_lowers_the_level(some, city):
    before, after = judge(evidence_of(some), NOW), judge(evidence_of([*some, (city, 0)]), NOW)
    assert LEVELS.index(after.level) <= LEVELS.index(before.level)


@given(reports, st.integers(0, 2000))
def test_time_alone_never_raises_the_level(some, days):
    evidence = evidence_of(some)
    later = judge(evidence, NOW + timedelta(days=days))
    assert LEVELS.index(later.level) >= LEVELS.index(judge(evidence, NOW).level)


@given(
    st.lists(st.datetimes(datetime(2026, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)), max_size=20)
)
def test_sums_by_year_say_the_same_as_one_sum(times):
    for half_life in (RULES.half_life_evidence_days, RULES.half_life_activity_days):
        sums = {}
        for moment in times:
            sums[moment.year] = sums.get(moment.year, 0) + yearly_unit(moment, half_life)
        now = datetime(2060, 1, 1, tzinfo=UTC)
        unit = {125: evidence_unit, 14: activity_unit}[half_life]
        assert total_of_years(sums, half_life) / unit(now) == pytest.approx(
            sum(map(unit, times)) / unit(now), rel=1e-6
        )
        assert all(len(amount.as_tuple().digits) <= 20 for amount in sums.values())


def test_flags_are_kept_on_every_level():
    for evidence in (Evidence(), evidence_of([("a", 0)])):
        assert judge(replace(evidence, flags=("disputed",)), NOW).flags == ("disputed",)

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud.fading import (
    BILLION,
    activity_unit,
    evidence_unit,
    total_of_years,
    yearly_unit,
)
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
    judge,
    overall_level,
    wilson_lower,
)

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def evidence_of(reports, now=NOW, legitimate=0, networks=None, **more):
    """Evidence of `reports`: pairs of city and days ago; each from a network of its own unless told."""
    times = [now - timedelta(days=days) for _, days in reports]
    cities = [city for city, _ in reports]
    told = {
        "fraud": sum(map(evidence_unit, times)),
        "legitimate": legitimate * evidence_unit(now),
        "activity": sum(map(activity_unit, times)),
        "reports": len(reports),
        "reporters": len(reports),
        "cities": {city: cities.count(city) for city in cities},
        "categories": {"refund": len(reports)} if reports else {},
        "first_seen": min(times).date() if times else None,
        "last_seen": max(times).date() if times else None,
        "networks": len(reports) if networks is None else networks,
        "legitimate_networks": legitimate,
        "marks": {"courier": legitimate} if legitimate else {},
    }
    return Evidence(**{**told, **more})


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


spans = st.sampled_from([timedelta(0), timedelta(minutes=30), timedelta(days=9)])


@given(reports, st.sampled_from("abcdefgh"), st.integers(0, 700), st.data())
def test_one_more_independent_reporter_never_lowers_the_level(some, city, days, data):
    networks = data.draw(st.integers(1, len(some))) if some else 0
    more = {"legitimate": data.draw(st.integers(0, 9)), "span": data.draw(spans)}
    before = evidence_of(some, networks=networks, **more)
    after = evidence_of([*some, (city, days)], networks=networks + 1, **more)
    assert LEVELS.index(judge(after, NOW).level) <= LEVELS.index(judge(before, NOW).level)


@given(reports, st.integers(0, 2000), st.integers(0, 9), st.integers(0, 9), st.booleans(), spans)
def test_time_alone_never_raises_the_level(some, days, legitimate, networks, disputed, span):
    appealed = APPEALED if disputed else {}
    evidence = evidence_of(some, legitimate=legitimate, networks=networks, span=span, **appealed)
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
        assert all(amount < BILLION * BILLION for amount in sums.values())


@pytest.mark.parametrize(
    ("people", "networks", "level"),
    [(50, 1, REPORTED), (50, 2, REPORTED), (50, 3, HIGH_RISK), (5, 3, HIGH_RISK), (4, 4, REPORTED)],
)
def test_people_behind_few_networks_do_not_make_high_risk(people, networks, level):
    assert judge(evidence_of([("a", 0)] * people, networks=networks), NOW).level == level


def test_a_flood_within_minutes_from_few_networks_is_under_review():
    minutes = timedelta(minutes=20)
    flood = judge(evidence_of([("a", 0)] * 12, networks=4, span=minutes), NOW)
    assert (flood.level, "under_review" in flood.reasons) == (REPORTED, True)
    assert judge(evidence_of([("a", 0)] * 12, networks=5, span=minutes), NOW).level == HIGH_RISK
    assert judge(evidence_of([("a", 0)] * 12, networks=4, span=timedelta(hours=2)), NOW).level == HIGH_RISK


def test_held_statements_count_for_nothing_and_are_told_only_beside_a_record():
    assert judge(evidence_of([], held=9), NOW).reasons == ("nothing_known",)
    assert "under_review" in judge(evidence_of([("a", 0)], held=9), NOW).reasons


def test_marks_from_one_network_cannot_drown_reports():
    many = evidence_of([("a", 0)] * 10, legitimate=60)
    assert judge(many, NOW).level == REPORTED
    assert judge(replace(many, legitimate_networks=1), NOW).level == HIGH_RISK
    assert "contested" in judge(replace(many, legitimate_networks=1), NOW).reasons


def test_advertising_speaks_neither_for_fraud_nor_against():
    called = judge(evidence_of([("a", 0)] * 6, marks={"advertising": 900}), NOW)
    assert called.level == HIGH_RISK
    assert "called_advertising" in called.reasons
    assert judge(evidence_of([], marks={"advertising": 900}), NOW).level == NO_RECORD


APPEALED = {"flags": ("disputed",), "disputed_until": NOW}


@pytest.mark.parametrize(
    ("reports", "listings", "before", "after"),
    [
        ([("a", 0)] * 6, (), HIGH_RISK, REPORTED),
        ([("a", 0)], (), REPORTED, NO_RECORD),
        ([], (Listing("carrier", HIGH_RISK),), HIGH_RISK, REPORTED),
        ([], (Listing("police", CONFIRMED),), CONFIRMED, CONFIRMED),
        ([], (), NO_RECORD, NO_RECORD),
    ],
)
def test_an_appeal_not_decided_in_time_lowers_all_but_an_authoritys_word(reports, listings, before, after):
    evidence = evidence_of(reports, **APPEALED)
    early = judge(evidence, NOW - timedelta(seconds=1), listings)
    late = judge(evidence, NOW, listings)
    assert (early.level, late.level) == (before, after)
    assert early.flags == late.flags == ("disputed",)
    assert ("appeal_overdue" in late.reasons) == (after == REPORTED)


@pytest.mark.parametrize(
    ("reports", "networks", "level"),
    [(0, 0, NO_RECORD), (2, 2, NO_RECORD), (40, 2, NO_RECORD), (3, 3, REPORTED), (6, 6, HIGH_RISK)],
)
def test_what_was_cleared_only_new_independent_reports_bring_back(reports, networks, level):
    listings = (Listing("police", CONFIRMED), Listing("carrier", HIGH_RISK))
    evidence = evidence_of([("a", 0)] * reports, networks=networks, flags=("cleared",))
    verdict = judge(evidence, NOW, listings)
    assert (verdict.level, verdict.flags, verdict.source) == (level, ("cleared",), None)


def test_flags_are_kept_on_every_level():
    for evidence in (Evidence(), evidence_of([("a", 0)])):
        assert judge(replace(evidence, flags=("disputed",)), NOW).flags == ("disputed",)

"""The rule of each level with worked examples, computed by the code that judges. Knows no HTML."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from antifraud.fading import EPOCH, activity_unit, evidence_unit
from antifraud.verdicts import Evidence, confidence, fraud_left, judge

TODAY = EPOCH + timedelta(days=365)
"""Any day does: an example depends only on how long ago its reports were made."""

CHART_DAYS = 365
CASES = (
    (1, 1, 1, 0, 0),
    (3, 1, 3, 0, 0),
    (3, 3, 3, 0, 0),
    (5, 1, 4, 0, 0),
    (30, 1, 1, 0, 0),
    (5, 2, 5, 0, 4),
    (12, 4, 9, 365, 0),
    (1, 1, 1, 600, 0),
)
"""Examples: people reporting fraud, their cities and networks, how many days ago, people calling it fine."""


@dataclass(frozen=True, slots=True)
class Example:
    """One made-up clue and what the code says of it; `left` is the evidence that has not faded."""

    reporters: int
    cities: int
    networks: int
    days_ago: int
    legitimate: int
    left: float
    confidence: float
    level: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fading:
    """How much of one report is left after some days, in whole per cent."""

    days: int
    evidence: int
    activity: int


def list_examples() -> tuple[Example, ...]:
    """Return the worked examples in the order of the page."""
    return tuple(_example(*case) for case in CASES)


def list_fading(days: tuple[int, ...] = (0, 7, 14, 30, 60, 125, 250, 365)) -> tuple[Fading, ...]:
    """Return what is left of one report after each of `days`."""
    return tuple(Fading(one, round(100 * _left(one)), round(100 * _active(one))) for one in days)


def chart_points(half_life_days: int, width: int, height: int) -> str:
    """Return the points of the fading curve over a year for an SVG polyline in a box of that size."""
    steps = range(0, CHART_DAYS + 1, 5)
    return " ".join(
        f"{width * day / CHART_DAYS:.1f},{height * (1 - 2 ** (-day / half_life_days)):.1f}" for day in steps
    )


def _left(days: int) -> float:
    return evidence_unit(TODAY - timedelta(days=days)) / evidence_unit(TODAY)


def _active(days: int) -> float:
    return activity_unit(TODAY - timedelta(days=days)) / activity_unit(TODAY)


def _example(reporters: int, cities: int, networks: int, days_ago: int, legitimate: int) -> Example:
    then = TODAY - timedelta(days=days_ago)
    people = _evidence(then, reporters, legitimate)
    evidence = replace(people, cities={str(one): 1 for one in range(cities)}, networks=networks)
    verdict = judge(evidence, TODAY)
    return Example(
        reporters=reporters,
        cities=cities,
        networks=networks,
        days_ago=days_ago,
        legitimate=legitimate,
        left=round(fraud_left(evidence, TODAY), 2),
        confidence=round(confidence(evidence, TODAY), 2),
        level=verdict.level,
        reasons=verdict.reasons,
    )


def _evidence(then: datetime, reporters: int, legitimate: int) -> Evidence:
    return Evidence(
        fraud=reporters * evidence_unit(then),
        legitimate=legitimate * evidence_unit(then),
        activity=reporters * activity_unit(then),
        reports=reporters,
        reporters=reporters,
        marks={"courier": legitimate},
        legitimate_networks=legitimate,
        first_seen=then.date(),
        last_seen=then.date(),
    )

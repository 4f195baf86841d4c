"""The rule of each level with worked examples, computed by the code that judges. Knows no HTML."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from antifraud.verdicts import (
    EPOCH,
    Evidence,
    activity_unit,
    confidence,
    evidence_unit,
    judge,
)

TODAY = EPOCH + timedelta(days=365)
"""Any day does: an example depends only on how long ago its reports were made."""

CHART_DAYS = 365
CASES = (
    (1, 1, 0, 0),
    (3, 1, 0, 0),
    (3, 3, 0, 0),
    (5, 1, 0, 0),
    (5, 2, 0, 4),
    (12, 4, 365, 0),
    (1, 1, 600, 0),
)
"""Examples: people who report fraud, in how many cities, how many days ago, people who say it is fine."""


@dataclass(frozen=True, slots=True)
class Example:
    """One made-up clue and what the code says of it; `left` is the evidence that has not faded."""

    reporters: int
    cities: int
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


def _example(reporters: int, cities: int, days_ago: int, legitimate: int) -> Example:
    then = TODAY - timedelta(days=days_ago)
    evidence = _evidence(then, reporters, cities, legitimate)
    verdict = judge(evidence, TODAY)
    return Example(
        reporters=reporters,
        cities=cities,
        days_ago=days_ago,
        legitimate=legitimate,
        left=round(evidence.fraud / evidence_unit(TODAY), 2),
        confidence=round(confidence(evidence, TODAY), 2),
        level=verdict.level,
        reasons=verdict.reasons,
    )


def _evidence(then: datetime, reporters: int, cities: int, legitimate: int) -> Evidence:
    return Evidence(
        fraud=reporters * evidence_unit(then),
        legitimate=legitimate * evidence_unit(then),
        activity=reporters * activity_unit(then),
        reports=reporters,
        reporters=reporters,
        cities={str(number): 1 for number in range(cities)},
        first_seen=then.date(),
        last_seen=then.date(),
    )

"""How statements fade with time: each adds a power of two to a sum, so that fading costs no write. Pure.

A statement of time t adds `2 ** ((t - EPOCH) / half_life)`; dividing the sum by the same power of now gives
what is left. The half-lives never change once something is stored.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

HALF_LIFE_ACTIVITY_DAYS = 14
HALF_LIFE_EVIDENCE_DAYS = 125

BILLION = 1_000_000_000
"""Stored sums are whole billionths, so that adding and taking away is exact."""

_DAY = 86_400


def evidence_unit(moment: datetime) -> float:
    """Return what one statement made at `moment` adds to the fraud or the legitimate sum."""
    return _unit(moment, EPOCH, HALF_LIFE_EVIDENCE_DAYS)


def activity_unit(moment: datetime) -> float:
    """Return what one report made at `moment` adds to the sum that tells whether a clue is active."""
    return _unit(moment, EPOCH, HALF_LIFE_ACTIVITY_DAYS)


def yearly_unit(moment: datetime, half_life_days: int) -> int:
    """Return what a statement adds to the stored sum of its own year (UTC), in billionths.

    A stored sum starts anew each year, because one that ran from `EPOCH` would outgrow the 38 digits of a
    DynamoDB number within five years.
    """
    return round(_unit(moment, _year_start(moment.year), half_life_days) * BILLION)


def total_of_years(sums: Mapping[int, int], half_life_days: int) -> float:
    """Return stored sums by year, in billionths, as one sum relative to `EPOCH`."""
    return sum(
        amount / BILLION * _unit(_year_start(year), EPOCH, half_life_days)
        for year, amount in sorted(sums.items())
    )


def _unit(moment: datetime, start: datetime, half_life_days: int) -> float:
    return float(2.0 ** ((moment - start).total_seconds() / _DAY / half_life_days))


@lru_cache(maxsize=16)
def _year_start(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)

"""Statistics that may be published: sums by day, kind, kind of fraud and city, in which nobody can be told.

Every number is rounded down to a multiple of `STEP`, and what is less than that is `<5`: no sum or difference
of published numbers gives a small count away.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from antifraud.cities import City
from antifraud.clues.model import KINDS
from antifraud.daycounts import LOOKED_UP, REPORTED, WHY, WHY_ANSWERS, codes_of
from antifraud.ports import ClueCounts, DayCounts, ListingFacts
from antifraud.reports import CATEGORIES
from antifraud.sources import DEMO, may_confirm
from antifraud.usecases.money_stopped import Payment
from antifraud.verdicts import CONFIRMED, LEVELS

STEP = 5
FEW = f"<{STEP}"
DAYS = 365
YUAN_STEP = 1000

Cell = int | str
Table = dict[str, Counter[str]]


@dataclass(slots=True)
class Sums:
    """True sums by table, code and column; they never leave this module."""

    adcodes: Mapping[str, str]
    tables: dict[str, Table] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Counter)))
    total: Counter[str] = field(default_factory=Counter)
    demo: bool = False

    def add(self, column: str, count: int, **codes: str | None) -> None:
        """Add to one column of each table named, where there is a code for it."""
        for table, code in codes.items():
            if code is not None:
                self.tables[table][code][column] += count


def make_statistics(
    rows: Iterable[DayCounts | ClueCounts | ListingFacts],
    cities: Sequence[City],
    today: date,
    payments: Sequence[Payment] | None = None,
) -> dict[str, Any]:
    """Return what `statistics.json` holds; `today`, which is not over, and cities not ours are left out."""
    sums = Sums({city.adcode: city.slug for city in cities})
    for row in rows:
        _ADD[type(row)](sums, row)
    codes = {
        "days": [day.isoformat() for day in _days(sums, today)],
        "kinds": KINDS,
        "categories": CATEGORIES,
        "cities": [city.slug for city in cities],
        "levels": LEVELS,
        "why": WHY_ANSWERS,
    }
    columns = ("looked_up", "reported", "confirmed")
    shape = {"categories": columns[1:], "levels": columns[:1], "why": ("answers",)}
    return {
        "made_on": today.isoformat(),
        "demo": sums.demo,
        "total": _shown_row(sums.total, columns),
        **{
            table: [
                {"code": code, **_shown_row(sums.tables[table][code], shape.get(table, columns))}
                for code in listed
            ]
            for table, listed in codes.items()
        },
        "money_stopped": None if payments is None else _money(payments),
    }


def shown(count: int) -> Cell:
    """Return a count as it may be published: a multiple of `STEP`, or `FEW`."""
    return FEW if 0 < count < STEP else count - count % STEP


def _shown_row(sums: Counter[str], columns: Iterable[str]) -> dict[str, Cell]:
    return {column: shown(sums[column]) for column in columns}


def _add_day(sums: Sums, row: DayCounts) -> None:
    day = row.day.isoformat()
    for name, count in row.counts.items():
        what, *codes = codes_of(name)
        if what == LOOKED_UP:
            sums.add("looked_up", count, days=day, cities=row.city, kinds=codes[0], levels=codes[1])
            sums.total["looked_up"] += count
        elif what == REPORTED:
            sums.add("reported", count, days=day)
        elif what == WHY:
            sums.add("answers", count, why=codes[1])


def _add_clue(sums: Sums, row: ClueCounts) -> None:
    sums.total["reported"] += row.reports
    sums.add("reported", row.reports, kinds=row.kind)
    for slug, count in row.cities.items():
        sums.add("reported", count, cities=slug)
    for code, count in row.categories.items():
        sums.add("reported", count, categories=code)


def _add_listings(sums: Sums, row: ListingFacts) -> None:
    sums.demo = sums.demo or any(one.source == DEMO for one in row.listings)
    confirmed = [one for one in row.listings if one.level == CONFIRMED and may_confirm(one.source)]
    if not confirmed:
        return
    first = confirmed[0]
    day = first.first_seen.isoformat() if first.first_seen else None
    place = sums.adcodes.get(first.source.partition(":")[2])
    sums.total["confirmed"] += 1
    sums.add("confirmed", 1, days=day, kinds=row.kind, categories=first.category, cities=place)


_ADD: Mapping[type, Callable[[Sums, Any], None]] = {
    DayCounts: _add_day,
    ClueCounts: _add_clue,
    ListingFacts: _add_listings,
}


def _days(sums: Sums, today: date) -> Iterator[date]:
    """Yield each day from the first that has a count, at most `DAYS` of them, to yesterday."""
    counted = [day for day, one in sums.tables["days"].items() if one["looked_up"] or one["reported"]]
    first = date.fromisoformat(min(counted, default=today.isoformat()))
    day = max(first, today - timedelta(days=DAYS))
    while day < today:
        yield day
        day += timedelta(days=1)


def _money(payments: Sequence[Payment]) -> dict[str, Any]:
    """Return what was stopped in all; of fewer than `STEP` payments no sum."""
    yuan = sum(one.yuan for one in payments)
    days = sorted(one.day for one in payments)
    return {
        "payments": shown(len(payments)),
        "yuan": yuan - yuan % YUAN_STEP if len(payments) >= STEP else None,
        "first_day": days[0].isoformat() if days else None,
        "last_day": days[-1].isoformat() if days else None,
    }

"""Made-up statistics for a first look at their page, marked as such: the mix of 2015, growing."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from antifraud.cities import City
from antifraud.daycounts import LOOKED_UP, REPORTED, WHY, WHY_ANSWERS, WHY_LEVELS, name_of
from antifraud.ports import ClueCounts, DayCounts, ListingFacts
from antifraud.reports import CATEGORIES
from antifraud.usecases.make_statistics import make_statistics
from antifraud.verdicts import CONFIRMED, LEVELS, Listing
from tools.demo import KIND_SHARES, SEED, SOURCE

DAYS = 60

_LEVEL_SHARES = (2, 4, 5, 3, 85, 1)


def made_up_statistics(cities: Sequence[City], today: date) -> dict[str, Any]:
    """Return what `statistics.json` would hold after some weeks."""
    chance = random.Random(SEED)  # noqa: S311 - a demonstration, the same each time
    rows = [*_days(cities, today, chance), *_clues(cities, today, chance)]
    return make_statistics(rows, cities, today)


def _days(cities: Sequence[City], today: date, chance: random.Random) -> Iterator[DayCounts]:
    for ago in range(DAYS, 0, -1):
        day = today - timedelta(days=ago)
        busy = (DAYS - ago + 20) * (0.7 if day.weekday() >= 5 else 1)
        for place, city in enumerate(cities):
            yield DayCounts(day, city.slug, _counts(int(busy / (1 + place / 6)), chance))


def _counts(busy: int, chance: random.Random) -> dict[str, int]:
    counts: dict[str, int] = {}
    for kind, level in zip(
        chance.choices(list(KIND_SHARES), list(KIND_SHARES.values()), k=busy),
        chance.choices(LEVELS, _LEVEL_SHARES, k=busy),
        strict=True,
    ):
        name = name_of(LOOKED_UP, kind, level)
        counts[name] = counts.get(name, 0) + chance.randrange(1, 4)
        if chance.random() < 0.04:
            counts[name_of(WHY, chance.choice(WHY_LEVELS), chance.choice(WHY_ANSWERS))] = 1
        if chance.random() < 0.08:
            counts[name_of(REPORTED, kind, chance.choice(CATEGORIES))] = 1
    return counts


def _clues(cities: Sequence[City], today: date, chance: random.Random) -> Iterator[ClueCounts | ListingFacts]:
    for _ in range(1200):
        kind = chance.choices(list(KIND_SHARES), list(KIND_SHARES.values()))[0]
        category = chance.choices(CATEGORIES, range(len(CATEGORIES), 0, -1))[0]
        places = chance.choices(cities, range(len(cities), 0, -1), k=chance.choice((1, 1, 2, 3)))
        found = {city.slug: chance.randrange(1, 4) for city in places}
        yield ClueCounts(kind, sum(found.values()), found, {category: sum(found.values())})
        if chance.random() < 0.2:
            day = today - timedelta(days=chance.randrange(1, DAYS))
            yield ListingFacts(kind, (Listing(SOURCE, CONFIRMED, category, day, day),))

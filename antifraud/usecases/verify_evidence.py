"""Count all reports anew and hold what was folded to it; mend what differs, if asked.

Reports that the fold has not reached yet are no difference. Which these are is told by time: within a shard
the stream keeps order, so a report later than the last one added is still to come, unless the stream is over.
Clocks differ a little, so a clue that was reported in the last minute is not judged before it has settled.
"""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from antifraud.keys import ClueKey
from antifraud.ports import Counted, Recounter, StoredTally, Tally
from antifraud.verdicts import RULES, sums_of_years

STREAM_KEEPS = timedelta(hours=24)
"""How long DynamoDB keeps a record; a report older than that will never be folded."""

CLOCK_SKEW = timedelta(seconds=2)

SETTLED = timedelta(seconds=60)
"""Age of the newest report on a clue from which on its counts must be right."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A clue whose counts are not those of its reports; `mended` tells whether they are now."""

    clue: ClueKey
    fields: tuple[str, ...]
    counted: int
    stored: int
    mended: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What counting anew found; `waiting` counts reports not folded yet and clues not settled yet."""

    clues: int
    reports: int
    waiting: int
    differences: tuple[Difference, ...]


def verify_evidence(recounter: Recounter, now: datetime, *, repair: bool) -> Verification:
    """Compare every evidence row with its reports; raises StoreError."""
    stored = {one.clue: one for one in recounter.tallies()}
    reports: dict[ClueKey, list[Counted]] = defaultdict(list)
    for report in recounter.reports():
        reports[report.clue].append(report)
    differences: list[Difference] = []
    waiting = 0
    for clue in reports.keys() | stored.keys():
        of_clue, there = reports.get(clue, []), stored.get(clue)
        folded = [one for one in of_clue if _is_folded(one, there, now)]
        waiting += len(of_clue) - len(folded)
        if _agrees(there, folded, of_clue):
            continue
        if any(one.at > now - SETTLED for one in of_clue):
            waiting += 1
        else:
            differences.append(_difference(clue, folded, there, recounter if repair else None))
    differences.sort(key=lambda one: (one.clue.kind, one.clue.id))
    total = sum(map(len, reports.values()))
    return Verification(len(reports.keys() | stored.keys()), total, waiting, tuple(differences))


def _is_folded(report: Counted, stored: StoredTally | None, now: datetime) -> bool:
    up_to = stored.tally.lasts.get(report.shard) if stored else None
    return report.at < now - STREAM_KEEPS or (up_to is not None and report.at <= up_to + CLOCK_SKEW)


def _agrees(stored: StoredTally | None, folded: Sequence[Counted], everything: Sequence[Counted]) -> bool:
    return (stored.tally if stored else None) in (tally_of(folded), tally_of(everything))


def _difference(
    clue: ClueKey, folded: Sequence[Counted], stored: StoredTally | None, repairer: Recounter | None
) -> Difference:
    there = stored.tally if stored else None
    should = tally_of(folded)
    mended = bool(repairer and should and repairer.replace(clue, should, stored, folded[0].display))
    fields = tuple(_differing(should, there))
    return Difference(clue, fields, len(folded), there.reports if there else 0, mended)


def _differing(one: Tally | None, other: Tally | None) -> Iterator[str]:
    for name in (one.name for one in dataclasses.fields(Tally) if one.compare):
        if getattr(one, name, None) != getattr(other, name, None):
            yield name


def tally_of(reports: Sequence[Counted]) -> Tally | None:
    """Return what these reports on one clue add up to; None for none."""
    if not reports:
        return None
    times = [one.at for one in reports]
    by_shard: dict[int, list[datetime]] = defaultdict(list)
    for one in reports:
        by_shard[one.shard].append(one.at)
    return Tally(
        reports=len(reports),
        fraud=sums_of_years(times, RULES.half_life_evidence_days),
        activity=sums_of_years(times, RULES.half_life_activity_days),
        cities=Counter(one.city for one in reports),
        categories=Counter(one.category for one in reports),
        first_day=min(times).date(),
        last_day=max(times).date(),
        firsts={shard: min(of_shard) for shard, of_shard in by_shard.items()},
        lasts={shard: max(of_shard) for shard, of_shard in by_shard.items()},
    )

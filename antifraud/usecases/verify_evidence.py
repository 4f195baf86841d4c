"""Count all reports anew and hold what was folded to it; mend what differs, if asked.

Reports that the fold has not reached yet are no difference. Which these are is told by time: within a shard
the stream keeps order, so a change later than the last one added is still to come, unless the stream is
over. Clocks differ a little, so a clue whose reports changed in the last minute has to settle first.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from antifraud.keys import ClueKey
from antifraud.ports import Counted, Recounter, StoredTally, Times
from antifraud.tallies import tally_of, total

STREAM_KEEPS = timedelta(hours=24)
"""How long DynamoDB keeps a record; a change older than that will never be folded."""

CLOCK_SKEW = timedelta(seconds=2)

SETTLED = timedelta(seconds=60)
"""Age of the newest change on a clue from which on its counts must be right."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A clue whose counters are not those of its reports; `mended` tells whether they are now."""

    clue: ClueKey
    fields: tuple[str, ...]
    counted: int
    stored: int
    mended: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What counting anew found; `waiting` counts changes not folded yet and clues not settled yet."""

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
        of_clue = reports.get(clue, [])
        there = stored.get(clue, StoredTally(clue, {}, Times(), {}))
        folded = [one for one in of_clue if _is_folded(one, there, now)]
        waiting += len(of_clue) - len(folded)
        if _agrees(there, folded) or _agrees(there, of_clue):
            continue
        if _is_moving(of_clue, folded, now):
            waiting += 1
        else:
            differences.append(_difference(clue, folded, stored.get(clue), recounter if repair else None))
    differences.sort(key=lambda one: (one.clue.kind, one.clue.id))
    total_reports = sum(map(len, reports.values()))
    return Verification(len(reports.keys() | stored.keys()), total_reports, waiting, tuple(differences))


def _is_folded(report: Counted, stored: StoredTally, now: datetime) -> bool:
    up_to = stored.times.changes.get(report.shard)
    return report.changed_at < now - STREAM_KEEPS or (
        up_to is not None and report.changed_at <= up_to + CLOCK_SKEW
    )


def _is_moving(reports: Sequence[Counted], folded: Sequence[Counted], now: datetime) -> bool:
    """Tell whether counts may still change: something happened just now, or an amendment is to come."""
    amended = [one for one in reports if one.changed_at > one.stated.at and one not in folded]
    return bool(amended) or any(one.changed_at > now - SETTLED for one in reports)


def _agrees(stored: StoredTally, reports: Sequence[Counted]) -> bool:
    return not any(_differing(recount(stored.clue, reports), stored))


def _difference(
    clue: ClueKey, folded: Sequence[Counted], stored: StoredTally | None, repairer: Recounter | None
) -> Difference:
    should = recount(clue, folded)
    there = stored or StoredTally(clue, {}, Times(), {})
    mended = bool(repairer and repairer.replace(should, stored, folded[0].display if folded else ""))
    fields = tuple(_differing(should, there))
    return Difference(clue, fields, len(folded), there.tally.get("n", 0), mended)


def _differing(should: StoredTally, there: StoredTally) -> Iterator[str]:
    """Yield the counters that differ, and `days` where a report is outside the days of its shard.

    These days may be wider than the reports that are left: what was withdrawn or has expired was there once.
    """
    names = should.tally.keys() | there.tally.keys()
    yield from sorted(name for name in names if should.tally.get(name, 0) != there.tally.get(name, 0))
    if not _covers(there.times, should.times):
        yield "days"


def _covers(there: Times, should: Times) -> bool:
    firsts = all(
        shard in there.firsts and there.firsts[shard].date() <= at.date()
        for shard, at in should.firsts.items()
    )
    return firsts and all(
        shard in there.lasts and there.lasts[shard].date() >= at.date() for shard, at in should.lasts.items()
    )


def recount(clue: ClueKey, reports: Sequence[Counted]) -> StoredTally:
    """Return what these reports on one clue add up to; it knows no sequences."""
    by_shard: dict[int, list[Counted]] = defaultdict(list)
    for one in reports:
        by_shard[one.shard].append(one)
    times = Times(
        firsts={shard: min(one.stated.at for one in some) for shard, some in by_shard.items()},
        lasts={shard: max(one.stated.at for one in some) for shard, some in by_shard.items()},
        changes={shard: max(one.changed_at for one in some) for shard, some in by_shard.items()},
    )
    return StoredTally(clue, total(tally_of(one.stated) for one in reports), times, {})

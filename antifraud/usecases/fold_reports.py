"""Fold a batch of the table's stream into evidence, exactly once however often the batch is delivered.

The reports on one clue are spread over shards; within a shard the stream keeps their order. So evidence
remembers the last sequence it holds of each shard, and a run of reports is added only if it begins after.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from antifraud.errors import FoldError, StoreError
from antifraud.keys import ClueKey
from antifraud.ports import Counted, EvidenceKeeper, Increment
from antifraud.verdicts import RULES, sums_of_years

Record = Mapping[str, object]

_ATTEMPTS = 5
"""Times a run is tried while another consumer is adding the same reports."""


def fold_reports(
    records: Sequence[Record], parse: Callable[[Record], Counted | None], keeper: EvidenceKeeper
) -> list[Counted]:
    """Add what `records` report to the evidence; return those that could not be added and must come again.

    `parse` returns None for a record that is no new report and raises FoldError for one that cannot be read;
    that one is set aside, never dropped.
    """
    failed: list[Counted] = []
    for run in _runs(records, parse, keeper):
        try:
            _add(run, keeper)
        except StoreError:
            failed.extend(run)
    return failed


def _runs(
    records: Iterable[Record], parse: Callable[[Record], Counted | None], keeper: EvidenceKeeper
) -> Iterable[list[Counted]]:
    runs: dict[tuple[ClueKey, int], dict[str, Counted]] = defaultdict(dict)
    for record in records:
        try:
            counted = parse(record)
        except FoldError as error:
            keeper.set_aside(record, str(error))
            continue
        if counted is not None:
            runs[counted.clue, counted.shard][counted.sequence] = counted
    return [[run[sequence] for sequence in sorted(run)] for run in runs.values()]


def _add(run: Sequence[Counted], keeper: EvidenceKeeper) -> None:
    left = list(run)
    for _ in range(_ATTEMPTS):
        if keeper.add(_increment(left)):
            return
        last = keeper.last_sequence(left[0].clue, left[0].shard)
        left = [one for one in left if one.sequence > last]
        if not left:
            return
    raise StoreError("another consumer kept adding the same reports")


def _increment(run: Sequence[Counted]) -> Increment:
    times = [one.at for one in run]
    return Increment(
        clue=run[0].clue,
        shard=run[0].shard,
        first_sequence=run[0].sequence,
        last_sequence=run[-1].sequence,
        fraud=sums_of_years(times, RULES.half_life_evidence_days),
        activity=sums_of_years(times, RULES.half_life_activity_days),
        reports=len(run),
        cities=Counter(one.city for one in run),
        categories=Counter(one.category for one in run),
        first_at=min(times),
        last_at=max(times),
        display=run[0].display,
    )

"""Fold a batch of the table's stream into evidence, exactly once however often the batch is delivered.

Each change of a report adds what it counts now less what it counted before, so that amending, withdrawing and
expiring need no rule of their own. The reports on one clue are spread over shards; within a shard the stream
keeps their order. So evidence remembers the last sequence it holds of each shard, and a run of changes is
added only if it begins after.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from antifraud.errors import FoldError, StoreError
from antifraud.keys import ClueKey
from antifraud.ports import Change, Counted, EvidenceKeeper, Increment
from antifraud.tallies import Tally, difference, tally_of, total

Record = Mapping[str, object]

_ATTEMPTS = 5
"""Times a run is tried while another consumer is adding the same changes."""


def fold_reports(
    records: Sequence[Record], parse: Callable[[Record], Change | None], keeper: EvidenceKeeper
) -> list[Change]:
    """Add what `records` change to the evidence; return those that could not be added and must come again.

    `parse` returns None for a record of something else than a report and raises FoldError for one that cannot
    be read; that one is set aside, never dropped.
    """
    failed: list[Change] = []
    for run in _runs(records, parse, keeper):
        try:
            _add(run, keeper)
        except StoreError:
            failed.extend(run)
    return failed


def _runs(
    records: Iterable[Record], parse: Callable[[Record], Change | None], keeper: EvidenceKeeper
) -> Iterable[list[Change]]:
    runs: dict[tuple[ClueKey, int], dict[str, Change]] = defaultdict(dict)
    for record in records:
        try:
            change = parse(record)
        except FoldError as error:
            keeper.set_aside(record, str(error))
            continue
        if change is not None:
            runs[change.report.clue, change.report.shard][change.sequence] = change
    return [[run[sequence] for sequence in sorted(run)] for run in runs.values()]


def _add(run: Sequence[Change], keeper: EvidenceKeeper) -> None:
    left = list(run)
    for _ in range(_ATTEMPTS):
        if keeper.add(_increment(left)):
            return
        report = left[0].report
        last = keeper.last_sequence(report.clue, report.shard)
        left = [one for one in left if one.sequence > last]
        if not left:
            return
    raise StoreError("another consumer kept adding the same changes")


def _increment(run: Sequence[Change]) -> Increment:
    new = [one.after.stated.at for one in run if one.after and not one.before]
    report = run[-1].report
    return Increment(
        clue=report.clue,
        shard=report.shard,
        first_sequence=run[0].sequence,
        last_sequence=run[-1].sequence,
        tally=difference(
            total(_counted(one.after) for one in run), total(_counted(one.before) for one in run)
        ),
        first_at=min(new, default=None),
        last_at=max(new, default=None),
        changed_at=max(one.report.changed_at for one in run),
        display=report.display,
    )


def _counted(report: Counted | None) -> Tally:
    return tally_of(report.stated if report else None)

"""Everything that was reported and counted, read from end to end, for counting anew. Mends evidence rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from antifraud.ports import Counted, StoredTally, Times
from antifraud.reports import WRITE_SHARDS
from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo
from antifraud.storage.evidence_table import counted_report
from antifraud.tallies import Tally

_SHARDS = range(WRITE_SHARDS)


@dataclass(frozen=True, slots=True)
class RecountTable:
    """Reads and mends the one table."""

    client: Dynamo
    table: str

    def reports(self) -> Iterator[Counted]:
        """Yield every report."""
        return (counted_report(row) for row in self._scan("R#", "u#"))

    def tallies(self) -> Iterator[StoredTally]:
        """Yield every evidence row."""
        return (_stored(row) for row in self._scan("C#", rows.EVIDENCE))

    def replace(self, should: StoredTally, before: StoredTally | None, display: str) -> bool:
        """Write counters and times unless the row was folded into since; tells whether written."""
        written = {**_counts(should.tally), **_times(should.times)}
        if display:
            written["d"] = rows.text(display)
        gone = sorted((before.tally.keys() if before else set()) - written.keys())
        fences = {f"q{shard}": sequence for shard, sequence in (before.sequences if before else {}).items()}
        clauses = (
            ("SET ", [f"#{name} = :{name}" for name in written]),
            ("REMOVE ", [f"#{name}" for name in gone]),
        )
        try:
            self.client.update_item(
                TableName=self.table,
                Key=rows.clue_row_key(should.clue, rows.EVIDENCE),
                UpdateExpression=" ".join(verb + ", ".join(parts) for verb, parts in clauses if parts),
                ConditionExpression=not_folded_since(fences),
                ExpressionAttributeNames={f"#{name}": name for name in (*written, *gone)},
                ExpressionAttributeValues={
                    **{f":{name}": value for name, value in written.items()},
                    **{f":{name}": rows.text(value) for name, value in fences.items()},
                },
            )
        except ConditionFailed:
            return False
        return True

    def _scan(self, partitions: str, sort_keys: str) -> Iterator[rows.Row]:
        return self.client.scan(
            TableName=self.table,
            ConsistentRead=True,
            FilterExpression="begins_with(pk, :pk) AND begins_with(sk, :sk)",
            ExpressionAttributeValues={":pk": rows.text(partitions), ":sk": rows.text(sort_keys)},
        )


def not_folded_since(fences: Mapping[str, str]) -> str:
    """Return the condition that no shard of a clue was folded since its fences (`q0`…) were read."""
    names = (f"q{shard}" for shard in _SHARDS)
    return " AND ".join(
        f"{name} = :{name}" if name in fences else f"attribute_not_exists({name})" for name in names
    )


def _counts(tally: Tally) -> dict[str, rows.Value]:
    return {name: rows.counter(name, count) for name, count in tally.items()}


def _times(times: Times) -> dict[str, rows.Value]:
    named = (("b", times.firsts), ("l", times.lasts), ("u", times.changes))
    return {f"{name}{shard}": rows.moment(at) for name, by_shard in named for shard, at in by_shard.items()}


def _stored(row: rows.Row) -> StoredTally:
    times = Times(*(rows.moments_by_shard(row, name) for name in "blu"))
    sequences = {shard: row[f"q{shard}"]["S"] for shard in _SHARDS if f"q{shard}" in row}
    tally = {name: count for name, count in rows.counters(row).items() if count}
    return StoredTally(rows.read_clue_key(row), tally, times, sequences)

"""Everything that was reported and counted, read from end to end, for counting anew. Mends evidence rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from antifraud.keys import ClueKey
from antifraud.ports import Counted, StoredTally, Tally
from antifraud.reports import WRITE_SHARDS
from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo
from antifraud.storage.evidence_table import counted_report

_SHARDS = range(WRITE_SHARDS)


@dataclass(frozen=True, slots=True)
class RecountTable:
    """Reads and mends the one table."""

    client: Dynamo
    table: str

    def reports(self) -> Iterator[Counted]:
        """Yield every report; their sequences are unknown, `""`."""
        return (counted_report(row, "") for row in self._scan("R#", "u#"))

    def tallies(self) -> Iterator[StoredTally]:
        """Yield every evidence row."""
        return (_stored(row) for row in self._scan("C#", rows.EVIDENCE))

    def replace(self, clue: ClueKey, tally: Tally, before: StoredTally | None, display: str) -> bool:
        """Write the counts unless the row was folded into since it was read; tells whether it was written."""
        written = {**_counts(tally), "d": rows.text(display), **_times(tally, before)}
        gone = _counts(before.tally).keys() - written.keys() if before else set()
        fences = {f"q{shard}": sequence for shard, sequence in (before.sequences if before else {}).items()}
        names = {f"#{name}": name for name in (*written, *gone)}
        remove = " REMOVE " + ", ".join(f"#{name}" for name in sorted(gone)) if gone else ""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=rows.clue_row_key(clue, rows.EVIDENCE),
                UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in written) + remove,
                ConditionExpression=_not_folded_since(fences),
                ExpressionAttributeNames=names,
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


def _not_folded_since(fences: Mapping[str, str]) -> str:
    names = (f"q{shard}" for shard in _SHARDS)
    return " AND ".join(
        f"{name} = :{name}" if name in fences else f"attribute_not_exists({name})" for name in names
    )


def _counts(tally: Tally) -> dict[str, rows.Value]:
    return {
        "n": rows.number(tally.reports),
        **{f"f_{year}": rows.number(amount) for year, amount in tally.fraud.items()},
        **{f"a_{year}": rows.number(amount) for year, amount in tally.activity.items()},
        **{f"c_{slug}": rows.number(count) for slug, count in tally.cities.items()},
        **{f"g_{code}": rows.number(count) for code, count in tally.categories.items()},
    }


def _times(tally: Tally, before: StoredTally | None) -> dict[str, rows.Value]:
    """Return the times to write: the first of each shard, and the last where the row does not know it."""
    known = before.tally.lasts if before else {}
    firsts = {f"b{shard}": rows.moment(first) for shard, first in tally.firsts.items()}
    lasts = {f"l{shard}": rows.moment(last) for shard, last in tally.lasts.items() if shard not in known}
    return {**firsts, **lasts}


def _stored(row: rows.Row) -> StoredTally:
    firsts = rows.moments_by_shard(row, "b")
    lasts = rows.moments_by_shard(row, "l")
    tally = Tally(
        reports=int(row["n"]["N"]),
        fraud=rows.sums_by_year(row, "f_"),
        activity=rows.sums_by_year(row, "a_"),
        cities=rows.counts_by_code(row, "c_"),
        categories=rows.counts_by_code(row, "g_"),
        first_day=min(firsts.values()).date(),
        last_day=max(lasts.values()).date(),
        firsts=firsts,
        lasts=lasts,
    )
    sequences = {shard: row[f"q{shard}"]["S"] for shard in _SHARDS if f"q{shard}" in row}
    return StoredTally(rows.read_clue_key(row), tally, sequences)

"""The rows that statistics are made of, read from end to end in one scan. It writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from antifraud.ports import ClueCounts, DayCounts, ListingFacts
from antifraud.storage import rows
from antifraud.storage.dynamo import Dynamo
from antifraud.storage.known_table import read_listings


@dataclass(frozen=True, slots=True)
class StatisticsTable:
    """Reads the one table."""

    client: Dynamo
    table: str

    def rows(self) -> Iterator[DayCounts | ClueCounts | ListingFacts]:
        """Yield the counts of each day and city, and of each clue its counts and its listings."""
        found = self.client.scan(
            TableName=self.table,
            FilterExpression=(
                "begins_with(pk, :day) OR (begins_with(pk, :clue) AND sk IN (:counts, :listings))"
            ),
            ExpressionAttributeValues={
                ":day": rows.text(rows.DAY),
                ":clue": rows.text("C#"),
                ":counts": rows.text(rows.EVIDENCE),
                ":listings": rows.text(rows.LISTINGS),
            },
        )
        return (_read(row) for row in found)


def _read(row: rows.Row) -> DayCounts | ClueCounts | ListingFacts:
    if row["pk"]["S"].startswith(rows.DAY):
        counts = {name: int(value["N"]) for name, value in row.items() if ":" in name}
        return DayCounts(date.fromisoformat(row["pk"]["S"].removeprefix(rows.DAY)), row["sk"]["S"], counts)
    kind = rows.read_clue_key(row).kind
    if row["sk"]["S"] == rows.LISTINGS:
        return ListingFacts(kind, tuple(read_listings(row).values()))
    return ClueCounts(
        kind,
        int(row["n"]["N"]) if "n" in row else 0,
        cities=rows.counts_by_code(row, "c_"),
        categories=rows.counts_by_code(row, "g_"),
    )

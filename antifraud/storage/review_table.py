"""Statements that wait for review, in DynamoDB: a queue of clues, and the decision on each statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from antifraud.keys import ClueKey
from antifraud.ports import Ruling
from antifraud.reports import DISMISSED, HELD, WRITE_SHARDS
from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo


@dataclass(frozen=True, slots=True)
class ReviewTable:
    """Lists and decides what was held."""

    client: Dynamo
    table: str

    def waiting(self) -> Iterator[ClueKey]:
        """Yield every clue with statements that wait."""
        for row in self._query(rows.REVIEW_QUEUE, ""):
            kind, _, identity = row["sk"]["S"].partition("#")
            yield ClueKey(kind, identity)

    def decide(self, clue: ClueKey, clue_hash: str, ruling: Ruling) -> int:
        """Rule all held statements on a clue; return how many. May be done again."""
        decided = sum(
            self._decide(row, ruling)
            for shard in range(WRITE_SHARDS)
            for row in self._query(f"R#{clue_hash}#{shard}", "u#")
            if row.get("st", {}).get("S") == HELD
        )
        self.client.delete_item(TableName=self.table, Key=rows.review_row_key(clue))
        return decided

    def _query(self, partition: str, prefix: str) -> Iterator[rows.Row]:
        more = {":sk": rows.text(prefix)} if prefix else {}
        return self.client.query(
            TableName=self.table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk" + (" AND begins_with(sk, :sk)" if prefix else ""),
            ExpressionAttributeValues={":pk": rows.text(partition), **more},
        )

    def _decide(self, row: rows.Row, ruling: Ruling) -> bool:
        values: dict[str, Any] = {
            ":held": rows.text(HELD),
            ":u": rows.moment(ruling.at),
            ":by": rows.text(ruling.by),
        }
        if not ruling.release:
            values[":st"] = rows.text(DISMISSED)
        try:
            self.client.update_item(
                TableName=self.table,
                Key={"pk": row["pk"], "sk": row["sk"]},
                UpdateExpression="SET u = :u, rb = :by" + (" REMOVE st" if ruling.release else ", st = :st"),
                ConditionExpression="st = :held",
                ExpressionAttributeValues=values,
            )
        except ConditionFailed:
            return False
        return True

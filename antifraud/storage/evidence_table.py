"""Adding evidence in DynamoDB, and reading the table's stream. The only writer of evidence rows."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from antifraud.errors import FoldError
from antifraud.keys import ClueKey
from antifraud.ports import Counted, Increment
from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo

_SEQUENCE_DIGITS = 40
"""Sequence numbers are compared as text: DynamoDB's own have up to 40 digits, more than its numbers hold."""

_SLUG = re.compile(r"[a-z]{2,30}")
_CODE = re.compile(r"[a-z_]{2,40}")


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """Adds increments to evidence rows."""

    client: Dynamo
    table: str

    def add(self, increment: Increment) -> bool:
        """Add it unless its first sequence is in already; tells whether it was added."""
        added = _added(increment)
        shard = increment.shard
        try:
            self.client.update_item(
                TableName=self.table,
                Key=rows.clue_row_key(increment.clue, rows.EVIDENCE),
                UpdateExpression=(
                    "ADD "
                    + ", ".join(f"#{name} :{name}" for name in added)
                    + f" SET d = :d, q{shard} = :q, l{shard} = :l, b{shard} = if_not_exists(b{shard}, :b)"
                ),
                ConditionExpression=f"attribute_not_exists(q{shard}) OR q{shard} < :first",
                ExpressionAttributeNames={f"#{name}": name for name in added},
                ExpressionAttributeValues={
                    **{f":{name}": rows.number(value) for name, value in added.items()},
                    ":d": rows.text(increment.display),
                    ":q": rows.text(increment.last_sequence),
                    ":first": rows.text(increment.first_sequence),
                    ":b": rows.moment(increment.first_at),
                    ":l": rows.moment(increment.last_at),
                },
            )
        except ConditionFailed:
            return False
        return True

    def last_sequence(self, clue: ClueKey, shard: int) -> str:
        """Return the sequence up to which that shard is added, `""` for none."""
        found = self.client.get_item(
            TableName=self.table,
            Key=rows.clue_row_key(clue, rows.EVIDENCE),
            ProjectionExpression=f"q{shard}",
            ConsistentRead=True,
        ).get("Item", {})
        return found[f"q{shard}"]["S"] if found else ""

    def set_aside(self, record: Mapping[str, object], reason: str) -> None:
        """Keep a record that cannot be read, under its sequence, so that keeping it twice keeps it once."""
        change = cast("dict[str, Any]", record.get("dynamodb") or {})
        self.client.put_item(
            TableName=self.table,
            Item={
                "pk": rows.text("X#stream"),
                "sk": rows.text(_padded(str(change.get("SequenceNumber", "0")))),
                "r": rows.text(reason),
                "j": rows.text(json.dumps(change.get("Keys", {}), default=str)),
            },
        )


def _added(increment: Increment) -> dict[str, int | Decimal]:
    return {
        "n": increment.reports,
        **{f"f_{year}": amount for year, amount in increment.fraud.items()},
        **{f"a_{year}": amount for year, amount in increment.activity.items()},
        **{f"c_{slug}": count for slug, count in increment.cities.items()},
        **{f"g_{code}": count for code, count in increment.categories.items()},
    }


def read_record(record: Mapping[str, object]) -> Counted | None:
    """Return the new report that a record of the stream carries, None if it carries something else.

    Works on what Lambda hands over and on what `GetRecords` returns. Raises FoldError, naming no value.
    """
    change = cast("dict[str, Any]", record.get("dynamodb") or {})
    if record.get("eventName") != "INSERT" or not _is_report(change):
        return None
    try:
        return counted_report(change["NewImage"], _padded(str(change["SequenceNumber"])))
    except (KeyError, TypeError, ValueError) as error:
        raise FoldError(f"not a report: {type(error).__name__}") from None


def _is_report(change: Mapping[str, Any]) -> bool:
    keys = change.get("Keys") or {}
    return str(keys.get("pk", {}).get("S", "")).startswith("R#") and str(
        keys.get("sk", {}).get("S", "")
    ).startswith("u#")


def counted_report(row: rows.Row, sequence: str) -> Counted:
    """Return a stored report as it is counted; raises KeyError, TypeError or ValueError for none."""
    return Counted(
        clue=ClueKey(row["k"]["S"], row["i"]["S"]),
        shard=rows.read_report_key(row).shard,
        sequence=sequence,
        at=rows.read_moment(row["t"]),
        city=_checked(_SLUG, row["c"]["S"]),
        category=_checked(_CODE, row["g"]["S"]),
        display=row["d"]["S"],
    )


def _padded(sequence: str) -> str:
    return sequence.zfill(_SEQUENCE_DIGITS)


def _checked(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError("not a code")
    return value

"""Adding evidence in DynamoDB, and reading the table's stream. The only one that counts in evidence rows."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from antifraud.errors import FoldError
from antifraud.keys import ClueKey
from antifraud.ports import Change, Counted, Increment
from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo
from antifraud.tallies import Stated

_SEQUENCE_DIGITS = 40
"""Sequence numbers are compared as text: DynamoDB's own have up to 40 digits, more than its numbers hold."""

_EVENTS = {"INSERT": (True, False), "MODIFY": (False, False), "REMOVE": (False, True)}
"""Which of the image before and the image after each event lacks."""

_PSEUDONYM = re.compile(r"[2-9A-HJ-NP-Z]{8}")
_SLUG = re.compile(r"[a-z]{2,30}")
_CODE = re.compile(r"[a-z_]{2,40}")


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """Adds increments to evidence rows."""

    client: Dynamo
    table: str

    def add(self, increment: Increment) -> bool:
        """Add it unless its first sequence is in already; tells whether it was added."""
        if increment.tally.get("x", 0) > 0:
            self._queue_for_review(increment.clue)
        shard = increment.shard
        added = {name: rows.counter(name, count) for name, count in increment.tally.items()}
        settings = {
            "d": rows.text(increment.display),
            f"q{shard}": rows.text(increment.last_sequence),
            f"u{shard}": rows.moment(increment.changed_at),
        }
        if increment.last_at:
            settings[f"l{shard}"] = rows.moment(increment.last_at)
        first = f", b{shard} = if_not_exists(b{shard}, :first_at)" if increment.first_at else ""
        values = {f":{name}": value for name, value in {**added, **settings}.items()}
        if increment.first_at:
            values[":first_at"] = rows.moment(increment.first_at)
        addition = "ADD " + ", ".join(f"#{name} :{name}" for name in added) if added else ""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=rows.clue_row_key(increment.clue, rows.EVIDENCE),
                UpdateExpression=f"{addition} SET "
                + ", ".join(f"{name} = :{name}" for name in settings)
                + first,
                ConditionExpression=f"attribute_not_exists(q{shard}) OR q{shard} < :from",
                ExpressionAttributeValues={**values, ":from": rows.text(increment.first_sequence)},
                **({"ExpressionAttributeNames": {f"#{name}": name for name in added}} if added else {}),
            )
        except ConditionFailed:
            return False
        return True

    def _queue_for_review(self, clue: ClueKey) -> None:
        """Put a clue before those who review; first, so that no crash can leave it out."""
        self.client.put_item(TableName=self.table, Item=rows.review_row_key(clue))

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


def read_record(record: Mapping[str, object]) -> Change | None:
    """Return the change of a report that a record of the stream carries, None if it carries something else.

    Works on what Lambda hands over and on what `GetRecords` returns. Raises FoldError, naming no value.
    """
    change = cast("dict[str, Any]", record.get("dynamodb") or {})
    if record.get("eventName") not in _EVENTS or not _is_report(change):
        return None
    try:
        before, after = (_image(change, name) for name in ("OldImage", "NewImage"))
        if (before is None, after is None) != _EVENTS[str(record["eventName"])]:
            raise ValueError("an image is missing")
        return Change(_padded(str(change["SequenceNumber"])), before, after)
    except (KeyError, TypeError, ValueError) as error:
        raise FoldError(f"not a report: {type(error).__name__}") from None


def _image(change: Mapping[str, Any], name: str) -> Counted | None:
    return counted_report(change[name]) if change.get(name) else None


def _is_report(change: Mapping[str, Any]) -> bool:
    keys = change.get("Keys") or {}
    return str(keys.get("pk", {}).get("S", "")).startswith("R#") and str(
        keys.get("sk", {}).get("S", "")
    ).startswith("u#")


def counted_report(row: rows.Row) -> Counted:
    """Return a stored report as it is counted; raises KeyError, TypeError or ValueError for none."""
    at = rows.read_moment(row["t"])
    return Counted(
        clue=ClueKey(row["k"]["S"], row["i"]["S"]),
        shard=rows.read_report_key(row).shard,
        stated=Stated(
            at=at,
            city=_checked(_SLUG, row["c"]["S"]),
            category=_checked(_CODE, row["g"]["S"]),
            network=_checked(_PSEUDONYM, row["n"]["S"]),
            mark=_checked(_CODE, row["w"]["S"]) if "w" in row else None,
            state=_checked(_CODE, row["st"]["S"]) if "st" in row else None,
        ),
        changed_at=rows.read_moment(row["u"]) if "u" in row else at,
        display=row["d"]["S"],
    )


def _padded(sequence: str) -> str:
    return sequence.zfill(_SEQUENCE_DIGITS)


def _checked(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError("not a code")
    return value

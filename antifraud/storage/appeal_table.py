"""Appeals in DynamoDB: a step is one transaction of state, audit trail, queue and the marks of the clue."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from antifraud.appeals import OPEN, PROVING, REFUSED, REOPENED, UPHELD, Appeal, Event
from antifraud.errors import AppealOpenError, AppealStepError, StoreBusyError
from antifraud.keys import ClueKey
from antifraud.storage import appeal_rows, rows
from antifraud.storage.appeal_rows import Write
from antifraud.storage.dynamo import ConditionFailed, Dynamo

_ATTEMPTS = 5
"""Times a step is tried while reports on its clue are being folded."""

_OWN = frozenset({0, 1})
"""Places, in the transaction of a step, of the appeal's own rows: its state and its audit trail."""


@dataclass(frozen=True, slots=True)
class AppealTable:
    """Keeps appeals in the one table."""

    client: Dynamo
    table: str

    def start(self, appeal: Appeal, sealed: bytes, event: Event) -> None:
        """Store a new appeal with its sealed text. Raises StoreError."""
        text = {
            **appeal_rows.row_key(appeal.id, appeal_rows.SEALED),
            "s": {"B": sealed},
            "e": rows.expiry(appeal.started_at + rows.SEALED_KEPT),
        }
        writes = [self._new(appeal_rows.state_row(appeal)), self._new(appeal_rows.trail_row(appeal, event))]
        self.client.transact_write_items([*writes, self._new(text), *self._queue(None, appeal)])

    def get(self, appeal_id: str) -> Appeal | None:
        """Return an appeal as it is at this moment."""
        found = self._read(appeal_rows.row_key(appeal_id, appeal_rows.STATE))
        return appeal_rows.read_state(found) if found else None

    def events(self, appeal_id: str) -> list[Event]:
        """Return its audit trail, oldest first."""
        values = {":pk": rows.text(f"A#{appeal_id}"), ":sk": rows.text(appeal_rows.TRAIL)}
        found = self.client.query(
            TableName=self.table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues=values,
        )
        return [appeal_rows.read_event(row) for row in found]

    def sealed(self, appeal_id: str) -> bytes | None:
        """Return its sealed text while that is kept."""
        found = self._read(appeal_rows.row_key(appeal_id, appeal_rows.SEALED))
        return base64.b64decode(found["s"]["B"]) if found else None

    def set_code(self, appeal: Appeal, kept: str, valid_until: datetime, event: Event) -> None:
        """Keep a new code in place of the last one, with no attempt made; raises AppealStepError."""
        code = {"k": rows.text(kept), "ke": rows.moment(valid_until), "kt": rows.number(0)}
        state = self._next(appeal, {**appeal_rows.state_row(appeal), **code})
        try:
            self.client.transact_write_items([state, self._new(appeal_rows.trail_row(appeal, event))])
        except ConditionFailed:
            raise AppealStepError from None

    def try_code(self, appeal_id: str, now: datetime, most: int) -> str | None:
        """Count an attempt and return the kept code; None for an expired code and after `most` attempts."""
        try:
            answer = self.client.update_item(
                TableName=self.table,
                Key=appeal_rows.row_key(appeal_id, appeal_rows.STATE),
                UpdateExpression="ADD kt :one",
                ConditionExpression="st = :proving AND kt < :most AND ke > :now",
                ExpressionAttributeValues={
                    ":one": rows.number(1),
                    ":most": rows.number(most),
                    ":now": rows.moment(now),
                    ":proving": rows.text(PROVING),
                },
                ReturnValues="ALL_NEW",
            )
        except ConditionFailed:
            return None
        return str(answer["Attributes"]["k"]["S"])

    def move(self, before: Appeal, after: Appeal, event: Event) -> None:
        """Store a step with all it does to the clue; raises AppealStepError, AppealOpenError."""
        for _ in range(_ATTEMPTS):
            clue = self._read(rows.clue_row_key(after.clue, rows.EVIDENCE)) or {}
            if after.state == OPEN and "ai" in clue:
                raise AppealOpenError
            writes = [
                self._next(after, appeal_rows.state_row(after)),
                self._new(appeal_rows.trail_row(after, event)),
                *self._clue(before, after, clue),
                *self._queue(before, after),
            ]
            try:
                return self.client.transact_write_items(writes)
            except ConditionFailed as failed:
                if failed.places & _OWN:
                    raise AppealStepError from None
        raise StoreBusyError("the clue kept changing")

    def waiting(self) -> Iterator[Appeal]:
        """Yield every appeal that waits for people, soonest due first."""
        queued = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": rows.text(appeal_rows.QUEUE)},
        )
        for row in queued:
            appeal = self.get(row["sk"]["S"].rpartition("#")[2])
            if appeal is not None:
                yield appeal

    def refused_until(self, clue: ClueKey) -> datetime | None:
        """Return until when a clue cannot be appealed for again, because an appeal on it was refused."""
        found = self._read(rows.clue_row_key(clue, rows.EVIDENCE)) or {}
        return rows.read_moment(found["ra"]) if "ra" in found else None

    def clearing(self, clue: ClueKey) -> str | None:
        """Return the appeal by which a clue was cleared; None for a clue that is not cleared."""
        found = self._read(rows.clue_row_key(clue, rows.EVIDENCE)) or {}
        return found["ci"]["S"] if "ci" in found else None

    def _read(self, key: Mapping[str, rows.Value]) -> rows.Row | None:
        return self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")

    def _new(self, row: Write) -> Write:
        condition = {"ConditionExpression": "attribute_not_exists(pk)"}
        return {"Put": {"TableName": self.table, "Item": row, **condition}}

    def _next(self, appeal: Appeal, row: Write) -> Write:
        """Replace the state only if the audit trail is as long as it was: then nothing happened meanwhile."""
        values = {":n": rows.number(appeal.events - 1)}
        condition = {"ConditionExpression": "n = :n", "ExpressionAttributeValues": values}
        return {"Put": {"TableName": self.table, "Item": row, **condition}}

    def _clue(self, before: Appeal, after: Appeal, clue: rows.Row) -> list[Write]:
        """Return what the step does to the marks of the clue, if anything."""
        if after.state == OPEN:
            change = appeal_rows.dispute(after)
        elif after.state == UPHELD:
            change = appeal_rows.clear(after, clue)
        elif after.state == REOPENED:
            change = appeal_rows.revive(after)
        elif after.state == REFUSED:
            change = appeal_rows.refuse(after)
        elif before.state == OPEN:
            change = appeal_rows.settle(after)
        else:
            return []
        key = rows.clue_row_key(after.clue, rows.EVIDENCE)
        return [{"Update": {"TableName": self.table, "Key": key, **change}}]

    def _queue(self, before: Appeal | None, after: Appeal) -> list[Write]:
        """Return what takes the old row out of the queue and puts the new one in."""
        there = appeal_rows.queue_row(before) if before else None
        wanted = appeal_rows.queue_row(after)
        writes: list[Write] = []
        if there:
            key = {name: there[name] for name in ("pk", "sk")}
            writes.append({"Delete": {"TableName": self.table, "Key": key}})
        if wanted:
            writes.append({"Put": {"TableName": self.table, "Item": wanted}})
        return writes

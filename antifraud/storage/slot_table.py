"""Places for evidence files in DynamoDB: one row for a report, an attribute for each place."""

from dataclasses import dataclass
from typing import Any

from antifraud.errors import TooManyFilesError
from antifraud.evidence_files import FILE_KEPT, MOST, MOST_OPENED, WAITING, Slot
from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo


@dataclass(frozen=True, slots=True)
class SlotTable:
    """Keeps what became of each place."""

    client: Dynamo
    table: str

    def read(self, folder: str) -> tuple[Slot, ...]:
        """Return the places of one report by number."""
        row = self.client.get_item(TableName=self.table, Key=_key(folder), ConsistentRead=True).get(
            "Item", {}
        )
        return tuple(
            _read(number, row[f"s{number}"]["M"]) for number in range(1, MOST + 1) if f"s{number}" in row
        )

    def open(self, folder: str, slot: Slot, before: Slot | None) -> bool:
        """Put `slot` in place of `before`; tells whether that still stood there. Raises TooManyFilesError."""
        name = f"s{slot.number}"
        condition, values = f"attribute_not_exists({name})", {":one": rows.number(1)}
        if before is not None:
            condition = f"{name}.i = :id AND {name}.s = :state"
            values |= {":id": rows.text(before.id), ":state": rows.text(before.state)}
        condition += " AND (attribute_not_exists(n) OR n < :most)"
        try:
            self._set(folder, slot, condition, {**values, ":most": rows.number(MOST_OPENED)}, " ADD n :one")
        except ConditionFailed as failed:
            if "n" in failed.item and int(failed.item["n"]["N"]) >= MOST_OPENED:
                raise TooManyFilesError from None
            return False
        return True

    def settle(self, folder: str, slot: Slot) -> bool:
        """Write what became of an upload; tells whether it was still waited for."""
        name = f"s{slot.number}"
        was = {":id": rows.text(slot.id), ":state": rows.text(WAITING)}
        try:
            self._set(folder, slot, f"{name}.i = :id AND {name}.s = :state", was)
        except ConditionFailed:
            return False
        return True

    def forget(self, folder: str) -> None:
        """Remove all places of one report."""
        self.client.delete_item(TableName=self.table, Key=_key(folder))

    def _set(
        self, folder: str, slot: Slot, condition: str, values: dict[str, rows.Value], more: str = ""
    ) -> None:
        given = {":slot": _row(slot), ":e": rows.expiry(slot.at + FILE_KEPT)}
        self.client.update_item(
            TableName=self.table,
            Key=_key(folder),
            UpdateExpression=f"SET s{slot.number} = :slot, e = :e{more}",
            ConditionExpression=condition,
            ExpressionAttributeValues={**given, **values},
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )


def _key(folder: str) -> dict[str, rows.Value]:
    return {"pk": rows.text(f"U#{folder}"), "sk": rows.text("U")}


def _row(slot: Slot) -> rows.Value:
    row: dict[str, Any] = {"i": rows.text(slot.id), "s": rows.text(slot.state), "t": rows.moment(slot.at)}
    if slot.kind:
        row |= {"k": rows.text(slot.kind), "b": rows.number(slot.size)}
    if slot.why:
        row["w"] = rows.text(slot.why)
    return {"M": row}


def _read(number: int, row: rows.Row) -> Slot:
    return Slot(
        number=number,
        id=row["i"]["S"],
        state=row["s"]["S"],
        at=rows.read_moment(row["t"]),
        kind=row["k"]["S"] if "k" in row else "",
        size=int(row["b"]["N"]) if "b" in row else 0,
        why=row["w"]["S"] if "w" in row else None,
    )

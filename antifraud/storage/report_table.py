"""Reports in DynamoDB: one conditional put each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from antifraud.keys import ClueKey
from antifraud.ports import Kept
from antifraud.reports import Report, Reported, ReportKey
from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Keeps reports in the one table."""

    client: Dynamo
    table: str

    def put(self, report: Report) -> Kept:
        """Store `report` unless this person reported this clue before."""
        self._put_sealed(report)
        try:
            self.client.put_item(
                TableName=self.table,
                Item=_row(report),
                ConditionExpression="attribute_not_exists(pk)",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ConditionFailed as failed:
            return Kept(_read(failed.item), new=False)
        return Kept(report, new=True)

    def update(self, report: Report) -> None:
        """Replace what may change: the day and the amount; the sealed text was replaced by `put`."""
        details = {"h": rows.text(report.happened_on.isoformat()) if report.happened_on else None}
        details["a"] = rows.number(report.amount) if report.amount is not None else None
        given = {name: value for name, value in details.items() if value}
        if not given:
            return
        self.client.update_item(
            TableName=self.table,
            Key=rows.report_row_key(report.key),
            UpdateExpression="SET " + ", ".join(f"{name} = :{name}" for name in given),
            ExpressionAttributeValues={f":{name}": value for name, value in given.items()},
        )

    def get(self, key: ReportKey) -> Report | None:
        """Return one report, as it is at this moment."""
        found = self.client.get_item(
            TableName=self.table, Key=rows.report_row_key(key), ConsistentRead=True
        ).get("Item")
        return _read(found) if found else None

    def counted_up_to(self, clue: ClueKey, shard: int) -> datetime | None:
        """Return the time of the last report of that shard that is in the evidence."""
        found = self.client.get_item(
            TableName=self.table,
            Key=rows.clue_row_key(clue, rows.EVIDENCE),
            ProjectionExpression=f"l{shard}",
        ).get("Item", {})
        return rows.read_moment(found[f"l{shard}"]) if found else None

    def _put_sealed(self, report: Report) -> None:
        """Store the sealed text first, so that no report is acknowledged without it."""
        if report.sealed is None:
            return
        row = rows.report_row_key(report.key, "t")
        self.client.put_item(
            TableName=self.table,
            Item={**row, "s": {"B": report.sealed}, "e": rows.expiry(report.at + rows.SEALED_KEPT)},
        )


def _row(report: Report) -> dict[str, Any]:
    row = {
        **rows.report_row_key(report.key),
        "k": rows.text(report.clue.kind),
        "i": rows.text(report.clue.id),
        "c": rows.text(report.city),
        "t": rows.moment(report.at),
        "g": rows.text(report.category),
        "x": {"L": [{"L": [rows.text(one.kind), rows.text(one.display)]} for one in report.clues]},
        "d": rows.text(report.display),
        "y": rows.text(report.repeat),
        "n": rows.text(report.network),
        "e": rows.expiry(report.at + rows.REPORT_KEPT),
    }
    if report.happened_on:
        row["h"] = rows.text(report.happened_on.isoformat())
    if report.amount is not None:
        row["a"] = rows.number(report.amount)
    return row


def _read(row: rows.Row) -> Report:
    return Report(
        key=rows.read_report_key(row),
        clue=ClueKey(row["k"]["S"], row["i"]["S"]),
        display=row["d"]["S"],
        city=row["c"]["S"],
        at=rows.read_moment(row["t"]),
        category=row["g"]["S"],
        clues=tuple(Reported(one["L"][0]["S"], one["L"][1]["S"]) for one in row["x"]["L"]),
        repeat=row["y"]["S"],
        network=row["n"]["S"],
        happened_on=rows.read_day(row.get("h")),
        amount=int(row["a"]["N"]) if "a" in row else None,
    )

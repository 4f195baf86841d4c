"""Reports in DynamoDB: one conditional put each; amended and withdrawn where they are."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from antifraud.keys import ClueKey
from antifraud.ports import Kept
from antifraud.reports import WITHDRAWN, Amendment, Report, Reported, ReportKey
from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Keeps reports in the one table."""

    client: Dynamo
    table: str

    def put(self, report: Report) -> Kept:
        """Store `report` unless this person reported this clue before."""
        if report.sealed:
            self._put_sealed(report.key, report.sealed, report.at)
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

    def amend(self, key: ReportKey, amendment: Amendment, now: datetime) -> Report | None:
        """Store what a person says anew and return the report; what is in review stays there."""
        if amendment.sealed:
            self._put_sealed(key, amendment.sealed, now)
        told = {**_details(amendment), "u": rows.moment(now)}
        fraud_again = amendment.restated and not amendment.mark
        settings = "SET " + ", ".join(f"{name} = :{name}" for name in told)
        report = self._change(key, told, settings + (" REMOVE w" if fraud_again else ""))
        if report and amendment.restated and report.state == WITHDRAWN:
            return self._change(key, {"u": rows.moment(now)}, "SET u = :u REMOVE st")
        return report

    def withdraw(self, key: ReportKey, now: datetime) -> Report | None:
        """Take a report back and forget its sealed text."""
        told = {"st": rows.text(WITHDRAWN), "u": rows.moment(now)}
        report = self._change(key, told, "SET st = :st, u = :u")
        if report:
            self._forget_sealed(key)
        return report

    def _forget_sealed(self, key: ReportKey) -> None:
        """Empty the row of the sealed text: a city's function may change rows and delete none."""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=rows.report_row_key(key, "t"),
                UpdateExpression="REMOVE s",
                ConditionExpression="attribute_exists(s)",
            )
        except ConditionFailed:
            return

    def _change(self, key: ReportKey, values: Mapping[str, rows.Value], expression: str) -> Report | None:
        try:
            answer = self.client.update_item(
                TableName=self.table,
                Key=rows.report_row_key(key),
                UpdateExpression=expression,
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues={f":{name}": value for name, value in values.items()},
                ReturnValues="ALL_NEW",
            )
        except ConditionFailed:
            return None
        return _read(answer["Attributes"])

    def get(self, key: ReportKey) -> Report | None:
        """Return one report, as it is at this moment."""
        found = self.client.get_item(
            TableName=self.table, Key=rows.report_row_key(key), ConsistentRead=True
        ).get("Item")
        return _read(found) if found else None

    def sealed(self, key: ReportKey) -> bytes | None:
        """Return the sealed text of a report while it is kept."""
        found = self.client.get_item(TableName=self.table, Key=rows.report_row_key(key, "t")).get("Item", {})
        return base64.b64decode(found["s"]["B"]) if "s" in found else None

    def counted_up_to(self, clue: ClueKey, shard: int) -> datetime | None:
        """Return the time of the last report of that shard that is in the evidence."""
        found = self.client.get_item(
            TableName=self.table,
            Key=rows.clue_row_key(clue, rows.EVIDENCE),
            ProjectionExpression=f"l{shard}",
        ).get("Item", {})
        return rows.read_moment(found[f"l{shard}"]) if found else None

    def _put_sealed(self, key: ReportKey, sealed: bytes, now: datetime) -> None:
        """Store the sealed text first, so that no report is acknowledged without it."""
        row = rows.report_row_key(key, "t")
        self.client.put_item(
            TableName=self.table, Item={**row, "s": {"B": sealed}, "e": rows.expiry(now + rows.SEALED_KEPT)}
        )


def _details(told: Report | Amendment) -> dict[str, rows.Value]:
    """Return what a person may say and say anew, as attributes; without what was not said."""
    days = told.happened_on
    said = {
        "g": rows.text(told.category) if told.category else None,
        "h": rows.text(days.isoformat()) if days else None,
        "a": rows.number(told.amount) if told.amount is not None else None,
        "ch": rows.text(told.channel) if told.channel else None,
        "w": rows.text(told.mark) if told.mark else None,
    }
    return {name: value for name, value in said.items() if value}


def _row(report: Report) -> dict[str, Any]:
    row = {
        **rows.report_row_key(report.key),
        "k": rows.text(report.clue.kind),
        "i": rows.text(report.clue.id),
        "c": rows.text(report.city),
        "t": rows.moment(report.at),
        "x": {"L": [{"L": [rows.text(one.kind), rows.text(one.display)]} for one in report.clues]},
        "s": {"L": [rows.text(clue) for clue in report.group]},
        "d": rows.text(report.display),
        "y": rows.text(report.repeat),
        "n": rows.text(report.network),
        "e": rows.expiry(report.at + rows.REPORT_KEPT),
        **_details(report),
    }
    if report.for_other:
        row["fo"] = {"BOOL": True}
    if report.call_back:
        row["cb"] = rows.text(report.call_back)
    return {**row, "st": rows.text(report.state)} if report.state else row


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
        group=tuple(one["S"] for one in row["s"]["L"]) if "s" in row else (),
        happened_on=rows.read_day(row.get("h")),
        amount=int(row["a"]["N"]) if "a" in row else None,
        channel=row["ch"]["S"] if "ch" in row else None,
        for_other="fo" in row,
        call_back=row["cb"]["S"] if "cb" in row else None,
        mark=row["w"]["S"] if "w" in row else None,
        state=row["st"]["S"] if "st" in row else None,
        changed_at=rows.read_moment(row["u"]) if "u" in row else None,
    )

"""Counting in windows of time in DynamoDB, for limits. Rows delete themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from antifraud.ports import Admission, Attempt
from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo


@dataclass(frozen=True, slots=True)
class CounterTable:
    """Counts what somebody did."""

    client: Dynamo
    table: str

    def count(self, principal: str, window: str, expires: datetime) -> int:
        """Return how often, with this time."""
        answer = self.client.update_item(
            TableName=self.table,
            Key=_key(principal, window),
            UpdateExpression="ADD n :one SET e = :e",
            ExpressionAttributeValues={":one": rows.number(1), ":e": rows.expiry(expires)},
            ReturnValues="UPDATED_NEW",
        )
        return int(answer["Attributes"]["n"]["N"])

    def admit(self, attempt: Attempt) -> Admission:
        """Count all of an attempt or nothing of it, in one write. Raises StoreError."""
        names = {name: f"#{number}" for number, name in enumerate((*attempt.most, *attempt.more))}
        values = {f":{names[name][1:]}": rows.number(most) for name, most in attempt.most.items()}
        values |= {":one": rows.number(1), ":e": rows.expiry(attempt.expires)}
        if attempt.once:
            values |= {":once": rows.text(attempt.once), ":used": {"SS": [attempt.once]}}
        try:
            answer = self.client.update_item(
                TableName=self.table,
                Key=_key(attempt.principal, attempt.window),
                UpdateExpression=_addition(attempt, names),
                ConditionExpression=_condition(attempt, names),
                ExpressionAttributeNames={short: name for name, short in names.items()},
                ExpressionAttributeValues=values,
                ReturnValues="UPDATED_NEW",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ConditionFailed as failed:
            used = attempt.once in failed.item.get("p", {}).get("SS", [])
            return Admission(counted=False, counts=_counts(failed.item, names), used=used)
        return Admission(counted=True, counts=_counts(answer["Attributes"], names), used=False)


def _key(principal: str, window: str) -> dict[str, rows.Value]:
    return {"pk": rows.text(f"N#{principal}"), "sk": rows.text(window)}


def _addition(attempt: Attempt, names: Mapping[str, str]) -> str:
    added = [f"{short} :one" for short in names.values()] + ["p :used"] * bool(attempt.once)
    return f"ADD {', '.join(added)} SET e = :e"


def _condition(attempt: Attempt, names: Mapping[str, str]) -> str:
    below = [
        f"(attribute_not_exists({names[name]}) OR {names[name]} < :{names[name][1:]})"
        for name in attempt.most
    ]
    return " AND ".join(below + ["NOT contains(p, :once)"] * bool(attempt.once))


def _counts(row: rows.Row, names: Mapping[str, str]) -> dict[str, int]:
    return {name: int(row[name]["N"]) for name in names if name in row}

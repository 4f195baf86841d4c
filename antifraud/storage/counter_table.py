"""Counting in windows of time in DynamoDB, for limits. Rows delete themselves."""

from dataclasses import dataclass
from datetime import datetime

from antifraud.storage import rows
from antifraud.storage.dynamo import Dynamo


@dataclass(frozen=True, slots=True)
class CounterTable:
    """Counts what somebody did."""

    client: Dynamo
    table: str

    def count(self, principal: str, window: str, expires: datetime) -> int:
        """Return how often, with this time."""
        answer = self.client.update_item(
            TableName=self.table,
            Key={"pk": rows.text(f"N#{principal}"), "sk": rows.text(window)},
            UpdateExpression="ADD n :one SET e = :e",
            ExpressionAttributeValues={":one": rows.number(1), ":e": rows.expiry(expires)},
            ReturnValues="UPDATED_NEW",
        )
        return int(answer["Attributes"]["n"]["N"])

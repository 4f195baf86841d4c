"""Counting in windows of time in DynamoDB, for limits. Rows delete themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


from antifraud.storage import rows
from antifraud.storage.client import our_errors


@dataclass(frozen=True, slots=True)
class CounterTable:
    """Counts what somebody did."""

    client: DynamoDBClient
    table: str

    def count(self, principal: str, window: str, expires: datetime) -> int:
        """Return how often, with this time."""
        with our_errors():
            answer = self.client.update_item(
                TableName=self.table,
                Key={"pk": rows.text(f"N#{principal}"), "sk": rows.text(window)},
                UpdateExpression="ADD n :one SET e = :e",
                ExpressionAttributeValues={":one": rows.number(1), ":e": rows.expiry(expires)},
                ReturnValues="UPDATED_NEW",
            )
        return int(answer["Attributes"]["n"]["N"])

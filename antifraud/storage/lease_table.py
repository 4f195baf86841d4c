"""Leases in DynamoDB: one at a time may do something, and one that died holds it for a minute only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from antifraud.storage import rows
from antifraud.storage.client import ConditionFailed, our_errors

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

HELD = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class LeaseTable:
    """Takes, renews and gives back leases in the one table."""

    client: DynamoDBClient
    table: str

    def take(self, name: str, holder: str, now: datetime) -> bool:
        """Take or renew the lease; False while another holder has it."""
        until = rows.expiry(now + HELD)
        try:
            with our_errors():
                self.client.put_item(
                    TableName=self.table,
                    Item={**_key(name), "h": rows.text(holder), "e": until},
                    ConditionExpression="attribute_not_exists(pk) OR h = :holder OR e < :now",
                    ExpressionAttributeValues={":holder": rows.text(holder), ":now": rows.expiry(now)},
                )
        except ConditionFailed:
            return False
        return True

    def give_back(self, name: str, holder: str) -> None:
        """End the lease if this holder has it."""
        try:
            with our_errors():
                self.client.delete_item(
                    TableName=self.table,
                    Key=_key(name),
                    ConditionExpression="h = :holder",
                    ExpressionAttributeValues={":holder": rows.text(holder)},
                )
        except ConditionFailed:
            return


def _key(name: str) -> dict[str, rows.Value]:
    return {"pk": rows.text(f"B#{name}"), "sk": rows.text("B")}

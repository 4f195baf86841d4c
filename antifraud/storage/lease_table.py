"""Leases in DynamoDB: one at a time may do something, and one that died holds it for a minute only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo

HELD = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class LeaseTable:
    """Takes, renews and gives back leases in the one table."""

    client: Dynamo
    table: str

    def take(self, name: str, holder: str, now: datetime) -> bool:
        """Take or renew the lease; False while another holder has it."""
        until = rows.expiry(now + HELD)
        try:
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

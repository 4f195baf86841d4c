"""What was counted on each day in each city, in DynamoDB: one row each, sums only. Their only writer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo


@dataclass(frozen=True, slots=True)
class DayTable:
    """Adds counts to the row of a day and a city."""

    client: Dynamo
    table: str

    def add(self, day: date, city: str, counts: Mapping[str, int], batch: str) -> None:
        """Add `counts` in one update; asking again with the same `batch` right away adds nothing."""
        names = {f"#{at}": name for at, name in enumerate(sorted(counts))}
        try:
            self.client.update_item(
                TableName=self.table,
                Key=rows.day_row_key(day, city),
                UpdateExpression="ADD " + ", ".join(f"{at} :{at[1:]}" for at in names) + " SET b = :b",
                ConditionExpression="attribute_not_exists(b) OR b <> :b",
                ExpressionAttributeNames=names,
                ExpressionAttributeValues={
                    **{f":{at[1:]}": rows.number(counts[name]) for at, name in names.items()},
                    ":b": rows.text(batch),
                },
            )
        except ConditionFailed:
            return

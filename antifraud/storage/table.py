"""Making the one table, as the emulator and an empty account need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


from antifraud.storage.client import our_errors


def create_table(client: DynamoDBClient, table: str) -> bool:
    """Create the table with its stream and expiry unless it is there; tells whether it was created."""
    with our_errors():
        if table in list_tables(client):
            return False
        client.create_table(
            TableName=table,
            KeySchema=[
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
            AttributeDefinitions=[
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "S"},
            ],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        )
        client.get_waiter("table_exists").wait(TableName=table, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
        client.update_time_to_live(
            TableName=table, TimeToLiveSpecification={"Enabled": True, "AttributeName": "e"}
        )
    return True


def list_tables(client: DynamoDBClient) -> list[str]:
    """Return the names of all tables of the account and region."""
    with our_errors():
        return [
            name for page in client.get_paginator("list_tables").paginate() for name in page["TableNames"]
        ]


def stream_of(client: DynamoDBClient, table: str) -> str:
    """Return the ARN of the table's stream."""
    with our_errors():
        return client.describe_table(TableName=table)["Table"]["LatestStreamArn"]


def describe(client: DynamoDBClient, table: str) -> dict[str, str]:
    """Return what to know of a table: state, rows (as last counted), bytes, stream."""
    with our_errors():
        facts = client.describe_table(TableName=table)["Table"]
    return {
        "state": facts["TableStatus"],
        "rows": str(facts["ItemCount"]),
        "bytes": str(facts["TableSizeBytes"]),
        "stream": facts["LatestStreamArn"],
    }

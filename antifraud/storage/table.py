"""Making the one table, as the emulator and an empty account need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antifraud.storage.client import our_errors

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import StreamSpecificationTypeDef, WaiterConfigTypeDef

_STREAM: StreamSpecificationTypeDef = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
_WAIT: WaiterConfigTypeDef = {"Delay": 1, "MaxAttempts": 60}


def create_table(client: DynamoDBClient, table: str) -> bool:
    """Create the table with its stream and expiry unless it is there; tells whether it was created.

    A table of an earlier version gets the stream that the fold needs now.
    """
    with our_errors():
        if table in list_tables(client):
            _renew_stream(client, table)
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
            StreamSpecification=_STREAM,
        )
        client.get_waiter("table_exists").wait(TableName=table, WaiterConfig=_WAIT)
        client.update_time_to_live(
            TableName=table, TimeToLiveSpecification={"Enabled": True, "AttributeName": "e"}
        )
    return True


def _renew_stream(client: DynamoDBClient, table: str) -> None:
    there = client.describe_table(TableName=table)["Table"].get("StreamSpecification")
    if there == _STREAM:
        return
    if there and there["StreamEnabled"]:
        client.update_table(TableName=table, StreamSpecification={"StreamEnabled": False})
        client.get_waiter("table_exists").wait(TableName=table, WaiterConfig=_WAIT)
    client.update_table(TableName=table, StreamSpecification=_STREAM)
    client.get_waiter("table_exists").wait(TableName=table, WaiterConfig=_WAIT)


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

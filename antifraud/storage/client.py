"""The one DynamoDB client and the one place where botocore's errors become ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from antifraud.errors import StoreBusyError, StoreUnavailableError

CONFIG = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=32,
    user_agent="city-antifraud",
)

_BUSY = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
        "LimitExceededException",
    }
)

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodbstreams import DynamoDBStreamsClient


def open_client(config: Config = CONFIG) -> DynamoDBClient:
    """Return a client; region, credentials and endpoint come from the environment, as boto3 reads it."""
    return boto3.Session().client("dynamodb", config=config)


def open_streams(config: Config = CONFIG) -> DynamoDBStreamsClient:
    """Return a client for the table's stream, which only the development server polls itself."""
    return boto3.Session().client("dynamodbstreams", config=config)


class ConditionFailed(Exception):  # noqa: N818 - an answer, not a fault
    """A write whose condition did not hold; `item` is what was there, if it was asked for."""

    def __init__(self, item: dict[str, Any]) -> None:
        """Keep the item."""
        super().__init__("condition failed")
        self.item = item


@contextmanager
def our_errors() -> Iterator[None]:
    """Turn what botocore raises into StoreError or ConditionFailed; its message is not kept."""
    try:
        yield
    except ClientError as error:
        raise _ours(error) from None
    except BotoCoreError as error:
        raise StoreUnavailableError(type(error).__name__) from None


def _ours(error: ClientError) -> Exception:
    code = error.response.get("Error", {}).get("Code", "unknown")
    if code == "ConditionalCheckFailedException":
        return ConditionFailed(cast("dict[str, Any]", error.response.get("Item", {})))
    return StoreBusyError(code) if code in _BUSY else StoreUnavailableError(code)

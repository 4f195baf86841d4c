"""boto3's clients: for making the table, following its stream, finding credentials. Functions need none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from antifraud.errors import StoreUnavailableError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodbstreams import DynamoDBStreamsClient

CONFIG = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=32,
    user_agent="city-antifraud",
)


def open_client(config: Config = CONFIG) -> DynamoDBClient:
    """Return a client; region, credentials and endpoint come from the environment, as boto3 reads it."""
    return boto3.Session().client("dynamodb", config=config)


def open_streams(config: Config = CONFIG) -> DynamoDBStreamsClient:
    """Return a client for the table's stream, which only the development server polls itself."""
    return boto3.Session().client("dynamodbstreams", config=config)


@contextmanager
def our_errors() -> Iterator[None]:
    """Turn what botocore raises into StoreError; its message is not kept."""
    try:
        yield
    except ClientError as error:
        raise StoreUnavailableError(error.response.get("Error", {}).get("Code", "unknown")) from None
    except BotoCoreError as error:
        raise StoreUnavailableError(type(error).__name__) from None


def environment_credentials(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables with the credentials and region that boto3 finds, as in a profile; maybe none."""
    if environ.get("AWS_ACCESS_KEY_ID"):
        return {}
    session = boto3.Session()
    found = session.get_credentials()
    if found is None:
        return {}
    frozen = found.get_frozen_credentials()
    values = {
        "AWS_ACCESS_KEY_ID": frozen.access_key,
        "AWS_SECRET_ACCESS_KEY": frozen.secret_key,
        "AWS_SESSION_TOKEN": frozen.token,
        "AWS_DEFAULT_REGION": session.region_name,
    }
    return {name: value for name, value in values.items() if value}

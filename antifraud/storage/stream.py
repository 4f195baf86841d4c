"""Polling the table's stream, as Lambda does on AWS. Only the development server and the tests need it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from antifraud.storage.client import our_errors
from antifraud.storage.table import stream_of

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodbstreams import DynamoDBStreamsClient

_BATCH = 100


class StreamReader:
    """Yields batches of records from the oldest that the stream still holds, shard by shard, for ever."""

    def __init__(self, client: DynamoDBClient, streams: DynamoDBStreamsClient, table: str) -> None:
        """Begin before the oldest record; folding is exact however often a record comes."""
        self.streams = streams
        self.arn = stream_of(client, table)
        self.places: dict[str, str | None] = {}

    def batches(self) -> Iterator[list[dict[str, Any]]]:
        """Yield what is new in each shard; a batch that is not consumed to the end comes again."""
        for shard in self._shards():
            while place := self._place(shard):
                with our_errors():
                    answer = self.streams.get_records(ShardIterator=place, Limit=_BATCH)
                records = [dict(record) for record in answer["Records"]]
                if records:
                    yield records
                self.places[shard] = answer.get("NextShardIterator")
                if len(records) < _BATCH:
                    break

    def _shards(self) -> list[str]:
        found: list[str] = []
        while True:
            after = {"ExclusiveStartShardId": found[-1]} if found else {}
            with our_errors():
                answer = self.streams.describe_stream(StreamArn=self.arn, **after)  # type: ignore[arg-type]
            found += [shard["ShardId"] for shard in answer["StreamDescription"]["Shards"]]
            if not answer["StreamDescription"].get("LastEvaluatedShardId"):
                return found

    def _place(self, shard: str) -> str | None:
        if shard not in self.places:
            with our_errors():
                answer = self.streams.get_shard_iterator(
                    StreamArn=self.arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
                )
            self.places[shard] = answer["ShardIterator"]
        return self.places[shard]

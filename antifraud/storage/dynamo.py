"""The calls of DynamoDB that we use, over one kept connection per thread. Knows no row of ours.

Requests and answers are the JSON of DynamoDB's API, so that a call reads as in AWS's documentation and as
with boto3. What DynamoDB refuses is raised as our errors; its messages, which may hold keys, are dropped.
"""

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

from antifraud.errors import StoreBusyError, StoreRefusedError, StoreUnavailableError
from antifraud.storage.signing import Call, Credentials, Scope, signed_headers
from antifraud.storage.wire import Connection, Origin, parse_origin

Answer = dict[str, Any]

ATTEMPTS = 3
SECONDS = 2.0
"""Until a connection or an answer is given up."""

_BUSY = frozenset(
    {
        "LimitExceededException",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingError",
        "ThrottlingException",
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
_SERVER_FAULT = 500


def _encoded(value: object) -> str:
    """Return bytes as DynamoDB's JSON wants them."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value).__name__)


_JSON = json.JSONEncoder(default=_encoded, separators=(",", ":"))


class ConditionFailed(Exception):  # noqa: N818 - an answer, not a fault
    """A write whose condition did not hold; `item` is what was there, if it was asked for.

    `places` are those of the writes of a transaction whose conditions did not hold.
    """

    def __init__(self, item: Answer, places: frozenset[int] = frozenset()) -> None:
        """Keep the item and the places."""
        super().__init__("condition failed")
        self.item = item
        self.places = places


@dataclass(frozen=True, slots=True)
class Address:
    """Where DynamoDB answers: of a region, or an emulator."""

    origin: Origin
    region: str


def parse_address(environ: Mapping[str, str]) -> Address:
    """Return the address of the region, or `AWS_ENDPOINT_URL_DYNAMODB`, as boto3 reads them."""
    region = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    suffix = ".cn" if region.startswith("cn-") else ""
    usual = f"https://dynamodb.{region}.amazonaws.com{suffix}"
    return Address(parse_origin(environ.get("AWS_ENDPOINT_URL_DYNAMODB") or usual), region)


def parse_credentials(environ: Mapping[str, str]) -> Credentials:
    """Return the credentials of the environment, where Lambda puts them."""
    return Credentials(
        environ.get("AWS_ACCESS_KEY_ID", ""),
        environ.get("AWS_SECRET_ACCESS_KEY", ""),
        environ.get("AWS_SESSION_TOKEN") or None,
    )


@dataclass(frozen=True, slots=True)
class Dynamo:
    """A client; `pause(attempt)` waits before the next attempt, `clock` signs."""

    address: Address
    credentials: Credentials
    clock: Callable[[], datetime]
    pause: Callable[[int], None]
    kept: threading.local = field(default_factory=threading.local)

    def get_item(self, **request: object) -> Answer:
        """Read one item."""
        return self._call("GetItem", request)

    def put_item(self, **request: object) -> Answer:
        """Write one item; raises ConditionFailed."""
        return self._call("PutItem", request)

    def update_item(self, **request: object) -> Answer:
        """Change one item; raises ConditionFailed."""
        return self._call("UpdateItem", request)

    def delete_item(self, **request: object) -> Answer:
        """Delete one item; raises ConditionFailed."""
        return self._call("DeleteItem", request)

    def batch_get_item(self, **request: object) -> Answer:
        """Read up to 100 items."""
        return self._call("BatchGetItem", request)

    def batch_write_item(self, **request: object) -> Answer:
        """Write up to 25 items."""
        return self._call("BatchWriteItem", request)

    def transact_write_items(self, items: Sequence[Mapping[str, object]]) -> None:
        """Write up to 100 items or none; raises ConditionFailed with the places of those that failed.

        The token is made of the writes themselves, so that asking again after a lost answer changes nothing.
        """
        token = hashlib.sha256(_JSON.encode(items).encode()).hexdigest()[:36]
        self._call("TransactWriteItems", {"TransactItems": items, "ClientRequestToken": token})

    def scan(self, **request: object) -> Iterator[Answer]:
        """Yield every item, page by page."""
        return self._pages("Scan", request)

    def query(self, **request: object) -> Iterator[Answer]:
        """Yield every item of one partition that fits, in the order of their sort keys."""
        return self._pages("Query", request)

    def _pages(self, name: str, request: Mapping[str, object]) -> Iterator[Answer]:
        start: Mapping[str, object] = {}
        while True:
            page = self._call(name, {**request, **start})
            yield from page["Items"]
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def _call(self, name: str, request: Mapping[str, object]) -> Answer:
        """Ask until there is an answer or attempts are over; a write of ours may safely be asked twice."""
        body = _JSON.encode(request).encode()
        for attempt in range(ATTEMPTS):
            try:
                return self._ask(name, body)
            except (StoreBusyError, StoreUnavailableError):
                if attempt == ATTEMPTS - 1:
                    raise
                self.pause(attempt)
        raise StoreUnavailableError

    def _ask(self, name: str, body: bytes) -> Answer:
        headers = {
            "host": self.address.origin.netloc,
            "content-type": "application/x-amz-json-1.0",
            "x-amz-target": f"DynamoDB_20120810.{name}",
        }
        call = Call("POST", "/", headers, body)
        signed = signed_headers(self.credentials, Scope(self.address.region, "dynamodb"), call, self.clock())
        try:
            response = self._connection().ask(replace(call, headers=signed))
            answer = _read(response.body)
        except (OSError, ValueError) as error:
            raise StoreUnavailableError(type(error).__name__) from None
        if response.status != HTTPStatus.OK:
            raise _error(answer, response.status)
        return answer

    def _connection(self) -> Connection:
        kept: Connection | None = getattr(self.kept, "connection", None)
        if kept is None or not kept.is_open:
            kept = self.kept.connection = Connection(self.address.origin, SECONDS)
        return kept


def _read(raw: bytes) -> Answer:
    """Return an answer; raises ValueError for what is none, as a proxy in between may send."""
    answer = json.loads(raw)
    if not isinstance(answer, dict):
        raise ValueError("not an object")
    return answer


def _error(answer: Answer, status: int) -> Exception:
    code = str(answer.get("__type", "unknown")).rsplit("#", 1)[-1]
    if code == "ConditionalCheckFailedException":
        return ConditionFailed(answer.get("Item", {}))
    if code == "TransactionCanceledException":
        return _cancelled(answer.get("CancellationReasons", []))
    if code in _BUSY:
        return StoreBusyError(code)
    if status < _SERVER_FAULT:
        return StoreRefusedError(code)
    return StoreUnavailableError(code)


def _cancelled(reasons: Sequence[Answer]) -> Exception:
    """Return why a transaction was not done: a condition that failed tells more than a conflict beside it."""
    codes = [str(one.get("Code")) for one in reasons]
    failed = [place for place, code in enumerate(codes) if code == "ConditionalCheckFailed"]
    if failed:
        return ConditionFailed(reasons[failed[0]].get("Item", {}), frozenset(failed))
    if not _BUSY.isdisjoint(codes):
        return StoreBusyError("TransactionCanceledException")
    return StoreRefusedError("TransactionCanceledException")

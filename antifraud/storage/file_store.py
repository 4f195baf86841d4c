"""Evidence files in S3: four calls, signed here. It knows no report and looks into no file.

Names are made by `evidence_files` of letters, digits, `/`, `-` and `_`, so that no name needs quoting.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus

from antifraud.errors import StoreBusyError, StoreRefusedError, StoreUnavailableError
from antifraud.evidence_files import LARGEST, UPLOAD_TIME
from antifraud.file_ports import Upload
from antifraud.storage.signing import Call, Credentials, Policy, Scope, signed_headers, signed_post
from antifraud.storage.wire import Connection, Origin, Response, parse_origin

ATTEMPTS = 3
SECONDS = 10.0
"""Until a connection or an answer is given up; a file takes longer than a row."""

_CODE = re.compile(rb"<Code>([A-Za-z0-9]{1,60})</Code>")
_BUSY = frozenset({"SlowDown", "ServiceUnavailable", "RequestTimeout", "OperationAborted"})
_SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket and where it answers; `base` goes before every name, at an emulator."""

    name: str
    region: str
    origin: Origin
    base: str

    @property
    def url(self) -> str:
        """Where forms are posted."""
        return f"http{'s' if self.origin.secure else ''}://{self.origin.netloc}{self.base or '/'}"


def parse_bucket(name: str, environ: Mapping[str, str]) -> Bucket:
    """Return the bucket in its region, or at `AWS_ENDPOINT_URL_S3`, as boto3 reads them."""
    region = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    named = environ.get("AWS_ENDPOINT_URL_S3")
    if not named:
        suffix = ".cn" if region.startswith("cn-") else ""
        return Bucket(name, region, Origin(True, f"{name}.s3.{region}.amazonaws.com{suffix}", 443), "")
    return Bucket(name, region, parse_origin(named), f"/{name}")


@dataclass(frozen=True, slots=True)
class S3Files:
    """Keeps evidence files in a bucket; `pause(attempt)` waits before the next attempt, `clock` signs."""

    bucket: Bucket
    credentials: Credentials
    clock: Callable[[], datetime]
    pause: Callable[[int], None]

    def offer(self, name: str, kind: str, now: datetime) -> Upload:
        """Return the form that lets one file of that kind arrive under `name`, for ten minutes."""
        return offered(self.bucket, self.credentials, name, kind, now)

    def read(self, name: str, most: int) -> bytes | None:
        """Return at most one byte more than `most`; None if nothing is there."""
        response = self._call("GET", name, {"range": f"bytes=0-{most}"})
        return None if response.status == HTTPStatus.NOT_FOUND else response.body

    def write(self, name: str, content: bytes, kind: str) -> None:
        """Store a file; who ever opens it gets it as a download and not as a page."""
        self._call("PUT", name, {"content-type": kind, "content-disposition": "attachment"}, content)

    def delete(self, name: str) -> None:
        """Remove a file, if it is there."""
        self._call("DELETE", name, {})

    def _call(self, method: str, name: str, headers: Mapping[str, str], body: bytes = b"") -> Response:
        """Ask until there is an answer or attempts are over; every call may safely be asked twice."""
        for attempt in range(ATTEMPTS):
            try:
                return self._ask(Call(method, f"{self.bucket.base}/{name}", headers, body))
            except (StoreBusyError, StoreUnavailableError):
                if attempt == ATTEMPTS - 1:
                    raise
                self.pause(attempt)
        raise StoreUnavailableError

    def _ask(self, call: Call) -> Response:
        digest = hashlib.sha256(call.body).hexdigest()
        given = {"host": self.bucket.origin.netloc, "x-amz-content-sha256": digest, **call.headers}
        whole = replace(call, headers=given)
        signed = signed_headers(self.credentials, Scope(self.bucket.region, "s3"), whole, self.clock())
        try:
            with closing(Connection(self.bucket.origin, SECONDS)) as connection:
                response = connection.ask(replace(call, headers=signed))
        except OSError as error:
            raise StoreUnavailableError(type(error).__name__) from None
        return _checked(call.method, response)


def offered(bucket: Bucket, credentials: Credentials, name: str, kind: str, now: datetime) -> Upload:
    """Return a form whose policy admits this name, this kind, at most `LARGEST` bytes, for ten minutes."""
    expires = now + UPLOAD_TIME
    named = {"Content-Type": kind, "key": name}
    conditions: list[object] = [
        {"bucket": bucket.name},
        *({field: value} for field, value in named.items()),
        ["content-length-range", 1, LARGEST],
    ]
    signed = signed_post(credentials, Scope(bucket.region, "s3"), Policy(expires, conditions), now)
    return Upload(bucket.url, {**named, **signed}, expires)


def _checked(method: str, response: Response) -> Response:
    """Return an answer that is one; raises StoreError for the others, without their text."""
    status = response.status
    if status < HTTPStatus.MULTIPLE_CHOICES or (method == "GET" and status == HTTPStatus.NOT_FOUND):
        return response
    found = _CODE.search(response.body)
    code = found.group(1).decode() if found else "unknown"
    if code == "NoSuchBucket" or (status < _SERVER_FAULT and code not in _BUSY):
        raise StoreRefusedError(code)
    raise (StoreBusyError if code in _BUSY else StoreUnavailableError)(code)

"""AWS Signature Version 4 for a request, and for a form that a browser posts to S3. Pure: takes the time.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html and
https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html. It is here, and not botocore's,
because importing that costs a cold start more than everything else (docs/decisions/0008).
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signs requests; `token` comes with the temporary ones that functions get."""

    key_id: str
    secret: str = field(repr=False)
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a signature is good for."""

    region: str
    service: str


@dataclass(frozen=True, slots=True)
class Call:
    """A request: headers in lower case, with `host`; `path` as it is sent."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a posted form must fulfil, and until when."""

    expires: datetime
    conditions: Sequence[object]


def signed_headers(credentials: Credentials, scope: Scope, call: Call, now: datetime) -> dict[str, str]:
    """Return the headers of `call` and those that sign it at `now`."""
    moment = _moment(now)
    given = {**call.headers, "x-amz-date": moment}
    if credentials.token:
        given["x-amz-security-token"] = credentials.token
    names = sorted(given)
    listed = ";".join(names)
    canonical = "".join(f"{name}:{given[name]}\n" for name in names)
    digest = hashlib.sha256(call.body).hexdigest()
    request = f"{call.method}\n{call.path}\n\n{canonical}\n{listed}\n{digest}"
    where = _where(scope, moment)
    text = f"{_ALGORITHM}\n{moment}\n{where}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = _signature(credentials, scope, moment, text)
    given["authorization"] = (
        f"{_ALGORITHM} Credential={credentials.key_id}/{where}, SignedHeaders={listed}, Signature={signature}"
    )
    return given


def signed_post(credentials: Credentials, scope: Scope, policy: Policy, now: datetime) -> dict[str, str]:
    """Return the fields that a form needs beside those its policy names."""
    moment = _moment(now)
    fields = {
        "x-amz-algorithm": _ALGORITHM,
        "x-amz-credential": f"{credentials.key_id}/{_where(scope, moment)}",
        "x-amz-date": moment,
    }
    if credentials.token:
        fields["x-amz-security-token"] = credentials.token
    conditions = [*policy.conditions, *({name: value} for name, value in fields.items())]
    expires = policy.expires.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    written = json.dumps({"expiration": expires, "conditions": conditions})
    fields["policy"] = base64.b64encode(written.encode()).decode()
    fields["x-amz-signature"] = _signature(credentials, scope, moment, fields["policy"])
    return fields


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _where(scope: Scope, moment: str) -> str:
    return f"{moment[:8]}/{scope.region}/{scope.service}/aws4_request"


def _signature(credentials: Credentials, scope: Scope, moment: str, text: str) -> str:
    return hmac.new(_key(credentials.secret, moment[:8], scope), text.encode(), "sha256").hexdigest()


@lru_cache(maxsize=4)
def _key(secret: str, day: str, scope: Scope) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, scope.region, scope.service, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key

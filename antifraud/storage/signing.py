"""AWS Signature Version 4 for one request to DynamoDB. Pure: the time is an argument.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html. It is here, and not
botocore's, because importing that costs a cold start more than everything else (docs/decisions/0008).
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

_ALGORITHM = "AWS4-HMAC-SHA256"
_SERVICE = "dynamodb"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signs requests; `token` comes with the temporary ones that functions get."""

    key_id: str
    secret: str = field(repr=False)
    token: str | None = field(default=None, repr=False)


def signed_headers(
    credentials: Credentials, region: str, headers: Mapping[str, str], body: bytes, now: datetime
) -> dict[str, str]:
    """Return `headers` (lower case, with `host`) and those that sign a POST of `body` to `/` at `now`."""
    moment = now.strftime("%Y%m%dT%H%M%SZ")
    given = {**headers, "x-amz-date": moment}
    if credentials.token:
        given["x-amz-security-token"] = credentials.token
    names = sorted(given)
    listed = ";".join(names)
    canonical = "".join(f"{name}:{given[name]}\n" for name in names)
    request = f"POST\n/\n\n{canonical}\n{listed}\n{hashlib.sha256(body).hexdigest()}"
    scope = f"{moment[:8]}/{region}/{_SERVICE}/aws4_request"
    text = f"{_ALGORITHM}\n{moment}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.new(_key(credentials.secret, moment[:8], region), text.encode(), "sha256").hexdigest()
    given["authorization"] = (
        f"{_ALGORITHM} Credential={credentials.key_id}/{scope}, SignedHeaders={listed}, Signature={signature}"
    )
    return given


@lru_cache(maxsize=4)
def _key(secret: str, day: str, region: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, _SERVICE, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key

"""A folder that plays S3 for development: the same forms, held to the same policy. Never deployed."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from antifraud.errors import StoreRefusedError
from antifraud.evidence_files import RAW
from antifraud.file_ports import Upload
from antifraud.storage.file_store import Bucket, offered
from antifraud.storage.signing import Credentials, Policy, Scope, signed_post
from antifraud.storage.wire import Origin

_BUCKET = Bucket("development", "local", Origin(False, "127.0.0.1", 80), "")
_SIGNING = frozenset(
    {"policy", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature", "x-amz-security-token"}
)


def _nothing(_name: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class FileFolder:
    """Keeps evidence files in `folder`; `arrived` is told of each upload, as S3 tells the alliance."""

    folder: Path
    url: str = ""
    secret: str = field(default="development", repr=False)
    arrived: Callable[[str], None] = _nothing

    def offer(self, name: str, kind: str, now: datetime) -> Upload:
        """Return the form that lets one file of that kind arrive under `name`, for ten minutes."""
        upload = offered(_BUCKET, Credentials("local", self.secret), name, kind, now)
        return replace(upload, url=self.url)

    def post(self, fields: Mapping[str, str], content: bytes, now: datetime) -> None:
        """Take what a form brings, if its policy lets it; raises StoreRefusedError with S3's code."""
        self._check(fields, len(content), now)
        self.write(fields["key"], content, fields["Content-Type"])

    def read(self, name: str, most: int) -> bytes | None:
        """Return at most one byte more than `most`; None if nothing is there."""
        path = self.folder / name
        return path.read_bytes()[: most + 1] if path.is_file() else None

    def write(self, name: str, content: bytes, kind: str) -> None:
        """Store a file."""
        del kind
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if name.startswith(RAW):
            self.arrived(name)

    def delete(self, name: str) -> None:
        """Remove a file, if it is there."""
        (self.folder / name).unlink(missing_ok=True)

    def _check(self, fields: Mapping[str, str], size: int, now: datetime) -> None:
        try:
            policy = json.loads(base64.b64decode(fields["policy"], validate=True))
            expires = datetime.fromisoformat(policy["expiration"])
            signed_at = datetime.strptime(fields["x-amz-date"], "%Y%m%dT%H%M%S%z")
            conditions = policy["conditions"]
        except (KeyError, TypeError, ValueError, binascii.Error):
            raise StoreRefusedError("InvalidPolicyDocument") from None
        signing = {name: value for name, value in fields.items() if name in _SIGNING}
        plain = [one for one in conditions if not (isinstance(one, dict) and set(one) <= _SIGNING)]
        scope = Scope(_BUCKET.region, "s3")
        again = signed_post(Credentials("local", self.secret), scope, Policy(expires, plain), signed_at)
        if again != signing:
            raise StoreRefusedError("SignatureDoesNotMatch")
        if now >= expires:
            raise StoreRefusedError("AccessDenied")
        for one in plain:
            _hold(one, fields, size)


def _hold(condition: Any, fields: Mapping[str, str], size: int) -> None:  # noqa: ANN401 - JSON of a policy
    """Raise StoreRefusedError with S3's code where a condition of a policy does not hold."""
    if isinstance(condition, dict):
        if any(fields.get(name) != value for name, value in condition.items() if name != "bucket"):
            raise StoreRefusedError("AccessDenied")
        return
    _, least, most = condition
    if not least <= size <= most:
        raise StoreRefusedError("EntityTooLarge" if size > most else "EntityTooSmall")

"""The environment turned into one frozen value, once, with every fault at once. It opens nothing."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from antifraud.errors import Fault, SettingsError

ENVIRONMENT_NAMES = (
    "ANTIFRAUD_ENVIRONMENT",
    "ANTIFRAUD_CITIES",
    "ANTIFRAUD_CITY",
    "ANTIFRAUD_SITE_ORIGIN",
    "ANTIFRAUD_HASH_KEY",
    "ANTIFRAUD_HASH_KEY_BEFORE",
    "ANTIFRAUD_SEAL_KEY",
    "ANTIFRAUD_LOOKUPS_PER_MINUTE",
    "ANTIFRAUD_REPORTS_PER_HOUR",
    "ANTIFRAUD_REPORTS_WITHOUT_PROOF_PER_HOUR",
    "ANTIFRAUD_SENDER",
    "ANTIFRAUD_OUTBOX",
    "ANTIFRAUD_MAIL_FROM",
    "ANTIFRAUD_FILES_BUCKET",
)
"""Every variable that is read, in the order of docs/settings.md."""

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs between deployments.

    `hash_key` keys the hashes of bank cards, reporters and networks, and `hash_key_before`, during a
    rotation, did so before; `seal_key` is the public half of the
    key pair that contact details and stories are sealed for, so that no function can read them back.
    """

    environment: str
    cities_path: Path
    city: str | None
    site_origin: str | None
    hash_key: bytes
    hash_key_before: bytes | None
    seal_key: bytes
    lookups_per_minute: int
    reports_per_hour: int
    reports_without_proof_per_hour: int
    sender: str
    outbox: Path
    mail_from: str
    files_bucket: str | None

    @property
    def table(self) -> str:
        """The one table of this environment."""
        return f"antifraud-{self.environment}"


def parse_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings in `environ`; raises SettingsError with every fault, never showing a key."""
    faults: list[Fault] = []
    settings = Settings(
        environment=_matching(environ, "ANTIFRAUD_ENVIRONMENT", "dev", r"[a-z][a-z0-9-]{0,30}", faults),
        cities_path=Path(environ.get("ANTIFRAUD_CITIES") or "cities.yaml"),
        city=_matching(environ, "ANTIFRAUD_CITY", "", r"[a-z]{0,30}", faults) or None,
        site_origin=_matching(environ, "ANTIFRAUD_SITE_ORIGIN", "", r"(https?://[a-z0-9.:-]+)?", faults)
        or None,
        hash_key=_key(environ, "ANTIFRAUD_HASH_KEY", faults),
        hash_key_before=_key_before(environ, faults),
        seal_key=_key(environ, "ANTIFRAUD_SEAL_KEY", faults),
        lookups_per_minute=_most(environ, "ANTIFRAUD_LOOKUPS_PER_MINUTE", "240", faults),
        reports_per_hour=_most(environ, "ANTIFRAUD_REPORTS_PER_HOUR", "60", faults),
        reports_without_proof_per_hour=_most(
            environ, "ANTIFRAUD_REPORTS_WITHOUT_PROOF_PER_HOUR", "20", faults
        ),
        sender=_matching(environ, "ANTIFRAUD_SENDER", "", r"(outbox|aws)?", faults),
        outbox=Path(environ.get("ANTIFRAUD_OUTBOX") or "var/outbox.jsonl"),
        mail_from=_matching(environ, "ANTIFRAUD_MAIL_FROM", "", r"([^@\s]+@[^@\s]+)?", faults),
        files_bucket=_matching(environ, "ANTIFRAUD_FILES_BUCKET", "", r"([a-z0-9][a-z0-9-]{2,62})?", faults)
        or None,
    )
    if faults:
        raise SettingsError("; ".join(f"{one.where}: {one.text}" for one in faults), faults)
    return settings


def _matching(environ: Mapping[str, str], name: str, default: str, pattern: str, faults: list[Fault]) -> str:
    value = environ.get(name) or default
    if re.fullmatch(pattern, value):
        return value
    faults.append(Fault(name, "invalid", f"must match {pattern}"))
    return default


def _most(environ: Mapping[str, str], name: str, default: str, faults: list[Fault]) -> int:
    return int(_matching(environ, name, default, r"[1-9][0-9]{0,5}", faults))


def _key_before(environ: Mapping[str, str], faults: list[Fault]) -> bytes | None:
    """Return the key that may still be met; after a key must come one of the other generation."""
    name = "ANTIFRAUD_HASH_KEY_BEFORE"
    if not environ.get(name):
        return None
    before, used = _key(environ, name, faults), _key(environ, "ANTIFRAUD_HASH_KEY", [])
    if before and used and (before[0] ^ used[0]) & 1 == 0:
        faults.append(Fault(name, "invalid", "must be the key that `keys rotate` replaced"))
    return before


def _key(environ: Mapping[str, str], name: str, faults: list[Fault]) -> bytes:
    text = environ.get(name, "")
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != _KEY_BYTES:
        faults.append(
            Fault(name, "required", f"must be {_KEY_BYTES} bytes in base64; `make serve` makes its own")
        )
    return key

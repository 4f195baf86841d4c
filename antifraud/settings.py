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
    "ANTIFRAUD_SEAL_KEY",
    "ANTIFRAUD_LOOKUPS_PER_MINUTE",
    "ANTIFRAUD_REPORTS_PER_HOUR",
)
"""Every variable that is read, in the order of docs/settings.md."""

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs between deployments.

    `hash_key` keys the hashes of bank cards, reporters and networks; `seal_key` is the public half of the
    key pair that contact details and stories are sealed for, so that no function can read them back.
    """

    environment: str
    cities_path: Path
    city: str | None
    site_origin: str | None
    hash_key: bytes
    seal_key: bytes
    lookups_per_minute: int
    reports_per_hour: int

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
        seal_key=_key(environ, "ANTIFRAUD_SEAL_KEY", faults),
        lookups_per_minute=int(
            _matching(environ, "ANTIFRAUD_LOOKUPS_PER_MINUTE", "120", r"[1-9][0-9]{0,5}", faults)
        ),
        reports_per_hour=int(
            _matching(environ, "ANTIFRAUD_REPORTS_PER_HOUR", "60", r"[1-9][0-9]{0,5}", faults)
        ),
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

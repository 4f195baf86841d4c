"""The keys of a development server: made once, kept beside its data. Never those of a deployment."""

import base64
import json
import secrets
from pathlib import Path

from nacl.public import PrivateKey


def development_keys(folder: Path) -> dict[str, str]:
    """Return the variables with the keys of `folder`, making them the first time.

    The private half, which opens what was sealed, is in the same file as `OPEN_KEY`; no server reads it.
    """
    file = folder / "keys.json"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        private = PrivateKey.generate()
        keys = {
            "ANTIFRAUD_HASH_KEY": _written(secrets.token_bytes(32)),
            "ANTIFRAUD_SEAL_KEY": _written(bytes(private.public_key)),
            "OPEN_KEY": _written(bytes(private)),
        }
        scratch = file.with_suffix(".new")
        scratch.touch(mode=0o600)
        scratch.write_text(json.dumps(keys, indent=2) + "\n", "utf-8")
        scratch.rename(file)
    stored: dict[str, str] = json.loads(file.read_text("utf-8"))
    return {name: value for name, value in stored.items() if name.startswith("ANTIFRAUD_")}


def _written(key: bytes) -> str:
    return base64.b64encode(key).decode()

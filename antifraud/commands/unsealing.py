"""Opens what residents told in confidence, with the private key that only reviewers have and no function."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from antifraud.errors import SettingsError


def open_sealed(sealed: bytes, key_file: Path) -> Mapping[str, str]:
    """Return a sealed text; raises SettingsError for a file that holds no key or another one.

    The file holds the private key in base64, each on its own line while there are several, or is the
    `keys.json` of a development server.
    """
    try:
        boxes = [SealedBox(PrivateKey(key)) for key in _keys(key_file.read_text("utf-8"))]
        told: Mapping[str, str] = json.loads(_opened(sealed, boxes))
    except (OSError, ValueError, KeyError, TypeError, binascii.Error, CryptoError) as error:
        raise SettingsError(f"{key_file} does not open this: {type(error).__name__}") from None
    return told


def _opened(sealed: bytes, boxes: Sequence[SealedBox[PrivateKey]]) -> bytes:
    """Return what the first box that fits opens; raises CryptoError for none."""
    for box in boxes:
        with suppress(CryptoError):
            return bytes(box.decrypt(sealed))
    raise CryptoError


def _keys(text: str) -> list[bytes]:
    keys = [str(json.loads(text)["OPEN_KEY"])] if text.lstrip().startswith("{") else text.split()
    return [base64.b64decode(key, validate=True) for key in keys]

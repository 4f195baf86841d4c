"""A text in all the ways in which it may hide, and where to listen and to look for it."""

import base64
import json
import logging
from urllib.parse import quote, quote_plus


def forms_of(secret: str) -> set[str]:
    """Return a text in every way in which it may hide."""
    raw = secret.encode()
    coded = {base64.b64encode(b"x" * shift + raw).decode()[4 * (shift > 0) : -4] for shift in range(3)}
    return {
        secret,
        secret.lower(),
        secret[::-1],
        quote(secret),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        raw.hex(),
        raw.hex().upper(),
        *(one for one in coded if len(one) > 5),
    }


def found_in(text: str, secrets: dict[str, str]) -> list[str]:
    """Return the names of the secrets that are in a text in any form."""
    return [name for name, secret in secrets.items() if any(form in text for form in forms_of(secret))]


class Lines(logging.Handler):
    """Everything that is logged while it listens, as it would be written."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.texts = []
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))

    def emit(self, record):
        self.texts.append(f"{self.format(record)} {record.args!r} {record.__dict__!r}")


def texts_of(value):
    """Yield every name and value of a row as text; binaries as they are, if they are text."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from texts_of(inner)
    elif isinstance(value, list | set | tuple):
        for inner in value:
            yield from texts_of(inner)
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
        yield value.decode("utf-16", "replace")
    else:
        yield str(value)

"""What Lambda calls: Zappa's handler behind two rules. It knows no route.

A batch of a stream or of files is dealt with or refused loudly, where Zappa drops one that it cannot place
without a word.
And the address of whoever asks is the one API Gateway saw, never what they wrote into a header themselves.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from antifraud.errors import FoldError
from antifraud.settings import parse_settings


@contextmanager
def stand_in(name: str, **attributes: object) -> Iterator[None]:
    """Let `import name` give a module with nothing but these attributes, for as long as this lasts."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = ModuleType(name)
    vars(sys.modules[name]).update(attributes)
    yield
    del sys.modules[name]


# Zappa's handler imports boto3 to name a type, and uses it for nothing that we do: half of a cold start.
with stand_in("boto3", Session=object):
    from zappa.handler import lambda_handler as zappa_handler
    from zappa.utilities import import_and_get_function

FOLDER = "alliance"
"""The one function that folds; the others refuse every batch."""

settings = parse_settings(os.environ)
logging.getLogger("antifraud").setLevel(logging.INFO)


def lambda_handler(event: dict[str, Any], context: object) -> object:
    """Answer one event; raises FoldError for a batch that is not of our table's stream."""
    if event.get("Event") == "s3:TestEvent":
        return None  # what S3 sends once, when it is told whom to tell of files
    if "Records" not in event:
        return zappa_handler(_with_true_address(event), context)
    # Loaded when the first batch comes: a function that answers people never needs it.
    return import_and_get_function(_whose(event["Records"]))(event, context)


def _whose(records: Any) -> str:  # noqa: ANN401 - whatever somebody invoked the function with
    """Return what deals with a batch; raises FoldError for one that is not of our table or bucket."""
    if settings.city == FOLDER and _is_ours(records):
        return "functions.events.fold"
    if settings.city == FOLDER and settings.files_bucket and _are_files(records):
        return "functions.files_event.take_in_files"
    raise FoldError("a batch of a stream that is not for this function; nothing of it was read")


def _is_ours(records: Any) -> bool:  # noqa: ANN401 - whatever somebody invoked the function with
    ours = f":table/{settings.table}/stream/"
    return bool(records) and all(ours in str(one.get("eventSourceARN")) for one in records)


def _are_files(records: Any) -> bool:  # noqa: ANN401
    buckets = [(one.get("s3") or {}).get("bucket", {}).get("name") for one in records]
    return bool(buckets) and set(buckets) == {settings.files_bucket}


def _with_true_address(event: dict[str, Any]) -> dict[str, Any]:
    seen = (event.get("requestContext") or {}).get("http", {}).get("sourceIp")
    if not seen:
        return event
    headers = {
        name: value
        for name, value in (event.get("headers") or {}).items()
        if name.lower() != "x-forwarded-for"
    }
    return {**event, "headers": {**headers, "x-forwarded-for": seen}}

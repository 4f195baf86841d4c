"""What Lambda calls when a file arrived in our bucket; only the alliance's function is told of it."""

import logging
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_plus

from antifraud.assembly import open_database, open_files
from antifraud.errors import SettingsError
from antifraud.settings import parse_settings
from antifraud.usecases.take_in import Shelf, take_in

log = logging.getLogger("antifraud")


def _shelf() -> Shelf:
    settings = parse_settings(os.environ)
    store = open_files(settings, os.environ)
    if store is None:
        raise SettingsError("ANTIFRAUD_FILES_BUCKET is not set")
    return Shelf(open_database(settings, os.environ).slots, store)


shelf = _shelf()


def take_in_files(event: Mapping[str, Any], context: object) -> None:
    """Take in each file of one event; raises StoreError, and then Lambda delivers it again."""
    del context
    for record in event["Records"]:
        log.info("file %s", take_in(unquote_plus(record["s3"]["object"]["key"]), shelf))

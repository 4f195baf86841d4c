"""What Lambda calls for the table's stream: the one fold of this process, made at import."""

import os
from collections.abc import Mapping
from typing import Any

from antifraud.assembly import open_database
from antifraud.settings import parse_settings
from functions.fold import fold_batch

evidence = open_database(parse_settings(os.environ), os.environ).evidence


def fold(event: Mapping[str, Any], context: object) -> dict[str, list[dict[str, str]]]:
    """Fold one batch."""
    del context
    return fold_batch(event.get("Records"), evidence)

"""What a file beside a report is: how many, how big, of which kinds, what becomes of it. Pure.

It looks into no file: `pictures` checks and cleans them, `storage` keeps them.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST = 3
"""Files of one report."""

MOST_OPENED = 12
"""How often a place may be opened for one report: some uploads fail, some files are refused."""

LARGEST = 4 * 1024 * 1024
"""Bytes of one file."""

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
KINDS = (JPEG, PNG, WEBP, PDF)
ENDINGS = {JPEG: "jpg", PNG: "png", WEBP: "webp", PDF: "pdf"}

UPLOAD_TIME = timedelta(minutes=10)
"""How long a place for an upload is open."""

FILE_KEPT = timedelta(days=180)
"""How long a file is kept: as long as story and contact."""

WAITING = "waiting"
KEPT = "kept"
REFUSED = "refused"
MISSING = "missing"
STATES = (WAITING, KEPT, REFUSED, MISSING)
"""Still to come or being looked at; checked and kept; not taken; never came."""

TOO_BIG = "too_big"
NOT_A_PICTURE = "not_a_picture"
TYPE_NOT_ALLOWED = "type_not_allowed"
CANNOT_BE_CLEANED = "cannot_be_cleaned"
REASONS = (TOO_BIG, NOT_A_PICTURE, TYPE_NOT_ALLOWED, CANNOT_BE_CLEANED)
"""Why a file was not taken."""

RAW = "raw/"
KEPT_UNDER = "kept/"
_FORGET = "forget"
_NAME = re.compile(r"raw/([A-Z2-9]{16})/(?:([1-9])-([A-Za-z0-9_-]{8,64})|forget)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A numbered place for one file of a report; `id` tells two uploads to the same place apart.

    `at` is when the place was opened, `kind` and `size` are those of the kept file, `why` is of `REASONS`.
    """

    number: int
    id: str
    state: str
    at: datetime
    kind: str = ""
    size: int = 0
    why: str | None = None

    def state_at(self, now: datetime) -> str:
        """Return the state as it is told at a moment: what did not come in time is missing."""
        late = self.state == WAITING and now - self.at > UPLOAD_TIME
        return MISSING if late else self.state

    def is_free(self, now: datetime) -> bool:
        """Tell whether another file may take this place."""
        return self.state_at(now) in {MISSING, REFUSED}


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a name says: whose folder, which place and upload; without a number: forget the folder."""

    folder: str
    number: int | None = None
    id: str = ""


def raw_name(folder: str, slot: Slot) -> str:
    """Return where an upload arrives."""
    return f"{RAW}{folder}/{slot.number}-{slot.id}"


def kept_name(folder: str, slot: Slot) -> str:
    """Return where the cleaned file is kept."""
    return f"{KEPT_UNDER}{folder}/{slot.number}-{slot.id}"


def forget_name(folder: str) -> str:
    """Return the name whose arrival asks to forget every file of a report."""
    return f"{RAW}{folder}/{_FORGET}"


def parse_name(name: str) -> Arrival | None:
    """Return what arrived under a name, None for a name that is none of ours."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    folder, number, token = found.groups()
    return Arrival(folder, int(number), token) if number else Arrival(folder)

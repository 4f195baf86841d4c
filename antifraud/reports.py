"""What a report and its receipt are, and what is checked of them. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from antifraud.errors import UnknownReceiptError
from antifraud.keys import ALPHABET, PART, ClueKey
from antifraud.verdicts import ADVERTISING

CATEGORIES = (
    "fake_customer_service",
    "refund",
    "brushing_rebate",
    "fake_authority",
    "fake_bank",
    "fake_loan",
    "investment",
    "romance",
    "fake_leader_friend",
    "game_trade",
    "phishing_site",
    "points_sms",
    "album_trojan",
    "lottery",
    "job",
    "other",
)
"""Kinds of fraud by the names the police use, most often first where that is known."""

CHANNELS = ("phone_call", "sms", "wechat", "qq", "app", "website", "email", "in_person", "other")
"""How the fraud reached the person."""

LEGITIMATE_MARKS = ("courier", "own_number", "known_to_me")
"""What people may mark a clue as that speaks against fraud."""

MARKS = (*LEGITIMATE_MARKS, ADVERTISING)

MAX_CLUES = 5
WRITE_SHARDS = 8
"""Partitions that the reports on one clue are spread over, so that a hot clue stays writable.

Four for each of the two hash keys of a rotation: what is counted of a shard is fenced by the sequence of its
changes, and those of two partitions have no order.
"""

HELD = "held"
DISMISSED = "dismissed"
WITHDRAWN = "withdrawn"
STATES = (HELD, DISMISSED, WITHDRAWN)
"""Why a statement counts for nothing: it waits for review, was dismissed by it, was taken back."""

RECEIVED = "received"
COUNTED = "counted"
ALREADY_REPORTED = "already_reported"
UNDER_REVIEW = "under_review"
NOT_COUNTED = "not_counted"
STATUSES = (RECEIVED, COUNTED, ALREADY_REPORTED, UNDER_REVIEW, NOT_COUNTED, WITHDRAWN)
"""What a reporter is told of a statement."""


@dataclass(frozen=True, slots=True)
class ReportKey:
    """Where one person's report on one clue is stored: hash of the clue, pseudonym of the person."""

    clue: str
    reporter: str

    @property
    def shard(self) -> int:
        """Which of the `WRITE_SHARDS` partitions of the clue it is in."""
        return ALPHABET.index(self.reporter[-1]) % WRITE_SHARDS

    @property
    def receipt(self) -> str:
        """The code a reporter keeps, in four groups of four as on a bank card: `7K3M-9QXT-2HVW-R4CM`."""
        code = self.clue + self.reporter
        return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


@dataclass(frozen=True, slots=True)
class Reported:
    """A clue as it may be shown on a receipt: kind and masked display."""

    kind: str
    display: str


@dataclass(frozen=True, slots=True)
class Report:
    """One person's statement about one clue, as it is stored; nothing in it is secret in plain.

    `clues` are all clues of the same statement and `group` their hashes, `amount` is in fen (1/100 yuan),
    `sealed` holds story and contact for whoever may open them, `repeat` tells the same form sent twice from
    a second statement, `call_back` is the mark of the key that the words of a wished call follow from. With
    a `mark` it says that the clue is something else than fraud, `state` is one of `STATES` or None for what
    counts, `changed_at` when it was last amended.
    """

    key: ReportKey
    clue: ClueKey
    display: str
    city: str
    at: datetime
    category: str
    clues: tuple[Reported, ...]
    repeat: str
    network: str
    group: tuple[str, ...] = ()
    happened_on: date | None = None
    amount: int | None = None
    channel: str | None = None
    for_other: bool = False
    call_back: str | None = None
    mark: str | None = None
    state: str | None = None
    changed_at: datetime | None = None
    sealed: bytes | None = None

    @property
    def siblings(self) -> tuple[ReportKey, ...]:
        """The keys of all reports of the same statement, this one's among them."""
        return tuple(ReportKey(clue, self.key.reporter) for clue in self.group or (self.key.clue,))


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a person says anew of a clue; None leaves a detail as it is.

    `restated` is a whole statement in place of the old one: fraud unless it has a `mark`, and it counts
    again if the old one was withdrawn.
    """

    restated: bool = False
    mark: str | None = None
    category: str | None = None
    happened_on: date | None = None
    amount: int | None = None
    channel: str | None = None
    sealed: bytes | None = None


_GROUPING = re.compile(r"[\s\-]+")


def parse_receipt(text: str) -> ReportKey:
    """Return what a receipt points to, however it was typed; raises UnknownReceiptError."""
    code = _GROUPING.sub("", text.upper()) if len(text) <= 4 * PART else ""
    if len(code) != 2 * PART or not set(code) <= set(ALPHABET):
        raise UnknownReceiptError
    return ReportKey(code[:PART], code[PART:])

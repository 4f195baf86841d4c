"""What a report and its receipt are, and what is checked of them. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from antifraud.errors import UnknownReceiptError
from antifraud.keys import ALPHABET, PART, ClueKey

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

MAX_CLUES = 5
WRITE_SHARDS = 4
"""Partitions that the reports on one clue are spread over, so that a hot clue stays writable."""

RECEIVED = "received"
COUNTED = "counted"
ALREADY_REPORTED = "already_reported"


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

    `clues` are all clues of the same statement, `amount` is in fen (1/100 yuan), `sealed` holds story and
    contact for whoever may open them, `repeat` tells the same form sent twice from a second statement.
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
    happened_on: date | None = None
    amount: int | None = None
    sealed: bytes | None = None


_GROUPING = re.compile(r"[\s\-]+")


def parse_receipt(text: str) -> ReportKey:
    """Return what a receipt points to, however it was typed; raises UnknownReceiptError."""
    code = _GROUPING.sub("", text.upper()) if len(text) <= 4 * PART else ""
    if len(code) != 2 * PART or not set(code) <= set(ALPHABET):
        raise UnknownReceiptError
    return ReportKey(code[:PART], code[PART:])

"""Bank cards: check digit, issuer by prefix, mask. Which digits of a message are a card is `numbers`."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "data" / "card_bins.csv"
_DOUBLED = str.maketrans("0123456789", "0246813579")
MIN_LENGTH = 12
MAX_LENGTH = 19
_SHORTEST_PREFIX = 4
_LONGEST_PREFIX = 10


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues cards with a prefix: `card_type` is debit, credit, semi_credit or prepaid."""

    bank: str
    card_type: str
    length: int
    prefix: str


def passes_luhn(digits: str) -> bool:
    """Tell whether the check digit is right (ISO/IEC 7812)."""
    doubled = digits[-2::-2].translate(_DOUBLED)
    return (sum(digits[::-2].encode()) + sum(doubled.encode()) - 48 * len(digits)) % 10 == 0


def issuer_of(digits: str) -> Issuer | None:
    """Find the issuer by the longest known prefix; where banks share one, cards of that length decide."""
    table = _issuers()
    for size in range(min(_LONGEST_PREFIX, len(digits)), _SHORTEST_PREFIX - 1, -1):
        if found := table.get(digits[:size]):
            return next((issuer for issuer in found if issuer.length == len(digits)), found[0])
    return None


def is_card(digits: str) -> bool:
    """Tell whether digits have the length and the check digit of a card, and are not one digit repeated."""
    return (
        MIN_LENGTH <= len(digits) <= MAX_LENGTH and digits != digits[0] * len(digits) and passes_luhn(digits)
    )


def is_of_known_bank(digits: str) -> bool:
    """Tell whether digits are a card with a prefix and a length that a bank has."""
    issuer = issuer_of(digits) if is_card(digits) else None
    return issuer is not None and issuer.length == len(digits)


def display_of(digits: str) -> str:
    """Mask all but the issuer's six digits and the last four."""
    return f"{digits[:6]}{'*' * (len(digits) - 10)}{digits[-4:]}"


@lru_cache(maxsize=1)
def _issuers() -> dict[str, list[Issuer]]:
    table: dict[str, list[Issuer]] = {}
    with _FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            for prefix in row["prefixes"].split():
                issuer = Issuer(row["bank"], row["type"], int(row["length"]), prefix)
                table.setdefault(prefix, []).append(issuer)
    return table

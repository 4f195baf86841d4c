"""How big a picture may claim to be, and how its refusal is said."""

from antifraud.errors import EvidenceFileError
from antifraud.evidence_files import NOT_A_PICTURE, TOO_BIG

MOST_PIXELS = 100_000_000
"""Enough for a screenshot of 1,080 by 90,000; a viewer needs 400 MB for it, and none of it is needed here."""


def check_size(width: int, height: int) -> None:
    """Raise EvidenceFileError for a picture that no viewer should be made to open."""
    if width < 1 or height < 1:
        raise broken()
    if width * height > MOST_PIXELS:
        raise EvidenceFileError(TOO_BIG)


def broken() -> EvidenceFileError:
    """Return the refusal of a file that is not what it begins as."""
    return EvidenceFileError(NOT_A_PICTURE)

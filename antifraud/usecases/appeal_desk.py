"""What every use case of appeals works with, and what they all ask first. It takes no step itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from antifraud.appeal_ports import AppealKeeper, Sender, SiteProof
from antifraud.appeals import Appeal, parse_id
from antifraud.errors import UnknownAppealError
from antifraud.keys import ClueKey
from antifraud.ports import Counter, Known
from antifraud.usecases.look_up import Sources
from antifraud.verdicts import CONFIRMED, Verdict, judge


@dataclass(frozen=True, slots=True)
class Desk:
    """Where appeals are kept and proven; `chance(below)` is a random number from 0."""

    keeper: AppealKeeper
    sender: Sender
    sites: SiteProof
    counter: Counter
    sources: Sources
    chance: Callable[[int], int]


def find_appeal(text: str, desk: Desk) -> Appeal:
    """Return the appeal with that number, however it was typed; raises UnknownAppealError, StoreError."""
    appeal = desk.keeper.get(parse_id(text))
    if appeal is None:
        raise UnknownAppealError
    return appeal


def judged(key: ClueKey, desk: Desk, now: datetime, *, official: bool = False) -> Verdict:
    """Return what is said of a clue at this moment; raises StoreError."""
    known = desk.sources.known.read([key]).get(key, Known())
    return judge(known.evidence, now, known.listings, official=official)


def contradicts_authority(key: ClueKey, desk: Desk, now: datetime) -> bool:
    """Tell whether an authority has confirmed the clue, so that only it can take that back."""
    return judged(key, desk, now).level == CONFIRMED

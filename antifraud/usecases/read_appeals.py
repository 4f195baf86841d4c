"""Tell how appeals stand: one to its owner, all that wait to the reviewers. It changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from antifraud.appeal_ports import AppealKeeper
from antifraud.appeals import EXPIRED, OVERDUE, OWNER, Appeal, Event, by_urgency
from antifraud.usecases.appeal_desk import Desk, find_appeal


@dataclass(frozen=True, slots=True)
class Standing:
    """An appeal as it is now, and everything that happened to it."""

    appeal: Appeal
    events: tuple[Event, ...]


def read_appeal(text: str, desk: Desk, now: datetime) -> Standing:
    """Return how the appeal with that number stands; raises UnknownAppealError, StoreError."""
    found = find_appeal(text, desk)
    return Standing(found.at(now), (*desk.keeper.events(found.id), *_by_time(found, now)))


def waiting_appeals(keeper: AppealKeeper, now: datetime) -> list[Appeal]:
    """Return what waits for people: overdue first, then what an authority's word stands against."""
    return by_urgency([one for one in keeper.waiting() if one.at(now).waits_for_people], now)


def _by_time(appeal: Appeal, now: datetime) -> tuple[Event, ...]:
    """Return what happened because nothing was done in time: such steps are not stored."""
    if appeal.is_overdue(now) and appeal.due:
        return (Event(OVERDUE, appeal.due, OWNER),)
    over = appeal.at(now)
    return (Event(EXPIRED, appeal.prove_by, OWNER),) if over.state == EXPIRED else ()

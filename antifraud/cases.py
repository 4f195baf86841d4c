"""What the police do about a clue, step by step, as its reporters are told. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

WITH_POLICE = "with_police"
CASE_OPENED = "case_opened"
SOLVED = "solved"
NOT_PURSUED = "not_pursued"

WHY = ("too_little_known", "no_loss", "other_office", "not_fraud", "could_not_be_found")
"""Why a clue was not pursued, or not further."""

USUAL = (WITH_POLICE, CASE_OPENED, SOLVED)
"""The steps of a case that goes all the way."""

_AFTER = {
    None: (WITH_POLICE,),
    WITH_POLICE: (CASE_OPENED, NOT_PURSUED),
    CASE_OPENED: (SOLVED, NOT_PURSUED),
    SOLVED: (),
    NOT_PURSUED: (WITH_POLICE,),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step; without a time it is still to come. `by` is the office, such as `police:330100`."""

    name: str
    at: datetime | None = None
    why: str | None = None
    by: str = ""


def next_steps(done: Sequence[Step]) -> tuple[str, ...]:
    """Return which steps may follow; a clue that was not pursued may be taken up again."""
    return _AFTER[done[-1].name if done else None]


def timeline(done: Sequence[Step]) -> tuple[Step, ...]:
    """Return what a reporter is shown: what was done, then what usually follows."""
    names = [one.name for one in done]
    coming = () if NOT_PURSUED in names[-1:] else (name for name in USUAL if name not in names)
    return (*done, *(Step(name) for name in coming))

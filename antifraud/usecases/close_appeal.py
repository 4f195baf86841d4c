"""Close an appeal: a person decides, or the owner takes it back. And end a clearing after new findings."""

from dataclasses import dataclass
from datetime import datetime

from antifraud.appeals import OWNER, REOPENED, UPHELD, WITHDRAWN, Appeal, Event, decided, reopened, withdrawn
from antifraud.errors import AuthorityError, NothingToAppealError
from antifraud.keys import ClueKey
from antifraud.usecases.appeal_desk import Desk, contradicts_authority, find_appeal


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided. `finding` is told to the owner, `why` and `agreed` stay in the audit trail.

    `agreed` says who of the authority agreed, and how, where its word stands against the clue.
    """

    state: str
    finding: str
    reviewer: str
    why: str
    agreed: str = ""


def decide_appeal(appeal: Appeal, decision: Decision, desk: Desk, now: datetime) -> Appeal:
    """Uphold or refuse an appeal; raises AppealStepError, AuthorityError, StoreError."""
    after = decided(appeal, now, decision.state, decision.finding)
    against = appeal.authority or contradicts_authority(appeal.clue, desk, now)
    if decision.state == UPHELD and against and not decision.agreed:
        raise AuthorityError
    agreed = f" [authority agreed: {decision.agreed}]" if decision.agreed else ""
    desk.keeper.move(appeal, after, Event(decision.state, now, decision.reviewer, decision.why + agreed))
    return after


def withdraw_appeal(appeal: Appeal, desk: Desk, now: datetime) -> Appeal:
    """Take an appeal back; raises AppealStepError, StoreError."""
    after = withdrawn(appeal, now)
    desk.keeper.move(appeal, after, Event(WITHDRAWN, now, OWNER))
    return after


def reopen_clue(clue: ClueKey, reviewer: str, why: str, desk: Desk, now: datetime) -> Appeal:
    """End the clearing of a clue, so that listings count again; what was reported before it never does.

    Raises NothingToAppealError for a clue that is not cleared, StoreError.
    """
    appeal_id = desk.keeper.clearing(clue)
    if appeal_id is None:
        raise NothingToAppealError("the clue is not cleared")
    appeal = find_appeal(appeal_id, desk)
    after = reopened(appeal, now)
    desk.keeper.move(appeal, after, Event(REOPENED, now, reviewer, why))
    return after

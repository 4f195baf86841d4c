"""Add a step to what the police do about a clue; its reporters read it on their receipts."""

from antifraud.cases import NOT_PURSUED, WHY, Step, next_steps
from antifraud.errors import CaseError
from antifraud.keys import ClueKey
from antifraud.ports import CaseKeeper


def add_step(clue: ClueKey, step: Step, keeper: CaseKeeper) -> None:
    """Add a step; raises CaseError for one that cannot follow, StoreError."""
    done = keeper.steps(clue)
    allowed = next_steps(done)
    if step.name not in allowed:
        raise CaseError(f"what can follow now: {', '.join(allowed) or 'nothing, the case is solved'}")
    if (step.why is not None) != (step.name == NOT_PURSUED):
        raise CaseError(f"--why belongs to {NOT_PURSUED}, which needs it: {', '.join(WHY)}")
    if not keeper.add(clue, step, len(done)):
        raise CaseError("somebody else added a step just now; look again")

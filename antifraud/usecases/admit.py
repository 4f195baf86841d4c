"""Decide who may write how often: one count per network and hour says all of it. It stores no statement.

The row of a network in an hour holds how many writes there were (`n`), how many of them without a proof of
work (`o`), how many of each device (`d_…`) and on each clue (`r_…` reports, `m_…` marks, `a_…` appeals), and
the proofs that were used. The hour is that in which the challenge was made: a proof that is sent again meets
the row that knows it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from antifraud.errors import ProofUsedError, StoreError, TooManyError
from antifraud.keys import Keys
from antifraud.limits import LIMITS
from antifraud.ports import Admission, Attempt, Counter, Visitor
from antifraud.proofs import Proved, check_proof, proof_keys

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class WriteGate:
    """Admits what keeps to the limits; `opened` is told when the counter is down and all gets through."""

    keys: Keys
    counter: Counter
    reports_per_hour: int
    without_proof_per_hour: int
    opened: Callable[[str], None]

    def admit(self, visitor: Visitor, clues: Sequence[str], now: datetime) -> frozenset[str]:
        """Return which of the clues (short hashes) are to be held for review.

        Raises TooManyError, ProofError; a proof that does not hold is never taken for none.
        """
        proved = self._proved(visitor, now)
        hour = (proved.issued_at if proved else now).replace(minute=0, second=0, microsecond=0)
        names = {clue: f"{visitor.action[0]}_{clue}" for clue in clues}
        try:
            admission = self.counter.admit(self._attempt(visitor, tuple(names.values()), proved, hour))
        except StoreError:
            self.opened("write")
            return frozenset()
        _check(admission, hour + _HOUR - now)
        counts = admission.counts
        return frozenset(clue for clue, name in names.items() if counts[name] > LIMITS.reports_on_one_clue)

    def _proved(self, visitor: Visitor, now: datetime) -> Proved | None:
        if not visitor.proof:
            return None
        keys = proof_keys(self.keys, visitor.action, visitor.city, visitor.network)
        return check_proof(keys, visitor.proof, now)

    def _attempt(
        self, visitor: Visitor, clues: tuple[str, ...], proved: Proved | None, hour: datetime
    ) -> Attempt:
        most = {"n": self.reports_per_hour}
        if proved is None:
            most["o"] = self.without_proof_per_hour
        if visitor.device:
            most[f"d_{visitor.device}"] = LIMITS.reports_per_device
        return Attempt(
            principal=f"w#{visitor.network}",
            window=hour.strftime("%Y%m%d%H"),
            expires=hour + 2 * _HOUR,
            most=most,
            more=clues,
            once=proved.id if proved else "",
        )


def _check(admission: Admission, left: timedelta) -> None:
    """Raise TooManyError or ProofUsedError for what was not counted."""
    if admission.counted:
        return
    if admission.used:
        raise ProofUsedError
    raise TooManyError(wait=max(1, int(left.total_seconds())))

"""What an appeal is: who may prove control of a clue and how, its states and its clock. Pure.

It knows no clue's reporters and decides nothing about a clue: what an appeal does to a
verdict is in `verdicts`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from antifraud.clues.model import EMAIL, PHONE, URL
from antifraud.errors import AppealStepError, UnknownAppealError
from antifraud.keys import ALPHABET, ClueKey

PROVING = "proving"
OPEN = "open"
UPHELD = "upheld"
REFUSED = "refused"
WITHDRAWN = "withdrawn"
EXPIRED = "expired"
REOPENED = "reopened"

STATES = (PROVING, OPEN, UPHELD, REFUSED, WITHDRAWN, EXPIRED, REOPENED)

SMS = "sms"
MAIL = "mail"
SITE = "site"
LETTER = "letter"

WAYS = (SMS, MAIL, SITE, LETTER)
"""How control of a clue is proven: a code sent there, a file on the site, papers that a person looks at."""

REASONS = ("mistaken", "number_forged", "new_holder", "misused_by_others", "problem_mended", "other")
"""Why an owner appeals."""

FINDINGS = (
    *("reports_mistaken", "new_holder", "problem_mended", "authority_agreed"),
    *("reports_stand", "not_the_holder"),
)
"""What a decision is based on, as the owner is told it; the reviewer's own words stay in the audit trail."""

STARTED = "started"
CODE_SENT = "code_sent"
CONTROL_PROVEN = "control_proven"
LETTER_CONFIRMED = "letter_confirmed"
OVERDUE = "overdue"

OWNER = "owner"
"""Who took a step, if it was the person who holds the appeal's number."""


@dataclass(frozen=True, slots=True)
class AppealRules:
    """Every limit and term of appeals; the page that explains appeals prints these very numbers."""

    decision: timedelta = timedelta(days=7)
    again_after_refusal: timedelta = timedelta(days=30)
    code_valid: timedelta = timedelta(minutes=10)
    code_attempts: int = 5
    codes_per_day: int = 3
    code_window: timedelta = timedelta(hours=24)
    site_window: timedelta = timedelta(hours=72)
    letter_window: timedelta = timedelta(days=30)
    site_checks_per_hour: int = 20

    def window(self, way: str) -> timedelta:
        """Return how long control may be proven in that way."""
        return {SITE: self.site_window, LETTER: self.letter_window}.get(way, self.code_window)


APPEAL_RULES = AppealRules()

_MOBILE = re.compile(r"\+861[3-9][0-9]{9}")
_GROUPING = re.compile(r"[\s\-]+")
_ID_SIGNS = 20
_BITS = 5
_GROUP = 4
_CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Proof:
    """How control is proven, and where: the number, the address or the host; `""` for a letter."""

    way: str
    target: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal as it is stored; its text and contact are sealed elsewhere.

    `authority` tells that an authority's word stood against the clue when the appeal was opened. `events`
    counts the rows of the audit trail, `codes` what was sent.
    """

    id: str
    clue: ClueKey
    display: str
    city: str
    reason: str
    proof: Proof
    started_at: datetime
    prove_by: datetime
    state: str = PROVING
    authority: bool = False
    due: datetime | None = None
    closed_at: datetime | None = None
    finding: str | None = None
    codes: int = 0
    events: int = 1

    def at(self, now: datetime) -> "Appeal":
        """Return the appeal as it is at `now`: one whose control was not proven in time has expired."""
        over = self.state == PROVING and now >= self.prove_by
        return replace(self, state=EXPIRED, closed_at=self.prove_by) if over else self

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether it should have been decided before `now`."""
        return self.state == OPEN and self.due is not None and now >= self.due

    @property
    def waits_for_people(self) -> bool:
        """Whether a reviewer has something to do: decide, or look at a letter."""
        return self.state == OPEN or (self.state == PROVING and self.proof.way == LETTER)

    @property
    def moment(self) -> datetime:
        """When whatever is waited for is due."""
        return self.due or self.prove_by

    @property
    def shown_id(self) -> str:
        """The number of the appeal in five groups of four."""
        return "-".join(self.id[start : start + _GROUP] for start in range(0, _ID_SIGNS, _GROUP))


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the audit trail: what was done, when, by whom, and for what reason in a reviewer's words."""

    step: str
    at: datetime
    by: str
    why: str = ""


def new_id(chance: Callable[[int], int]) -> str:
    """Return a number for an appeal, 100 bits of `chance(below)`; who holds it may follow and withdraw it."""
    number = chance(2 ** (_ID_SIGNS * _BITS))
    return "".join(ALPHABET[number >> _BITS * place & 31] for place in range(_ID_SIGNS))


def parse_id(text: str) -> str:
    """Return the number of an appeal, however it was typed; raises UnknownAppealError."""
    code = _GROUPING.sub("", text.upper()) if len(text) <= 2 * _ID_SIGNS else ""
    if len(code) != _ID_SIGNS or not set(code) <= set(ALPHABET):
        raise UnknownAppealError
    return code


def new_code(chance: Callable[[int], int]) -> str:
    """Return a code of six digits."""
    return f"{chance(10**_CODE_DIGITS):0{_CODE_DIGITS}}"


def proof_for(kind: str, value: str, ways: frozenset[str]) -> Proof:
    """Return how control of a clue is proven when only `ways` work here; of a link, `value` is its host."""
    fitting = {EMAIL: MAIL, URL: SITE, PHONE: SMS if _MOBILE.fullmatch(value) else LETTER}
    way = fitting.get(kind, LETTER)
    return Proof(way, value) if way in ways and way != LETTER else Proof(LETTER)


def opened(appeal: Appeal, now: datetime, *, authority: bool) -> Appeal:
    """Return the appeal with control proven and its clock running; raises AppealStepError."""
    _allow(appeal.at(now), PROVING)
    return _next(appeal, state=OPEN, due=now + APPEAL_RULES.decision, authority=authority)


def with_code(appeal: Appeal, now: datetime) -> Appeal:
    """Return the appeal with one more code sent; raises AppealStepError."""
    _allow(appeal.at(now), PROVING)
    if appeal.proof.way not in {SMS, MAIL}:
        raise AppealStepError
    return _next(appeal, codes=appeal.codes + 1)


def decided(appeal: Appeal, now: datetime, state: str, finding: str) -> Appeal:
    """Return the appeal upheld or refused; raises AppealStepError."""
    _allow(appeal, OPEN)
    return _next(appeal, state=state, closed_at=now, finding=finding)


def withdrawn(appeal: Appeal, now: datetime) -> Appeal:
    """Return the appeal taken back by its owner; raises AppealStepError."""
    _allow(appeal.at(now), PROVING, OPEN)
    return _next(appeal, state=WITHDRAWN, closed_at=now)


def reopened(appeal: Appeal, now: datetime) -> Appeal:
    """Return an upheld appeal whose clearing ended; raises AppealStepError."""
    _allow(appeal, UPHELD)
    return _next(appeal, state=REOPENED, closed_at=now)


def must_prove(appeal: Appeal, now: datetime, way: str) -> None:
    """Raise AppealStepError unless control can still be proven, and in that way."""
    _allow(appeal.at(now), PROVING)
    if appeal.proof.way != way:
        raise AppealStepError


def by_urgency(appeals: list[Appeal], now: datetime) -> list[Appeal]:
    """Return what waits for people: overdue first, then what contradicts an authority, then by its moment."""
    return sorted(appeals, key=lambda one: (not one.is_overdue(now), not one.authority, one.moment, one.id))


def _allow(appeal: Appeal, *states: str) -> None:
    if appeal.state not in states:
        raise AppealStepError


def _next(appeal: Appeal, **changes: Any) -> Appeal:  # noqa: ANN401 - what `replace` takes
    return replace(appeal, events=appeal.events + 1, **changes)

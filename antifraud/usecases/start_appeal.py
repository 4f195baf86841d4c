"""Start an appeal against what is said of a clue. Nothing changes for the clue before control is proven."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from antifraud.appeal_ports import Wording
from antifraud.appeals import APPEAL_RULES, MAIL, OWNER, SITE, SMS, STARTED, Appeal, Event, new_id, proof_for
from antifraud.clues import Clue
from antifraud.clues.model import URL
from antifraud.clues.personal import mask
from antifraud.clues.url import expressions
from antifraud.errors import AppealedLatelyError, AppealOpenError, NothingToAppealError, SendError
from antifraud.keys import ClueKey
from antifraud.ports import Gate, Visitor
from antifraud.usecases.appeal_desk import Desk, judged
from antifraud.usecases.prove_appeal import allow_code, send_code
from antifraud.verdicts import CONFIRMED, DISPUTED, HIGH_RISK, REPORTED

APPEALABLE = frozenset({CONFIRMED, HIGH_RISK, REPORTED})


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of a clue that is theirs, checked."""

    city: str
    clue: Clue
    reason: str
    text: str = field(repr=False)
    contact: str = field(repr=False)
    visitor: Visitor


@dataclass(frozen=True, slots=True)
class _Record:
    """The record that stands against the clue: of a link perhaps one on its host or a folder."""

    key: ClueKey
    place: str
    display: str


def start_appeal(claim: Claim, desk: Desk, gate: Gate, wording: Wording, now: datetime) -> Appeal:
    """Store an appeal and, where control is proven by a code, send the first one.

    Raises NothingToAppealError, AppealOpenError, AppealedLatelyError, TooManyError, ProofError, StoreError.
    A code that could not be sent is no error: it can be asked for again.
    """
    keys = desk.sources.keys
    record = _record(claim.clue, desk, now)
    gate.admit(claim.visitor, [keys.short("clue", f"{record.key.kind}#{record.key.id}")], now)
    proof = proof_for(claim.clue.kind, record.place, desk.sender.ways | {SITE})
    if proof.way in {SMS, MAIL}:
        allow_code(proof, desk, now)
    appeal = Appeal(
        id=new_id(desk.chance),
        clue=record.key,
        display=record.display,
        city=claim.city,
        reason=claim.reason,
        proof=proof,
        started_at=now,
        prove_by=now + APPEAL_RULES.window(proof.way),
    )
    told = {"text": mask(claim.text), "contact": claim.contact}
    sealed = keys.seal(json.dumps(told, ensure_ascii=False))
    desk.keeper.start(appeal, sealed, Event(STARTED, now, OWNER))
    return _with_first_code(appeal, desk, wording, now)


def _with_first_code(appeal: Appeal, desk: Desk, wording: Wording, now: datetime) -> Appeal:
    if appeal.proof.way not in {SMS, MAIL}:
        return appeal
    try:
        return send_code(appeal, desk, wording, now)
    except SendError:
        return appeal


def _record(clue: Clue, desk: Desk, now: datetime) -> _Record:
    """Return the nearest record by which something bad is shown of the clue."""
    official = desk.sources.directory.owner_of(clue) is not None
    for record in _records(clue, desk):
        verdict = judged(record.key, desk, now, official=official)
        if DISPUTED in verdict.flags:
            raise AppealOpenError
        if verdict.level in APPEALABLE:
            until = desk.keeper.refused_until(record.key)
            if until and now < until:
                raise AppealedLatelyError
            return record
    raise NothingToAppealError


def _records(clue: Clue, desk: Desk) -> list[_Record]:
    keys = desk.sources.keys.lookup_keys(clue.kind, clue.value)
    if clue.kind != URL:
        return [_Record(key, clue.value, clue.display) for key in keys]
    # Who controls a page's own host need not control the site above it, whose record may be the one shown.
    return [
        _Record(key, one.partition("/")[0], one)
        for key, one in zip(keys, expressions(clue.value), strict=True)
    ]

"""Keep one person's statement about one or more clues: acknowledged only when it is stored, counted once."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from antifraud.callback import call_back_words
from antifraud.clues.model import Clue
from antifraud.clues.personal import mask
from antifraud.keys import Keys
from antifraud.ports import Gate, Kept, ReportKeeper, Visitor
from antifraud.reports import (
    ALREADY_REPORTED,
    HELD,
    RECEIVED,
    UNDER_REVIEW,
    Amendment,
    Report,
    Reported,
    ReportKey,
)

REPORT = "report"
MARK = "mark"
"""What a visitor does here, as the gate knows it."""

UNSAID = "other"
"""The kind of fraud of who does not say: a quick tip, or a mark."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a resident sent, checked. `address` and `agent` stand for a person without a device token.

    Without a `category` it is a quick tip; with a `mark` it says that the clue is something else than fraud.
    """

    city: str
    clues: tuple[Clue, ...]
    category: str | None = None
    mark: str | None = None
    happened_on: date | None = None
    amount: int | None = None
    channel: str | None = None
    story: str = ""
    contact: str = ""
    for_other: bool = False
    call_back: bool = False
    device: str = ""
    idempotency_key: str = ""
    proof: str = ""
    address: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a statement; without a receipt everything in it had been reported before."""

    status: str
    report: Report
    new: bool

    @property
    def receipt(self) -> str | None:
        """The code the reporter keeps; None for one who already has another."""
        return None if self.status == ALREADY_REPORTED else self.report.key.receipt


def file_report(statement: Statement, keeper: ReportKeeper, keys: Keys, now: datetime, gate: Gate) -> Filed:
    """Store a report for each clue of `statement`; those that the gate doubts are held for review.

    Raises StoreError, TooManyError, ProofError; then nothing is acknowledged and the same form may be sent
    again, counting once.
    """
    reports = _reports(statement, keys, now)
    held = gate.admit(_visitor(statement, reports[0].network, keys), [one.key.clue for one in reports], now)
    reports = [replace(one, state=HELD) if one.key.clue in held else one for one in reports]
    if keys.before:
        reports = _where_they_are(reports, _reports(statement, keys.before, now), keeper)
    kept = [keeper.put(report) for report in reports]
    for one, report in zip(kept, reports, strict=True):
        if not one.new and not one.is_repeat_of(report):
            keeper.amend(report.key, _restated(statement, report), now)
    return _filed(kept, reports)


def _where_they_are(
    reports: Sequence[Report], before: Sequence[Report], keeper: ReportKeeper
) -> list[Report]:
    """Return each report as it is, or as it was made with the key before if this person made it then."""
    found = [old if keeper.get(old.key) else new for new, old in zip(reports, before, strict=True)]
    return [
        replace(one, group=tuple(two.key.clue for two in found if two.key.reporter == one.key.reporter))
        for one in found
    ]


def _filed(kept: Sequence[Kept], reports: Sequence[Report]) -> Filed:
    for one, report in zip(kept, reports, strict=True):
        if one.new or one.is_repeat_of(report):
            return Filed(UNDER_REVIEW if one.report.state == HELD else RECEIVED, one.report, one.new)
    return Filed(ALREADY_REPORTED, kept[0].report, new=False)


def _visitor(statement: Statement, network: str, keys: Keys) -> Visitor:
    return Visitor(
        network=network,
        device=keys.short("device", statement.device) if statement.device else "",
        action=MARK if statement.mark else REPORT,
        city=statement.city,
        proof=statement.proof,
    )


def _restated(statement: Statement, report: Report) -> Amendment:
    """Return the statement as one that takes the place of an earlier one by the same person."""
    return Amendment(
        restated=True,
        mark=report.mark,
        category=statement.category,
        happened_on=report.happened_on,
        amount=report.amount,
        channel=report.channel,
        sealed=None,  # was stored with the attempt to put the report
    )


def _reports(statement: Statement, keys: Keys, now: datetime) -> list[Report]:
    reporter = keys.reporter(_person(statement))
    repeat = keys.short("repeat", statement.idempotency_key or _fingerprint(statement))
    clue_keys = [keys.clue_key(clue.kind, clue.value) for clue in statement.clues]
    group = tuple(keys.short("clue", f"{one.kind}#{one.id}") for one in clue_keys)
    network = keys.network(statement.address)
    shown = tuple(Reported(clue.kind, clue.display) for clue in statement.clues)
    made = [
        Report(
            key=ReportKey(clue_hash, reporter),
            clue=clue_key,
            display=clue.display,
            city=statement.city,
            at=now,
            category=statement.category or UNSAID,
            clues=shown,
            repeat=repeat,
            network=network,
            group=group,
            happened_on=statement.happened_on,
            amount=statement.amount,
            channel=statement.channel,
            for_other=statement.for_other,
            call_back=keys.mark if statement.call_back else None,
            mark=statement.mark,
        )
        for clue, clue_key, clue_hash in zip(statement.clues, clue_keys, group, strict=True)
    ]
    sealed = seal_texts(statement.story, statement.contact, made[0], keys)
    return [replace(one, sealed=sealed) for one in made]


def _person(statement: Statement) -> str:
    """Return what tells this person from others: the device, else the contact, else the network address."""
    if statement.device:
        return f"device:{statement.device}"
    if statement.contact:
        return f"contact:{statement.contact.strip().lower()}"
    return f"address:{statement.address}:{statement.agent}"


def _fingerprint(statement: Statement) -> str:
    """Return what is the same when a form without a key is sent twice, as by reloading a page."""
    clues = [(clue.kind, clue.value) for clue in statement.clues]
    said = (statement.category, statement.mark, str(statement.happened_on), statement.amount, statement.story)
    return hashlib.sha256(json.dumps((clues, said)).encode()).hexdigest()


def seal_texts(story: str, contact: str, report: Report, keys: Keys) -> bytes | None:
    """Return story, contact and what a caller must say, for whoever may open them.

    Cards, ID numbers and codes are left out of the story; None for nothing to seal.
    """
    if not story and not contact:
        return None
    words = call_back_words(report, keys)
    told = {"story": mask(story), "contact": contact, **({"say": words.zh} if words else {})}
    return keys.seal(json.dumps(told, ensure_ascii=False))

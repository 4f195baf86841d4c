"""Keep one person's statement about one or more clues: acknowledged only when it is stored, counted once."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from antifraud.clues.model import Clue
from antifraud.clues.personal import mask
from antifraud.keys import Keys
from antifraud.ports import Kept, ReportKeeper
from antifraud.reports import ALREADY_REPORTED, RECEIVED, Report, Reported, ReportKey


@dataclass(frozen=True, slots=True)
class Statement:
    """What a resident sent, checked. `address` and `agent` stand for a person without a device token."""

    city: str
    clues: tuple[Clue, ...]
    category: str
    happened_on: date | None = None
    amount: int | None = None
    story: str = ""
    contact: str = ""
    device: str = ""
    idempotency_key: str = ""
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
        return self.report.key.receipt if self.status == RECEIVED else None


def file_report(statement: Statement, keeper: ReportKeeper, keys: Keys, now: datetime) -> Filed:
    """Store a report for each clue of `statement`.

    Raises StoreError; then nothing is acknowledged and the same form may be sent again, counting once.
    """
    reports = _reports(statement, keys, now)
    kept = [keeper.put(report) for report in reports]
    for one, report in zip(kept, reports, strict=True):
        if not one.new and not one.is_repeat_of(report):
            keeper.update(report)
    return _filed(kept, reports)


def _filed(kept: Sequence[Kept], reports: Sequence[Report]) -> Filed:
    for one, report in zip(kept, reports, strict=True):
        if one.new or one.is_repeat_of(report):
            return Filed(RECEIVED, one.report, one.new)
    return Filed(ALREADY_REPORTED, kept[0].report, new=False)


def _reports(statement: Statement, keys: Keys, now: datetime) -> list[Report]:
    reporter = keys.short("reporter", _person(statement))
    repeat = keys.short("repeat", statement.idempotency_key or _fingerprint(statement))
    shown = tuple(Reported(clue.kind, clue.display) for clue in statement.clues)
    network = keys.network(statement.address)
    sealed = _sealed(statement, keys)
    return [
        Report(
            key=ReportKey(keys.short("clue", f"{clue.kind}#{clue_key.id}"), reporter),
            clue=clue_key,
            display=clue.display,
            city=statement.city,
            at=now,
            category=statement.category,
            clues=shown,
            repeat=repeat,
            network=network,
            happened_on=statement.happened_on,
            amount=statement.amount,
            sealed=sealed,
        )
        for clue in statement.clues
        for clue_key in (keys.clue_key(clue.kind, clue.value),)
    ]


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
    parts = (clues, statement.category, str(statement.happened_on), statement.amount, statement.story)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _sealed(statement: Statement, keys: Keys) -> bytes | None:
    """Return story and contact for whoever may open them, without cards, ID numbers and codes."""
    if not statement.story and not statement.contact:
        return None
    text = {"story": mask(statement.story), "contact": statement.contact}
    return keys.seal(json.dumps(text, ensure_ascii=False))

"""Tell a reporter what became of a report. It shows nothing that the receipt's holder did not send."""

from dataclasses import dataclass
from datetime import timedelta

from antifraud.cases import Step, timeline
from antifraud.errors import UnknownReceiptError
from antifraud.ports import CaseKeeper, ReportKeeper
from antifraud.reports import (
    COUNTED,
    DISMISSED,
    HELD,
    NOT_COUNTED,
    RECEIVED,
    UNDER_REVIEW,
    WITHDRAWN,
    Report,
    parse_receipt,
)

_CLOCK_SKEW = timedelta(seconds=2)
"""How far the clocks of two functions may be apart."""

_STATUS = {HELD: UNDER_REVIEW, DISMISSED: NOT_COUNTED, WITHDRAWN: WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Progress:
    """A report, the last thing to tell of it, and the steps of the police, done and to come."""

    report: Report
    status: str
    steps: tuple[Step, ...] = ()


def read_receipt(text: str, keeper: ReportKeeper, cases: CaseKeeper) -> Progress:
    """Return what became of the report with that receipt; raises UnknownReceiptError, StoreError."""
    report = keeper.get(parse_receipt(text))
    if report is None:
        raise UnknownReceiptError
    return progress_of(report, keeper, cases)


def progress_of(report: Report, keeper: ReportKeeper, cases: CaseKeeper) -> Progress:
    """Return what became of a report; a case of its clue is told only to those whose report stands."""
    if report.state:
        return Progress(report, _STATUS[report.state])
    up_to = keeper.counted_up_to(report.clue, report.key.shard)
    counted = up_to is not None and up_to + _CLOCK_SKEW >= report.at
    steps = () if report.mark else timeline(cases.steps(report.clue))
    return Progress(report, COUNTED if counted else RECEIVED, steps)

"""Tell a reporter what became of a report. It shows nothing that the receipt's holder did not send."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from antifraud.errors import UnknownReceiptError
from antifraud.ports import ReportKeeper
from antifraud.reports import COUNTED, RECEIVED, Report, parse_receipt

_CLOCK_SKEW = timedelta(seconds=2)
"""How far the clocks of two functions may be apart."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A report and whether it is in the verdict yet."""

    report: Report
    counted: bool

    @property
    def status(self) -> str:
        """The last step reached."""
        return COUNTED if self.counted else RECEIVED


def read_receipt(text: str, keeper: ReportKeeper) -> Progress:
    """Return what became of the report with that receipt; raises UnknownReceiptError, StoreError."""
    report = keeper.get(parse_receipt(text))
    if report is None:
        raise UnknownReceiptError
    return Progress(report, _is_counted(report, keeper.counted_up_to(report.clue, report.key.shard)))


def _is_counted(report: Report, up_to: datetime | None) -> bool:
    return up_to is not None and up_to + _CLOCK_SKEW >= report.at

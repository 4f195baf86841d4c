"""Say a report anew, or take it back: whoever holds its receipt may, for all clues of the statement."""

from dataclasses import dataclass
from datetime import date, datetime

from antifraud.errors import UnknownReceiptError
from antifraud.keys import Keys
from antifraud.ports import ReportKeeper
from antifraud.reports import Amendment, Report, parse_receipt
from antifraud.usecases.file_report import seal_texts


@dataclass(frozen=True, slots=True)
class Details:
    """What may be said anew; None and `""` leave it as it is. A story comes together with its contact."""

    category: str | None = None
    happened_on: date | None = None
    amount: int | None = None
    channel: str | None = None
    story: str = ""
    contact: str = ""


def amend_report(receipt: str, details: Details, keeper: ReportKeeper, keys: Keys, now: datetime) -> Report:
    """Store the details and return the report; raises UnknownReceiptError, StoreError.

    It changes what a report says, never that it counts as one.
    """
    report = get_report(receipt, keeper)
    amendment = Amendment(
        category=details.category,
        happened_on=details.happened_on,
        amount=details.amount,
        channel=details.channel,
        sealed=seal_texts(details.story, details.contact, report, keys),
    )
    for key in report.siblings:
        changed = keeper.amend(key, amendment, now)
        report = changed if changed and key == report.key else report
    return report


def withdraw_report(receipt: str, keeper: ReportKeeper, now: datetime) -> Report:
    """Take the statement back; it counts no more and its story is forgotten. Raises as `amend_report`."""
    report = get_report(receipt, keeper)
    for key in report.siblings:
        changed = keeper.withdraw(key, now)
        report = changed if changed and key == report.key else report
    return report


def get_report(receipt: str, keeper: ReportKeeper) -> Report:
    """Return the report with a receipt; raises UnknownReceiptError, StoreError."""
    report = keeper.get(parse_receipt(receipt))
    if report is None:
        raise UnknownReceiptError
    return report

"""The police's list of payments that were stopped: CSV with the columns day and yuan. It judges nothing."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from antifraud.errors import Fault, ImportFileError

COLUMNS = ("day", "yuan")


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment that was stopped, in whole yuan."""

    day: date
    yuan: int


def parse_payments(lines: Iterable[str]) -> tuple[Payment, ...]:
    """Return the payments of a list; other columns are not read. Raises ImportFileError with every line."""
    rows = csv.DictReader(lines)
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise ImportFileError(f"the first line must name the columns {', '.join(COLUMNS)}")
    payments, faults = [], []
    for row in rows:
        try:
            payments.append(_payment(row))
        except (ValueError, TypeError, InvalidOperation):
            faults.append(
                Fault(str(rows.line_num), "invalid", "needs a day such as 2026-11-21 and an amount")
            )
    if faults:
        raise ImportFileError(f"{len(faults)} lines cannot be read", faults)
    return tuple(payments)


def _payment(row: dict[str, str]) -> Payment:
    yuan = Decimal(row["yuan"].replace(",", ""))
    if not yuan.is_finite() or yuan < 0:
        raise ValueError("no amount")
    return Payment(date.fromisoformat(row["day"].strip()), int(yuan))

"""The file of `python -m antifraud statistics` for its page: checked, scaled, as CSV. Knows no HTML."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from antifraud.errors import InputError

TABLES = {
    "days": ("looked_up", "reported", "confirmed"),
    "kinds": ("looked_up", "reported", "confirmed"),
    "categories": ("reported", "confirmed"),
    "cities": ("looked_up", "reported", "confirmed"),
    "levels": ("looked_up",),
    "why": ("answers",),
}
"""The tables of the file, each with its columns."""

FEW = "<5"
FEW_DRAWN = 2
"""How much of `<5` is drawn: anything from one to four would do."""

DAYS_DRAWN = 30
BARS_DRAWN = 10

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `share` is its part of the longest, 0 to 1."""

    code: str
    cell: int | str
    share: float


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the page shows; `money` is None where the police gave no list."""

    made_on: str
    demo: bool
    total: Row
    tables: Mapping[str, tuple[Row, ...]]
    money: Row | None

    def bars(self, table: str, column: str) -> tuple[Bar, ...]:
        """Return the longest bars of a table, longest first; those that are zero are left out."""
        filled = [row for row in self.tables[table] if row[column]]
        longest = sorted(filled, key=lambda row: -_size(row[column]))
        return _scaled(islice(longest, BARS_DRAWN), column)

    def columns(self, column: str) -> tuple[Bar, ...]:
        """Return the last days in their order."""
        return _scaled(self.tables["days"][-DAYS_DRAWN:], column)

    def csv(self, table: str) -> str:
        """Return a table as CSV, with codes as in the file."""
        text = io.StringIO()
        rows = csv.DictWriter(text, ("code", *TABLES[table]), lineterminator="\r\n")
        rows.writeheader()
        rows.writerows(self.tables[table])
        return text.getvalue()


def load_statistics(file: Path) -> Statistics:
    """Return the statistics of a file; raises InputError when it is none."""
    try:
        return parse_statistics(json.loads(file.read_text("utf-8")))
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{file} is no file of `python -m antifraud statistics`: {error!r}") from None


def parse_statistics(content: Any) -> Statistics:  # noqa: ANN401 - as read from JSON
    """Return checked statistics; raises ValueError, KeyError or TypeError for what is none."""
    tables = {
        name: tuple(_row(row, ("code", *columns)) for row in content[name])
        for name, columns in TABLES.items()
    }
    total = _row({"code": "total", **content["total"]}, ("code", *TABLES["days"]))
    return Statistics(str(content["made_on"]), bool(content["demo"]), total, tables, content["money_stopped"])


def _row(row: Row, columns: tuple[str, ...]) -> Row:
    for name in columns[1:]:
        if row[name] != FEW and (type(row[name]) is not int or row[name] < 0):
            raise ValueError(f"{name} of {row['code']} is no count")
    return {name: row[name] for name in columns}


def _size(cell: int | str) -> int:
    return FEW_DRAWN if isinstance(cell, str) else cell


def _scaled(rows: Iterable[Row], column: str) -> tuple[Bar, ...]:
    kept = list(rows)
    longest = max((_size(row[column]) for row in kept), default=0) or 1
    return tuple(Bar(row["code"], row[column], _size(row[column]) / longest) for row in kept)

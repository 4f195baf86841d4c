"""A partner's list, CSV or JSON lines, to its rows. It checks the shape of the file, and no value."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from antifraud.errors import Fault, ImportFileError

REQUIRED = ("kind", "value", "source", "level")
OPTIONAL = ("category", "first_seen", "last_seen")
COLUMNS = REQUIRED + OPTIONAL

_LONGEST_LINE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: its number in the file and its fields, or what is wrong with it as a whole."""

    number: int
    fields: dict[str, str]
    fault: str | None = None


def read_lines(lines: Iterable[str], *, json_lines: bool) -> Iterator[Line]:
    """Yield every line with content; raises ImportFileError for a file that is no list."""
    return _json_lines(lines) if json_lines else _csv_lines(lines)


def _json_lines(lines: Iterable[str]) -> Iterator[Line]:
    for number, text in enumerate(lines, 1):
        if text.strip():
            yield _json_line(number, text)


def _json_line(number: int, text: str) -> Line:
    if len(text) > _LONGEST_LINE:
        return Line(number, {}, "line_too_long")
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return Line(number, {}, "not_json")
    if not isinstance(fields, dict):
        return Line(number, {}, "not_an_object")
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    if not given.keys() <= set(COLUMNS):
        return Line(number, {}, "unknown_field")
    if not all(isinstance(value, str | int) for value in given.values()):
        return Line(number, {}, "not_text")
    return Line(number, {name: str(value) for name, value in given.items()})


def _csv_lines(lines: Iterable[str]) -> Iterator[Line]:
    reader = csv.reader(lines)
    header = [name.strip() for name in next(reader, [])]
    _check_header(header)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Line(reader.line_num, {}, "line_too_long")
            continue
        if any(cell.strip() for cell in row):
            yield _csv_line(reader.line_num, header, row)


def _csv_line(number: int, header: list[str], row: list[str]) -> Line:
    if len(row) != len(header):
        return Line(number, {}, "wrong_number_of_cells")
    return Line(number, {name: cell.strip() for name, cell in zip(header, row, strict=True) if cell.strip()})


def _check_header(header: list[str]) -> None:
    faults = [
        Fault("1:1", "missing_column", f"the column {name} is missing")
        for name in REQUIRED
        if name not in header
    ]
    faults += [
        Fault("1:1", "unknown_column", f"there is no column {name!r}")
        for name in header
        if name not in COLUMNS
    ]
    faults += [
        Fault("1:1", "column_twice", f"{name} is there twice")
        for name in set(header)
        if header.count(name) > 1
    ]
    if faults:
        text = (
            f"the first line must name the columns {', '.join(REQUIRED)}, and may name {', '.join(OPTIONAL)}"
        )
        raise ImportFileError(text, faults)

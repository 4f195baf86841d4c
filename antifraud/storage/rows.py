"""The keys and attributes of the one table, and DynamoDB's typed values. It asks no database.

clue evidence    C#kind#id     V            counters written only by the fold, marks of appeals
clue listings    C#kind#id     L            written only by imports
clue case        C#kind#id     K            what the police did, step by step
report           R#clue#shard  u#reporter   one conditional put
its sealed text  R#clue#shard  t#reporter   gone after 180 days
files            U#folder      U            places for evidence files; gone after 180 days
counter          N#principal   window       gone after the window
review queue     Q#held        kind#id      a clue with statements that wait
appeal           A#number      A, e#…, s    state, audit trail, sealed text: see appeal_rows
appeal queue     Q#appeals     moment#id    what waits for people
set aside        X#shard       sequence     a record of the stream that could not be read
lease            B#name        B            who may import
day              D#yyyymmdd    city         sums without persons, for statistics
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from antifraud.keys import ClueKey
from antifraud.reports import WRITE_SHARDS, ReportKey
from antifraud.tallies import SUMS, is_counter

Value = dict[str, Any]
Row = Mapping[str, Any]

EVIDENCE = "V"
LISTINGS = "L"
CASE = "K"
REVIEW_QUEUE = "Q#held"
DAY = "D#"

_PLACES = 9

REPORT_KEPT = timedelta(days=730)
SEALED_KEPT = timedelta(days=180)


def text(value: str) -> Value:
    """Return a string as DynamoDB wants it."""
    return {"S": value}


def number(value: int | Decimal) -> Value:
    """Return a number as DynamoDB wants it."""
    return {"N": str(value)}


def moment(value: datetime) -> Value:
    """Return a time in UTC to the millisecond, such as `2026-11-21T13:00:00.123Z`."""
    return text(value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"))


def read_moment(value: Row) -> datetime:
    """Return the time that `moment` wrote."""
    return datetime.fromisoformat(value["S"])


def read_day(value: Value | None) -> date | None:
    """Return a day written as `2026-11-21`, None for none."""
    return date.fromisoformat(value["S"]) if value else None


def expiry(value: datetime) -> Value:
    """Return when DynamoDB may delete the row, in seconds."""
    return number(int(value.timestamp()))


def clue_row_key(clue: ClueKey, row: str) -> dict[str, Value]:
    """Return the key of one of the rows of a clue."""
    return {"pk": text(f"C#{clue.kind}#{clue.id}"), "sk": text(row)}


def day_row_key(day: date, city: str) -> dict[str, Value]:
    """Return the key of the counts of a day in a city."""
    return {"pk": text(f"{DAY}{day:%Y%m%d}"), "sk": text(city)}


def review_row_key(clue: ClueKey) -> dict[str, Value]:
    """Return the key of a clue in the queue for review."""
    return {"pk": text(REVIEW_QUEUE), "sk": text(f"{clue.kind}#{clue.id}")}


def read_clue_key(row: Row) -> ClueKey:
    """Return the clue that a row is about."""
    _, kind, identity = row["pk"]["S"].split("#", 2)
    return ClueKey(kind, identity)


def report_row_key(key: ReportKey, prefix: str = "u") -> dict[str, Value]:
    """Return the key of a report, or with `t` of its sealed text."""
    return {"pk": text(f"R#{key.clue}#{key.shard}"), "sk": text(f"{prefix}#{key.reporter}")}


def read_report_key(row: Row) -> ReportKey:
    """Return the key of the report that a row holds."""
    _, clue, _ = row["pk"]["S"].split("#")
    return ReportKey(clue, row["sk"]["S"].removeprefix("u#"))


def counters(row: Row) -> dict[str, int]:
    """Return the counters of an evidence row, or of a snapshot of one; sums in billionths."""
    return {name: _whole(name, value["N"]) for name, value in row.items() if is_counter(name)}


def _whole(name: str, digits: str) -> int:
    return int(Decimal(digits).scaleb(_PLACES)) if name.startswith(SUMS) else int(digits)


def counter(name: str, count: int) -> Value:
    """Return one counter as it is stored: sums as decimals, everything else as it is."""
    return number(Decimal(count).scaleb(-_PLACES) if name.startswith(SUMS) else count)


def counts_by_code(row: Row, prefix: str) -> dict[str, int]:
    """Return the counts of people of an evidence row that begin with `prefix`, by what is counted."""
    return {name[2:]: int(value["N"]) for name, value in row.items() if name.startswith(prefix)}


def moments_by_shard(row: Row, prefix: str) -> dict[int, datetime]:
    """Return the times of an evidence row that begin with `prefix`, by shard of the reports."""
    names = {shard: f"{prefix}{shard}" for shard in range(WRITE_SHARDS)}
    return {shard: read_moment(row[name]) for shard, name in names.items() if name in row}

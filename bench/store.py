"""What our way through the database costs beside the bare call that each step cannot do without."""

import io
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask

from antifraud.assembly import Database, open_database
from antifraud.commands.import_list import CALLS_AT_ONCE
from antifraud.listfile import Line
from antifraud.ports import ListedClue
from antifraud.storage.client import open_client
from antifraud.storage.evidence_table import read_record
from antifraud.storage.listing_table import put_request
from antifraud.storage.table import create_table
from antifraud.usecases.fold_reports import fold_reports
from antifraud.usecases.import_list import batches_of, prepare
from antifraud.verdicts import Listing
from bench.measuring import ROUNDS, Figure, processor_seconds, wall_seconds
from functions.app import create_app
from functions.joined import join_parts
from functions.parts import Parts
from tools.dev_keys import development_keys
from tools.emulator import emulator_environment, running_emulator

_CALLS = 200
_REPORTS = 2_000
_BATCH = 500
"""Records of the stream at once, as deploy/alliance.yaml says."""
_NOW = datetime(2026, 11, 21, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Bench:
    parts: Parts
    database: Database
    app: Flask
    raw: Any

    @property
    def table(self) -> str:
        return self.parts.settings.table


def figures() -> Iterator[Figure]:
    """Yield the figures of look-up, report, fold and import."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with running_emulator(os.environ, None, folder / "log") as emulator:
            os.environ.update(emulator_environment(emulator.endpoint), ANTIFRAUD_ENVIRONMENT="bench")
            os.environ.update(
                development_keys(folder),
                ANTIFRAUD_LOOKUPS_PER_MINUTE="999999",
                ANTIFRAUD_REPORTS_PER_HOUR="999999",
                ANTIFRAUD_REPORTS_WITHOUT_PROOF_PER_HOUR="999999",
            )
            yield from _all(_opened())


def _opened() -> _Bench:
    parts = join_parts(os.environ)
    database = open_database(parts.settings, os.environ, ThreadPoolExecutor(CALLS_AT_ONCE))
    raw = open_client()
    create_table(raw, parts.settings.table)
    return _Bench(parts, database, create_app(parts), raw)


def _all(bench: _Bench) -> Iterator[Figure]:
    yield from _look_ups(bench)
    yield from _reports(bench)
    yield from _folds(bench)
    yield from _imports(bench)


def _look_ups(bench: _Bench) -> Iterator[Figure]:
    slug = next(iter(bench.parts.cities))
    key = {"pk": {"S": "C#phone#+8613812345678"}, "sk": {"S": "V"}}
    bench.raw.put_item(TableName=bench.table, Item={**key, "n": {"N": "1"}})
    bare = processor_seconds(_times(lambda: bench.raw.get_item(TableName=bench.table, Key=key)))
    bench.raw.delete_item(TableName=bench.table, Key=key)
    one = processor_seconds(_times(lambda: _post(bench, f"/v1/{slug}/lookup", {"text": "13812345678"})))
    ten_text = " ".join(f"138123456{n}" for n in range(10, 20))
    ten = processor_seconds(_times(lambda: _post(bench, f"/v1/{slug}/lookup", {"text": ten_text})))
    yield Figure("look-up of one clue, through the app", one / bare, "bare get_item", "≤ 1.5", _each(one))
    yield Figure("look-up of ten clues in a message", ten / one, "look-up of one", "≤ 2.5", _each(ten))


def _reports(bench: _Bench) -> Iterator[Figure]:
    slug = next(iter(bench.parts.cities))
    chance = random.Random(2)  # noqa: S311 - only different numbers
    bare = processor_seconds(_times(lambda: _bare_put(bench, f"{chance.random()}")))
    report = processor_seconds(_times(lambda: _report(bench, slug, chance.randrange(10**8))))
    yield Figure(
        "report, through the app", report / bare, "bare conditional put_item", "≤ 1.5", _each(report)
    )


def _report(bench: _Bench, slug: str, number: int) -> None:
    form = {"text": f"138{number:08}", "category": "job", "device": f"device-{number:010}"}
    # A network each, so that none is held back.
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    status = _post(bench, f"/v1/{slug}/reports", form, address)
    if not status.startswith("201"):
        raise RuntimeError(f"no report to measure: {status}")


def _post(bench: _Bench, path: str, form: Mapping[str, str], address: str = "127.0.0.1") -> str:
    """Ask the app as a server does, because a test client costs a fifth of an answer; return the status."""
    body = urlencode(form).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": address,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
    }
    statuses: list[str] = []
    answer = bench.app(environ, lambda status, *_: statuses.append(status))  # type: ignore[arg-type]
    b"".join(answer)
    return statuses[0]


def _bare_put(bench: _Bench, name: str) -> None:
    item = {"pk": {"S": "Z"}, "sk": {"S": name}}
    bench.raw.put_item(TableName=bench.table, Item=item, ConditionExpression="attribute_not_exists(pk)")


def _folds(bench: _Bench) -> Iterator[Figure]:
    bare = wall_seconds(lambda: _bare_updates(bench))
    many = [_record(f"+86137{n:08}", "A" * 8, n) for n in range(_REPORTS)]
    hot = [_record("+8613600000000", "A" * 7 + "ABCD"[n % 4], _REPORTS + n) for n in range(_REPORTS)]
    for name, records, goal in (("many", many, "≥ 0.8"), ("one hot clue", hot, "≥ 20")):
        spent = wall_seconds(lambda records=records: _fold(bench, records))  # type: ignore[misc]
        yield Figure(
            f"fold of reports on {name} (more is better)", bare / spent, "rate of bare update_item", goal
        )


def _bare_updates(bench: _Bench) -> None:
    for number in range(_REPORTS):
        bench.raw.update_item(
            TableName=bench.table,
            Key={"pk": {"S": "Y"}, "sk": {"S": str(number)}},
            UpdateExpression="ADD n :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )


def _fold(bench: _Bench, records: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(records), _BATCH):
        fold_reports(records[start : start + _BATCH], read_record, bench.database.evidence)


def _record(number: str, reporter: str, sequence: int) -> dict[str, Any]:
    image = {
        "k": "phone",
        "i": number,
        "c": "here",
        "t": "2026-11-21T00:00:00.000Z",
        "g": "job",
        "d": number,
        "n": "AAAAAAAA",
    }
    keys = {"pk": {"S": "R#AAAAAAAA#0"}, "sk": {"S": f"u#{reporter}"}}
    row = {**keys, **{name: {"S": value} for name, value in image.items()}}
    return {
        "eventName": "INSERT",
        "dynamodb": {"Keys": keys, "NewImage": row, "SequenceNumber": str(sequence + 1)},
    }


def _imports(bench: _Bench) -> Iterator[Figure]:
    ours, bare = [_listed(number) for number in range(ROUNDS)], [_listed(ROUNDS + n) for n in range(ROUNDS)]
    requests = [_put_requests(bench, lines) for lines in bare]
    spent = min(wall_seconds(partial(_import, bench, lines)) for lines in ours)
    least = min(wall_seconds(partial(_bare_batches, bench, puts)) for puts in requests)
    yield Figure("import of a list (more is better)", least / spent, "rate of bare batch_write_item", "≥ 0.8")


def _listed(number: int) -> list[Line]:
    """Return lines none of which is in the list of another number."""
    start = (number + 1) * 10_000_000
    return [
        Line(n, {"kind": "qq", "value": str(start + n), "source": "carrier", "level": "reported"})
        for n in range(_REPORTS)
    ]


def _import(bench: _Bench, lines: Sequence[Line]) -> None:
    for batch in batches_of(lines):
        bench.database.listings.write_listings(_prepared(bench, batch))


def _prepared(bench: _Bench, lines: Sequence[Line]) -> Sequence[tuple[ListedClue, Mapping[str, Listing]]]:
    return prepare(lines, bench.database.listings, bench.parts.sources.keys, _NOW.date()).rows


def _put_requests(bench: _Bench, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return the very items that an import of these lines would write."""
    return [put_request(*row) for batch in batches_of(lines) for row in _prepared(bench, batch)]


def _bare_batches(bench: _Bench, requests: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(requests), 25):
        bench.raw.batch_write_item(RequestItems={bench.table: requests[start : start + 25]})


def _times(call: Callable[[], object]) -> Callable[[], None]:
    def repeat() -> None:
        for _ in range(_CALLS):
            call()

    return repeat


def _each(seconds: float) -> str:
    return f"{seconds / _CALLS * 1e6:.0f} µs of processor each"

"""`python -m antifraud import`: a partner's list into the database, resumable, with exact counts."""

import csv
import hashlib
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

import click

from antifraud.assembly import Database, make_keys, open_database, utc_now
from antifraud.commands.database import command_environment
from antifraud.errors import AntifraudError, ImportFileError
from antifraud.keys import Keys
from antifraud.listfile import Line, read_lines
from antifraud.messages import load_messages
from antifraud.settings import parse_settings
from antifraud.usecases.import_list import Batch, Counts, Rejected, batches_of, prepare, rejects_of

NOTHING = Counts()
LEASE = "import"
CALLS_AT_ONCE = 4
"""Of the database: an import mostly waits for it."""

_JSON_ENDINGS = {".jsonl", ".ndjson", ".json"}


@dataclass(slots=True)
class Progress:
    """How far an import came, kept beside the list so that a killed one goes on where it was.

    `pending` holds the counts of the batch that is being written: written again after a kill, its lines
    would look unchanged, and the counts at the end would be wrong.
    """

    file: Path
    digest: str
    done: int = 0
    counts: Counts = NOTHING
    pending: tuple[int, Counts] | None = None

    def begin(self, batch: Batch) -> None:
        """Note a batch that is about to be written, unless a kill left it noted here."""
        if self.pending is None or self.pending[0] != batch.last_line:
            self.pending = (batch.last_line, batch.counts)
            self._save()

    def finish(self) -> None:
        """Note that the batch is written."""
        if self.pending:
            self.done, self.counts = self.pending[0], self.counts + self.pending[1]
        self.pending = None
        self._save()

    def _save(self) -> None:
        pending = self.pending and [self.pending[0], asdict(self.pending[1])]
        state = {"digest": self.digest, "done": self.done, "counts": asdict(self.counts), "pending": pending}
        scratch = self.file.with_name(self.file.name + ".new")
        scratch.write_text(json.dumps(state), "utf-8")
        scratch.replace(self.file)


def load_progress(file: Path, digest: str) -> Progress:
    """Return how far the import of the list with that digest came; from the start for any other list."""
    try:
        state = json.loads(file.read_text("utf-8"))
        if state["digest"] != digest:
            return Progress(file, digest)
        pending = state["pending"] and (state["pending"][0], Counts(**state["pending"][1]))
        return Progress(file, digest, state["done"], Counts(**state["counts"]), pending)
    except (OSError, ValueError, KeyError, TypeError):
        return Progress(file, digest)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--encoding", default="utf-8-sig", show_default=True, help="Of the file; gb18030 for many Chinese tools."
)
@click.option(
    "--data", default="var", show_default=True, type=click.Path(path_type=Path), help="Development data."
)
def import_list(file: Path, encoding: str, data: Path) -> None:
    """Load a partner's list: CSV with a header, or JSON lines (by its ending).

    Columns: kind, value, source, level, and optionally category, first_seen, last_seen. Lines that cannot be
    taken in are written with their reason to FILE.rejected.csv. A second import changes nothing; one that was
    interrupted goes on where it was. Exit code 1 when lines were rejected.
    """
    try:
        with command_environment(os.environ, data) as environ, ThreadPoolExecutor(CALLS_AT_ONCE) as calls:
            settings = parse_settings(environ)
            counts = run_import(file, encoding, open_database(settings, environ, calls), make_keys(settings))
    except AntifraudError as error:
        for fault in error.faults:
            click.echo(f"{file}:{fault.where} {fault.text}", err=True)
        click.echo(f"{file}: {error}; run the same command again to go on", err=True)
        sys.exit(2)
    click.echo(
        f"{counts.lines} lines: {counts.new} new, {counts.changed} changed, {counts.unchanged} unchanged, "
        f"{counts.rejected} rejected"
    )
    if counts.rejected:
        click.echo(f"rejected lines and reasons: {rejected_file(file)}", err=True)
        sys.exit(1)


def rejected_file(file: Path) -> Path:
    """Return where the rejected lines of a list are written."""
    return file.with_name(file.name + ".rejected.csv")


def run_import(file: Path, encoding: str, database: Database, keys: Keys) -> Counts:
    """Take in the list and return the counts of all its lines; raises ImportFileError, StoreError.

    Only one list is taken in at a time, because each batch replaces what it read.
    """
    digest = _digest(file)
    progress = load_progress(file.with_name(file.name + ".progress"), digest)
    rejected: list[Rejected] = []
    try:
        with file.open("rb") as raw, click.progressbar(length=file.stat().st_size, label=file.name) as bar:
            for lines in batches_of(_lines(raw, file, encoding)):
                _hold(database, digest)
                rejected.extend(_take_in(lines, progress, database, keys))
                bar.update(raw.tell() - bar.pos)
    finally:
        database.leases.give_back(LEASE, digest)
    _write_rejected(file, rejected)
    progress.file.unlink(missing_ok=True)
    return progress.counts


def _hold(database: Database, digest: str) -> None:
    if not database.leases.take(LEASE, digest, utc_now()):
        raise ImportFileError("another list is being imported; wait until it is done")


def _take_in(lines: list[Line], progress: Progress, database: Database, keys: Keys) -> Sequence[Rejected]:
    today = utc_now().date()
    if lines[-1].number <= progress.done:
        return rejects_of(lines, keys, today)
    batch = prepare(lines, database.listings, keys, today)
    progress.begin(batch)
    database.listings.write_listings(batch.rows)
    progress.finish()
    return batch.rejected


def _lines(raw: BinaryIO, file: Path, encoding: str) -> Iterator[Line]:
    try:
        text = io.TextIOWrapper(raw, encoding, newline="")
    except LookupError:
        raise ImportFileError(f"there is no encoding {encoding}") from None
    try:
        yield from read_lines(text, json_lines=file.suffix.lower() in _JSON_ENDINGS)
    except UnicodeDecodeError as error:
        raise ImportFileError(f"not {encoding} at byte {error.start}; try --encoding gb18030") from None
    finally:
        text.detach()


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _write_rejected(file: Path, rejected: list[Rejected]) -> None:
    if not rejected:
        rejected_file(file).unlink(missing_ok=True)
        return
    sentences = load_messages()["en"]["import"]
    with rejected_file(file).open("w", encoding="utf-8", newline="") as output:
        rows = csv.writer(output)
        rows.writerow(("line", "code", "reason"))
        rows.writerows((one.line, one.code, sentences[one.code]) for one in rejected)

"""`python -m antifraud files`: the files beside a report, for who works the case."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from antifraud.assembly import open_database, open_files, utc_now
from antifraud.commands.database import command_environment
from antifraud.errors import AntifraudError, InputError
from antifraud.evidence_files import ENDINGS, KEPT, LARGEST, Slot, kept_name
from antifraud.file_ports import FileStore
from antifraud.reports import parse_receipt
from antifraud.settings import parse_settings
from antifraud.storage.file_folder import FileFolder
from antifraud.usecases.keep_files import Files, folder_of, list_files

_MORE_THAN_CLEANED = 4 * LARGEST
"""A cleaned file is hardly ever larger than what was sent, and never four times."""

_data = click.option(
    "--data", default="var", show_default=True, type=click.Path(path_type=Path), help="Development data."
)


@click.group()
def files() -> None:
    """List and fetch the files beside a report; docs/deploying.md says which rights that takes."""


@files.command("list")
@click.argument("receipt")
@_data
def list_command(receipt: str, data: Path) -> None:
    """Print number, state, kind, size and day of each file of RECEIPT."""
    with _opened(data) as kept:
        for slot in list_files(parse_receipt(receipt), kept):
            click.echo(_line(slot))


@files.command("fetch")
@click.argument("receipt")
@click.argument("number", type=int)
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="File to write.")
@_data
def fetch_command(receipt: str, number: int, out: Path, data: Path) -> None:
    """Write file NUMBER of RECEIPT, cleaned when it came, to a file that is not there yet."""
    with _opened(data) as kept:
        key = parse_receipt(receipt)
        slot = next((one for one in list_files(key, kept) if one.number == number), None)
        if slot is None or slot.state != KEPT:
            raise InputError(f"the report has no file {number} that was kept; `files list` shows what it has")
        content = kept.place.read(kept_name(folder_of(key), slot), _MORE_THAN_CLEANED)
        if content is None:
            raise InputError(f"file {number} is gone: files are deleted after 180 days")
        with out.open("xb") as file:
            file.write(content)
    click.echo(f"{out}: {len(content):,} bytes, {slot.kind} (.{ENDINGS[slot.kind]})")


@contextmanager
def _opened(data: Path) -> Iterator[Files]:
    """Give the files of an environment, or of the development server; ends the command on any fault."""
    try:
        with command_environment(os.environ, data) as environ:
            settings = parse_settings(environ)
            in_folder: FileStore = FileFolder(data / "files")
            store = open_files(settings, environ) or in_folder
            yield Files(open_database(settings, environ).slots, store, str)
    except (AntifraudError, FileExistsError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def _line(slot: Slot) -> str:
    what = f"{slot.kind} {slot.size:,} bytes" if slot.state == KEPT else slot.why or ""
    return f"{slot.number}  {slot.state_at(utc_now())}  {what}  {slot.at:%Y-%m-%d}".rstrip()

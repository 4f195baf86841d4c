"""`python -m antifraud review`: what was held for review, and what is said of official lines."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from antifraud.assembly import Database, make_keys, open_database, utc_now
from antifraud.commands.clue_argument import read_clue, reference_of
from antifraud.commands.database import command_environment
from antifraud.directory import load_directory
from antifraud.errors import AntifraudError
from antifraud.keys import Keys
from antifraud.ports import Ruling
from antifraud.settings import parse_settings
from antifraud.usecases.review import decide_held, list_accused, list_waiting

DATA = click.option(
    "--data", default="var", show_default=True, type=click.Path(path_type=Path), help="Development data."
)
BY = click.option("--by", required=True, help="Who decides; kept with each statement.")


@contextmanager
def opened(data: Path) -> Iterator[tuple[Database, Keys]]:
    """Give database and keys of a command; an error of ours is told and ends it with code 2."""
    try:
        with command_environment(os.environ, data) as environ:
            settings = parse_settings(environ)
            yield open_database(settings, environ), make_keys(settings)
    except AntifraudError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


@click.group()
def review() -> None:
    """Look at statements that were held, and at reports against official lines."""


@review.command("list")
@DATA
def list_command(data: Path) -> None:
    """List the clues with statements that wait, most of them first."""
    with opened(data) as (database, _):
        waiting = list_waiting(database.review, database.known)
    for one in waiting:
        known = one.evidence
        click.echo(
            f"{reference_of(one.clue)}  held {known.held}, counted {known.reporters} "
            f"from {known.networks} networks in {len(known.cities)} cities"
        )
    click.echo(f"{len(waiting)} clues wait for review")


@review.command()
@click.argument("clue")
@BY
@DATA
def release(clue: str, by: str, data: Path) -> None:
    """Let all statements on CLUE that wait count."""
    _decide(clue, by, data, release=True)


@review.command()
@click.argument("clue")
@BY
@DATA
def dismiss(clue: str, by: str, data: Path) -> None:
    """Let no statement on CLUE that waits count; their reporters are told."""
    _decide(clue, by, data, release=False)


def _decide(clue: str, by: str, data: Path, *, release: bool) -> None:
    with opened(data) as (database, keys):
        key = read_clue(clue, keys)
        decided = decide_held(key, Ruling(release, by, utc_now()), database.review, keys)
    click.echo(f"{decided} statements {'count now' if release else 'dismissed'}")


@review.command()
@DATA
def officials(data: Path) -> None:
    """List the official lines and sites that people reported; residents are shown none of it."""
    with opened(data) as (database, keys):
        accused = list_accused(load_directory(), database.known, keys)
    for one in accused:
        known = one.evidence
        click.echo(
            f"{reference_of(one.clue)}  {one.owner.name.zh}: {known.reporters} people from {known.networks} "
            f"networks in {len(known.cities)} cities, last {known.last_seen}"
        )
    click.echo(f"{len(accused)} official lines and sites were reported")

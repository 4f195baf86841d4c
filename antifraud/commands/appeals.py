"""`python -m antifraud appeals`: what waits for a decision, and deciding it, with an audit trail."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from antifraud.appeals import FINDINGS, REFUSED, UPHELD, Appeal, Event
from antifraud.assembly import make_desk, open_database, utc_now
from antifraud.commands.clue_argument import read_clue, reference_of
from antifraud.commands.database import command_environment
from antifraud.commands.review import BY, DATA
from antifraud.commands.unsealing import open_sealed
from antifraud.errors import AntifraudError
from antifraud.messages import load_messages
from antifraud.settings import parse_settings
from antifraud.usecases.appeal_desk import Desk, find_appeal
from antifraud.usecases.close_appeal import Decision, decide_appeal, reopen_clue
from antifraud.usecases.prove_appeal import confirm_letter
from antifraud.usecases.read_appeals import Standing, read_appeal, waiting_appeals

_why = click.option("--why", required=True, help="Your reason, for the audit trail; the owner never sees it.")


@click.group()
def appeals() -> None:
    """Appeals of owners against what is said of their number, site or account."""


@contextmanager
def _desk(data: Path) -> Iterator[Desk]:
    """Give the desk of the environment; what goes wrong is told, and the exit code is 2."""
    try:
        with command_environment(os.environ, data) as environ:
            settings = parse_settings(environ)
            yield make_desk(settings, open_database(settings, environ), environ)
    except AntifraudError as error:
        sentences = load_messages()["en"]["errors"]
        told = str(error) if str(error) != error.code else sentences.get(error.code, error.code)
        click.echo(told, err=True)
        sys.exit(2)


@appeals.command("list")
@DATA
def list_waiting(data: Path) -> None:
    """List what waits for people: overdue first, then what contradicts an authority, then by day.

    Exit code 0 when nothing is overdue, 1 when something is, 2 when it could not be found out.
    """
    with _desk(data) as desk:
        now = utc_now()
        waiting = waiting_appeals(desk.keeper, now)
    for one in waiting:
        click.echo(_line(one, now))
    overdue = sum(one.is_overdue(now) for one in waiting)
    click.echo(f"{len(waiting)} waiting, {overdue} overdue")
    sys.exit(1 if overdue else 0)


@appeals.command()
@click.argument("number")
@click.option(
    "--open-with",
    "key_file",
    type=click.Path(path_type=Path),
    help="File with the private key: also show what the owner told in confidence.",
)
@DATA
def show(number: str, key_file: Path | None, data: Path) -> None:
    """Show the appeal with that NUMBER and its whole audit trail."""
    with _desk(data) as desk:
        now = utc_now()
        standing = read_appeal(number, desk, now)
        sealed = desk.keeper.sealed(standing.appeal.id)
        told = open_sealed(sealed, key_file) if key_file and sealed else {}
    click.echo("\n".join(_report(standing, now)))
    for name, text in told.items():
        click.echo(f"{name}: {text}")


@appeals.command()
@click.argument("number")
@click.argument("state", type=click.Choice([UPHELD, REFUSED]))
@click.option("--finding", type=click.Choice(FINDINGS), required=True, help="What the owner is told.")
@click.option(
    "--authority-agreed",
    "agreed",
    default="",
    help="Who of the police or the bank agreed, and how; needed where their word stands against the appeal.",
)
@_why
@BY
@DATA
def decide(number: str, state: str, finding: str, agreed: str, why: str, by: str, data: Path) -> None:
    """Uphold or refuse the appeal with that NUMBER.

    Upheld clears the clue: what was reported before, and every listing, counts no more.
    """
    decision = Decision(state, finding, by, why, agreed)
    _take(number, lambda appeal, desk, now: decide_appeal(appeal, decision, desk, now), data)


@appeals.command("confirm-letter")
@click.argument("number")
@_why
@BY
@DATA
def confirm(number: str, why: str, by: str, data: Path) -> None:
    """Confirm that you saw papers which show that the owner controls the clue: the clock starts."""
    _take(number, lambda appeal, desk, now: confirm_letter(appeal, by, why, desk, now), data)


@appeals.command()
@click.argument("clue")
@_why
@BY
@DATA
def reopen(clue: str, why: str, by: str, data: Path) -> None:
    """End the clearing of CLUE because there are new findings of an authority.

    Listings count again. What the public reported before the clearing never does.
    """
    with _desk(data) as desk:
        key = read_clue(clue, desk.sources.keys)
        appeal = reopen_clue(key, by, why, desk, utc_now())
    click.echo(_line(appeal, utc_now()))


def _take(number: str, step: Callable[[Appeal, Desk, datetime], Appeal], data: Path) -> None:
    with _desk(data) as desk:
        after = step(find_appeal(number, desk), desk, utc_now())
    click.echo(_line(after, utc_now()))


def _line(appeal: Appeal, now: datetime) -> str:
    """Return an appeal in a line; the clue as the other commands take it, a bank card without its number."""
    marks = [name for name, holds in _marks(appeal, now) if holds]
    facts = (reference_of(appeal.clue), appeal.display, appeal.city, appeal.reason, appeal.proof.way)
    return f"{appeal.shown_id}  {appeal.state:9} {appeal.moment:%Y-%m-%d}  {' '.join((*facts, *marks))}"


def _marks(appeal: Appeal, now: datetime) -> tuple[tuple[str, bool], ...]:
    return ("OVERDUE", appeal.is_overdue(now)), ("AUTHORITY", appeal.authority)


def _report(standing: Standing, now: datetime) -> list[str]:
    return [_line(standing.appeal, now), *map(_event_line, standing.events)]


def _event_line(event: Event) -> str:
    why = f": {event.why}" if event.why else ""
    return f"  {event.at:%Y-%m-%d %H:%M:%S}Z  {event.step:16} {event.by}{why}"

"""`python -m antifraud verify`: count all reports anew and hold the verdicts to them."""

import os
import sys
from pathlib import Path

import click

from antifraud.assembly import open_database, utc_now
from antifraud.commands.database import command_environment
from antifraud.errors import AntifraudError
from antifraud.settings import parse_settings
from antifraud.usecases.verify_evidence import Difference, verify_evidence


@click.command()
@click.option("--repair", is_flag=True, help="Write the counts of the reports where they differ.")
@click.option(
    "--data", default="var", show_default=True, type=click.Path(path_type=Path), help="Development data."
)
def verify(repair: bool, data: Path) -> None:
    """Recount all evidence from the reports and print what differs.

    Exit code 0 when nothing differs or everything was mended, 1 when something differs, 2 when it could not
    be found out. Reports that are not folded yet are counted as waiting and are no difference.
    """
    try:
        with command_environment(os.environ, data) as environ:
            database = open_database(parse_settings(environ), environ)
            found = verify_evidence(database.recount, utc_now(), repair=repair)
    except AntifraudError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    for one in found.differences:
        click.echo(_line(one))
    click.echo(
        f"{found.reports} reports on {found.clues} clues, {found.waiting} waiting, "
        f"{len(found.differences)} differ"
    )
    sys.exit(0 if all(one.mended for one in found.differences) else 1)


def _line(one: Difference) -> str:
    """Return a difference without the clue itself: its kind and a part of its key suffice to find it."""
    state = "mended" if one.mended else "differs"
    fields = ", ".join(one.fields)
    return f"{one.clue.kind} …{one.clue.id[-4:]}: {state} in {fields} ({one.stored}, should be {one.counted})"

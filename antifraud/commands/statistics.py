"""`python -m antifraud statistics`: sums of the table into a file for `build --statistics`. Reads only."""

import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click

from antifraud.assembly import open_database, utc_now
from antifraud.cityfile import load_cities
from antifraud.commands.database import command_environment
from antifraud.errors import AntifraudError
from antifraud.ports import ClueCounts, DayCounts, ListingFacts
from antifraud.settings import parse_settings
from antifraud.storage.statistics_table import StatisticsTable
from antifraud.usecases.make_statistics import make_statistics
from antifraud.usecases.money_stopped import Payment, parse_payments

CHINA = timedelta(hours=8)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--out", type=FILE, default=Path("statistics.json"), show_default=True, help="File to write.")
@click.option("--money-stopped", type=FILE, help="Payments that the police stopped: CSV with day and yuan.")
@click.option(
    "--data", default="var", show_default=True, type=click.Path(path_type=Path), help="Development data."
)
def statistics(out: Path, money_stopped: Path | None, data: Path) -> None:
    """Add up what was looked up, reported and confirmed, without persons, and write it as JSON.

    Numbers are rounded down to multiples of 5 and less than five is `<5`. It reads the whole table once.
    """
    try:
        payments = _payments(money_stopped)
        with command_environment(os.environ, data) as environ:
            settings = parse_settings(environ)
            table = open_database(settings, environ).statistics
            made = make_statistics(
                _shown(table), load_cities(settings.cities_path), (utc_now() + CHINA).date(), payments
            )
    except (AntifraudError, OSError) as error:
        for fault in getattr(error, "faults", ()):
            click.echo(f"{money_stopped}:{fault.where} {fault.text}", err=True)
        click.echo(str(error), err=True)
        sys.exit(2)
    _write(out, json.dumps(made, indent=1) + "\n")
    click.echo(f"{out}: {len(made['days'])} days, {made['total']['looked_up']} clues looked up")


def _payments(file: Path | None) -> tuple[Payment, ...] | None:
    if file is None:
        return None
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return parse_payments(lines)


def _shown(table: StatisticsTable) -> Iterator[DayCounts | ClueCounts | ListingFacts]:
    """Yield every row, showing on a terminal how many were read."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        table.rows(), label="rows", show_pos=True, hidden=hidden, file=sys.stderr, update_min_steps=1000
    ) as rows:
        yield from rows


def _write(out: Path, text: str) -> None:
    """Write beside and put in place: whoever reads the file meanwhile reads a whole one."""
    fresh = out.with_name(out.name + ".new")
    fresh.write_text(text, "utf-8")
    fresh.replace(out)

"""`python -m antifraud tables`: make the table of an environment where it is missing."""

import os
import sys
from pathlib import Path

import click

from antifraud.commands.database import command_environment
from antifraud.errors import AntifraudError
from antifraud.settings import parse_settings
from antifraud.storage.client import open_client
from antifraud.storage.table import create_table, describe


@click.command()
@click.option(
    "--data", default="var", show_default=True, type=click.Path(path_type=Path), help="Development data."
)
def tables(data: Path) -> None:
    """Create the one table with its stream and expiry unless it is there, and describe it."""
    try:
        with command_environment(os.environ, data) as environ:
            table = parse_settings(environ).table
            client = open_client()
            created = create_table(client, table)
            facts = describe(client, table)
    except AntifraudError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(f"{table}: {'created' if created else 'there already'}")
    for name, value in facts.items():
        click.echo(f"  {name:10}{value}")

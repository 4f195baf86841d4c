"""`python -m antifraud status` and `logs`: what is deployed, and what it says. They change nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from antifraud.cityfile import load_cities
from antifraud.commands.deploy import ENV, the_cloud, told_errors
from antifraud.deploying.cloud import account_of
from antifraud.deploying.deployment import chosen_cities
from antifraud.deploying.environments import ALLIANCE
from antifraud.deploying.status import read_log, read_pages, status_row

_FORM = "{:12}{:9}{:14}{:9}{:24}{:>5}"


@click.command()
@ENV
def status(environment: str) -> None:
    """Show a table of all cities: deployed version, age, health, pages."""
    with told_errors():
        cities = load_cities(Path("cities.yaml"))
        cloud = the_cloud(environment)
        account_of(cloud)
        pages = read_pages(cloud)
        click.echo(_FORM.format("city", "rollout", "version", "age", "health", "pages"))
        for city in cities:
            row = status_row(cloud, city, pages, datetime.now(UTC))
            click.echo(_FORM.format(row.stage, row.rollout, row.version, row.age, row.health, row.pages))


@click.command()
@click.argument("slug", metavar="CITY")
@ENV
@click.option("--minutes", default=10, show_default=True, type=click.IntRange(1, 43200), help="How far back.")
def logs(slug: str, environment: str, minutes: int) -> None:
    """Print what a city's function, or `alliance`, logged. It never logs what residents typed."""
    with told_errors():
        if slug != ALLIANCE:
            chosen_cities(load_cities(Path("cities.yaml")), [slug])
        cloud = the_cloud(environment)
        account_of(cloud)
        lines = read_log(cloud, slug, datetime.now(UTC) - timedelta(minutes=minutes))
        click.echo("\n".join(lines) or f"{slug} logged nothing in the last {minutes} minutes")

"""`python -m antifraud deploy`, `undeploy`, `rollback`: words and options around `deploying`."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from antifraud.cities import City
from antifraud.cityfile import load_cities
from antifraud.deploying.cloud import Cloud, account_of, open_cloud
from antifraud.deploying.costs import cost_lines
from antifraud.deploying.deployment import Work, check_ready, chosen_cities, deploy, plan, take_away
from antifraud.deploying.environments import MAIN, Environment, load_environment
from antifraud.deploying.package import Package, build_package, lambda_target
from antifraud.deploying.settings_file import Settings, zappa_settings
from antifraud.deploying.stages import roll_back
from antifraud.errors import AntifraudError
from antifraud.sitegen.build import Sources, build_site
from tools.front import build_widget

STATISTICS = Path("statistics.json")
"""What `python -m antifraud statistics` wrote; published where it is there."""

ENV = click.option(
    "--env", "environment", default=MAIN, show_default=True, help="Which of deploy/environments.yaml."
)


@click.command(name="deploy")
@click.argument("slugs", nargs=-1, metavar="CITY...")
@click.option("--all", "everything", is_flag=True, help="Every city of cities.yaml.")
@ENV
@click.option("--dry-run", is_flag=True, help="Print the plan and change nothing in the account.")
def deploy_command(slugs: tuple[str, ...], everything: bool, environment: str, dry_run: bool) -> None:
    """Bring cities to AWS, or bring them up to date: functions, infrastructure, pages; then ask each.

    Interrupted anywhere, the same command finishes the job.
    """
    if bool(slugs) == everything:
        raise click.UsageError("name the cities, or say --all")
    with told_errors():
        cities = load_cities(Path("cities.yaml"))
        asked = cities if everything else chosen_cities(cities, slugs)
        cloud = the_cloud(environment)
        work = _work(cloud.environment, cities, asked)
        if dry_run:
            click.echo("\n".join([*plan(cloud, work), *cost_lines(len(asked)), "nothing was changed"]))
            return
        deploy(cloud, work, show_tick)
        click.echo("\n".join(cost_lines(len(asked))))


@click.command(name="undeploy")
@click.argument("slug", metavar="CITY")
@ENV
@click.confirmation_option(prompt="Residents of this city will find neither window nor pages. Go on?")
def undeploy_command(slug: str, environment: str) -> None:
    """Remove a city's function and pages. What residents reported is kept."""
    with told_errors():
        cities = load_cities(Path("cities.yaml"))
        (city,) = chosen_cities(cities, [slug])
        cloud = the_cloud(environment)
        check_ready(cloud.environment)
        removed = take_away(cloud, _work(cloud.environment, cities, ()), city, show_tick)
        kept = f"the table {cloud.environment.project} with every report, receipt and verdict"
        click.echo(f"{slug}: {'removed' if removed else 'was not deployed'}; kept: {kept}")


@click.command(name="rollback")
@click.argument("slug", metavar="CITY")
@ENV
def rollback_command(slug: str, environment: str) -> None:
    """Give a city's function the code it had before; pages and data stay as they are."""
    with told_errors():
        cities = load_cities(Path("cities.yaml"))
        (city,) = chosen_cities(cities, [slug])
        cloud = the_cloud(environment)
        account_of(cloud)
        before, after = roll_back(cloud, zappa_settings(cities, cloud.environment), city.slug)
        click.echo(f"{slug}: {before.version} to {after.version}; deploy it again to go forward")


def the_cloud(environment: str) -> Cloud:
    """Return the account of an environment."""
    return open_cloud(load_environment(environment), time.sleep, click.echo)


@contextmanager
def told_errors() -> Iterator[None]:
    """Tell an error of ours in one sentence and end with 1."""
    try:
        yield
    except AntifraudError as error:
        faults = [f"cities.yaml:{fault.where} {fault.text or fault.code}" for fault in error.faults]
        raise click.ClickException("\n".join(faults) or str(error)) from error


def show_tick(done: int, total: int) -> None:
    """Show how many objects are published, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r{done}/{total} objects" + ("\n" if done == total else ""), nl=False, err=True)


def _work(environment: Environment, cities: tuple[City, ...], asked: tuple[City, ...]) -> Work:
    return Work(cities, asked, _package_builder(environment), _site_builder(environment))


def _package_builder(environment: Environment) -> Callable[[Settings], Package]:
    def build(settings: Settings) -> Package:
        return build_package(Path(), Path("build/package.zip"), lambda_target(environment.python), settings)

    return build


def _site_builder(environment: Environment) -> Callable[[Sequence[City]], Path]:
    def build(cities: Sequence[City]) -> Path:
        build_widget(Path())
        out = Path("build/published")
        build_site(
            out,
            Sources(Path("site"), Path("build/widget"), STATISTICS if STATISTICS.is_file() else None),
            tuple(cities),
            (environment.api, environment.site, environment.uploads),
        )
        return out

    return build

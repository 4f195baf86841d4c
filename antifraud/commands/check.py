"""`python -m antifraud check`: prints what is wrong with the files of the project. Rules live elsewhere."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

import click

from antifraud.cityfile import load_cities
from antifraud.cityfile.jsonschema import schema_text
from antifraud.deploying.environments import FILE as ENVIRONMENTS
from antifraud.deploying.environments import MAIN, load_environment
from antifraud.deploying.settings_file import FILE as ZAPPA
from antifraud.deploying.settings_file import settings_text, zappa_settings
from antifraud.errors import CityFileError, DeployError

CITIES = Path("cities.yaml")
SCHEMA = Path("cities.schema.json")


@dataclass(frozen=True, slots=True)
class Checked:
    """What one check found: lines to print, and words for what it looked at when all is well."""

    faults: list[str] = field(default_factory=list)
    subject: str = ""


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--schema", is_flag=True, help=f"Write {SCHEMA} anew (completion in editors) and do nothing else."
)
@click.option("--zappa", is_flag=True, help=f"Write {ZAPPA} anew (one stage per city) and do nothing else.")
def check(file: Path | None, schema: bool, zappa: bool) -> None:
    """Check the cities: prints every fault as FILE:LINE:COLUMN and what to do about it.

    Without FILE, cities.yaml in this folder and what is made from it; with FILE, that file alone.
    The exit code is 1 when there are faults.
    """
    if schema:
        SCHEMA.write_text(schema_text(), encoding="utf-8")
        click.echo(f"{SCHEMA} written")
        return
    if zappa:
        ZAPPA.write_text(_zappa_text(), encoding="utf-8")
        click.echo(f"{ZAPPA} written")
        return
    checked = (
        [check_cities(file)] if file else [check_cities(CITIES), check_schema(SCHEMA), check_zappa(ZAPPA)]
    )
    faults = [fault for one in checked for fault in one.faults]
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo(", ".join([one.subject for one in checked if one.subject] + ["no faults"]))


def check_cities(path: Path) -> Checked:
    """Check a city file."""
    try:
        cities = load_cities(path)
    except CityFileError as error:
        return Checked([f"{path}:{fault.where} {fault.text}" for fault in error.faults])
    return Checked(subject=f"{len(cities)} {'city' if len(cities) == 1 else 'cities'}")


def check_schema(path: Path) -> Checked:
    """Check that the JSON Schema is the one the present rules make."""
    same = path.is_file() and path.read_bytes() == schema_text().encode()
    told = f"{path}:1:1 The file does not match the rules. Write it anew: python -m antifraud check --schema"
    return Checked([] if same else [told])


def check_zappa(path: Path) -> Checked:
    """Check that Zappa's settings are those that the cities and deploy/environments.yaml make.

    A folder of cities that is deployed from elsewhere has neither.
    """
    if not ENVIRONMENTS.is_file():
        return Checked()
    try:
        same = path.is_file() and path.read_text("utf-8") == _zappa_text()
    except CityFileError:
        return Checked()  # told by check_cities
    except DeployError as error:
        return Checked([str(error)])
    told = f"{path}:1:1 The file does not match the cities. Write it anew: python -m antifraud check --zappa"
    return Checked([] if same else [told])


def _zappa_text() -> str:
    return settings_text(zappa_settings(load_cities(CITIES), load_environment(MAIN)))

"""`python -m antifraud check`: prints what is wrong with the files of the project. Rules live elsewhere."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

import click

from antifraud.cityfile import load_cities
from antifraud.cityfile.jsonschema import schema_text
from antifraud.errors import CityFileError

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
def check(file: Path | None, schema: bool) -> None:
    """Check the cities: prints every fault as FILE:LINE:COLUMN and what to do about it.

    Without FILE, cities.yaml in this folder and what is made from it; with FILE, that file alone.
    The exit code is 1 when there are faults.
    """
    if schema:
        SCHEMA.write_text(schema_text(), encoding="utf-8")
        click.echo(f"{SCHEMA} written")
        return
    checked = [check_cities(file)] if file else [check_cities(CITIES), check_schema(SCHEMA)]
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

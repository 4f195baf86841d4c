"""`python -m antifraud find`: JSON lines in, JSON lines out. Recognises nothing itself."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from antifraud.cityfile import load_cities
from antifraud.clues import Clue
from antifraud.clues import find as find_clues
from antifraud.errors import AntifraudError, InputError

Cities = dict[str, str]


@click.command("find")
@click.argument("source", metavar="[FILE]", type=click.File("rb"), default="-")
@click.option(
    "--cities",
    type=click.Path(path_type=Path),
    default=Path("cities.yaml"),
    show_default=True,
    help="City file.",
)
@click.option(
    "--full", is_flag=True, help="Add display, hints and span (characters of the text) of each clue."
)
def find(source: BinaryIO, cities: Path, full: bool) -> None:
    """Find the clues of messages: reads {"id", "text", "city"}, writes {"id", "clues": [{"type", "value"}]}.

    One JSON object a line, from FILE or standard input. `city` is a slug of the city file and may be
    left out. A line that cannot be read is named on standard error and the rest goes on; the exit
    code is then 1.
    """
    area_codes = _area_codes(cities)
    bad = 0
    with _progress(source) as step:
        for number, line in enumerate(source, 1):
            step(len(line))
            if not line.strip():
                continue
            try:
                answer = _answer(line, area_codes, full)
            except InputError as error:
                bad += 1
                click.echo(f"line {number}: {error}", err=True)
            else:
                click.echo(json.dumps(answer, ensure_ascii=True))
    if bad:
        sys.exit(1)


def _area_codes(path: Path) -> Cities:
    if not path.exists():
        return {}
    try:
        return {city.slug: city.area_code for city in load_cities(path)}
    except AntifraudError as error:
        raise click.ClickException(f"{path}: {error}; `python -m antifraud check` says more") from error


def _answer(line: bytes, area_codes: Cities, full: bool) -> dict[str, Any]:
    record = _record(line)
    text, slug = record.get("text"), record.get("city")
    if not isinstance(text, str):
        raise InputError('"text" must be a string')
    if slug is not None and (not isinstance(slug, str) or slug not in area_codes):
        raise InputError('"city" must be a slug of the city file')
    clues = find_clues(text, area_codes[slug] if slug is not None else None)
    return {"id": record.get("id"), "clues": [_shown(clue, full) for clue in clues]}


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("no JSON object in UTF-8") from error
    if not isinstance(record, dict):
        raise InputError("no JSON object in UTF-8")
    return record


def _shown(clue: Clue, full: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {"type": clue.kind, "value": clue.value}
    if full:
        shown |= {"display": clue.display, "hints": list(clue.hints), "span": list(clue.span)}
    return shown


@contextmanager
def _progress(source: BinaryIO) -> Iterator[Callable[[int], None]]:
    """Give what is told the bytes read: a bar when a person watches and the size is known."""
    size = _size(source)
    if not size or not sys.stderr.isatty():
        yield lambda _count: None
        return
    with click.progressbar(length=size, file=sys.stderr, label=Path(source.name).name) as bar:
        yield bar.update


def _size(source: BinaryIO) -> int:
    name = getattr(source, "name", None)
    path = Path(name) if isinstance(name, str) else None
    return path.stat().st_size if path and path.is_file() else 0

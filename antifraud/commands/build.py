"""`python -m antifraud build`: options and words around `sitegen.build`. Decides nothing of the site."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from antifraud.cityfile import load_cities
from antifraud.errors import AntifraudError
from antifraud.sitegen.build import Sources, build_site

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.option("--out", type=FOLDER, default=Path("build/site"), show_default=True, help="Folder to replace.")
@click.option("--api", help="Address of the functions when it is not that of the site.")
@click.option("--uploads", help="Address that evidence files are posted to, when it is not that of the site.")
@click.option("--site-url", help="Address the site will have: for the site map and the snippets.")
@click.option(
    "--cities",
    type=click.Path(path_type=Path),
    default=Path("cities.yaml"),
    show_default=True,
    help="City file.",
)
@click.option("--widget", type=FOLDER, default=Path("build/widget"), show_default=True, help="Built widget.")
@click.option(
    "--source", type=FOLDER, default=Path("site"), show_default=True, help="Templates and static files."
)
@click.option(
    "--statistics",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="File of `python -m antifraud statistics`; without it the page says that there is none yet.",
)
def build(
    out: Path,
    api: str | None,
    uploads: str | None,
    site_url: str | None,
    cities: Path,
    widget: Path,
    source: Path,
    statistics: Path | None,
) -> None:
    """Build the static site: every page of every city, in Chinese and English."""
    try:
        sources = Sources(source, widget, statistics)
        counts = build_site(out, sources, load_cities(cities), (api, site_url, uploads), _progress())
    except AntifraudError as error:
        faults = [f"{cities}:{fault.where}: {fault.text or fault.code}" for fault in error.faults]
        raise click.ClickException("\n".join(faults) or str(error)) from error
    size = f"{counts.size / 1e6:.1f} MB"
    click.echo(f"{out}: {counts.pages} pages for {counts.cities} cities, {counts.files} files, {size}")


def _progress() -> Callable[[int, int], None]:
    """Return what shows how many pages are done, on a terminal only."""
    if not sys.stderr.isatty():
        return lambda _done, _all: None

    def show(done: int, total: int) -> None:
        click.echo(f"\r{done}/{total} pages" + ("\n" if done == total else ""), nl=False, err=True)

    return show

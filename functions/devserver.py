"""Everything on one port for a person to try: site, widget, functions, database. Never deployed."""

import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import waitress
from flask import Flask
from whitenoise import WhiteNoise

from antifraud.assembly import open_database, utc_now
from antifraud.cities import City
from antifraud.cityfile import load_cities
from antifraud.errors import AntifraudError
from antifraud.settings import parse_settings
from antifraud.sitegen.build import Sources, build_site
from functions.app import create_app
from functions.dev_files import make_uploads, open_folder
from functions.joined import join_parts
from functions.parts import Parts
from functions.stream_thread import Folder
from tools.demo import load_demo
from tools.demo_statistics import made_up_statistics
from tools.front import build_widget
from tools.local import local_environment

_FILES_FRESH = 60
"""Seconds a browser may keep a page of the development server."""


@contextlib.contextmanager
def running_parts(folder: Path) -> Iterator[Parts]:
    """Run the database of `folder` and the fold beside it, and give the parts of an app on them."""
    with local_environment(os.environ, folder) as environ:
        fold = Folder(parse_settings(environ))
        fold.start()
        try:
            yield join_parts(environ)
        finally:
            fold.stop()


def with_site(app: Flask, site: Path) -> WhiteNoise:
    """Return a WSGI app that serves the files of `site` and asks `app` for everything else."""
    return WhiteNoise(app, root=str(site), index_file=True, autorefresh=True, max_age=_FILES_FRESH)


def with_files(parts: Parts, folder: Path, port: int) -> Flask:
    """Return the app with a folder in place of S3, and the route that uploads are posted to."""
    store = open_folder(folder, parts.files.slots, f"http://127.0.0.1:{port}")
    app = create_app(replace(parts, files=replace(parts.files, store=store)))
    app.register_blueprint(make_uploads(store, parts.now))
    return app


def build_everything(cities: tuple[City, ...], site: Path) -> None:
    """Build the widget, if it changed, and the site with made-up statistics into folder `site`."""
    build_widget(Path())
    statistics = site.with_name(f"{site.name}-statistics.json")
    statistics.parent.mkdir(parents=True, exist_ok=True)
    statistics.write_text(json.dumps(made_up_statistics(cities, utc_now().date())), "utf-8")
    build_site(site, Sources(Path("site"), Path("build/widget"), statistics), cities)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--port", default=8000, show_default=True, help="Port on 127.0.0.1.")
@click.option("--data", default="var", show_default=True, type=click.Path(path_type=Path), help="Kept data.")
@click.option(
    "--site", default="build/site", show_default=True, type=click.Path(path_type=Path), help="Built site."
)
@click.option(
    "--demo/--no-demo", default=True, show_default=True, help="Load made-up clues on the first run."
)
def main(port: int, data: Path, site: Path, demo: bool) -> None:
    """Serve site, widget and functions on one port, with data kept between runs."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    logging.getLogger("antifraud").setLevel(logging.INFO)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.default_int_handler)
    logging.getLogger("waitress").setLevel(logging.ERROR)
    try:
        build_everything(load_cities(Path("cities.yaml")), site)
        with running_parts(data) as parts:
            if demo:
                _load_demo(parts)
            _serve(with_files(parts, data / "files", port), port, site)
    except AntifraudError as error:
        for fault in error.faults:
            click.echo(f"{fault.where} {fault.text}", err=True)
        sys.exit(str(error))
    except KeyboardInterrupt:
        pass
    click.echo("stopped; the data is kept")


def _load_demo(parts: Parts) -> None:
    loaded = load_demo(parts.cities, open_database(parts.settings, os.environ), parts.sources.keys, utc_now())
    if loaded:
        click.echo(f"{loaded} made-up clues loaded, all marked as a demonstration")


def _serve(app: Flask, port: int, site: Path) -> None:
    try:
        server = waitress.create_server(
            with_site(app, site),
            host="127.0.0.1",
            port=port,
            threads=16,
            clear_untrusted_proxy_headers=True,
        )
    except OSError:
        sys.exit(f"port {port} is taken; stop what uses it or choose another: make serve PORT=8001")
    click.echo(f"ready: http://127.0.0.1:{port}/  (Ctrl-C stops it)")
    server.run()


if __name__ == "__main__":
    main()

"""The build: every file of the site into a temporary folder, then swapped in whole. Decides no content."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from antifraud.cities import City
from antifraud.errors import InputError
from antifraud.sandbox import CITY as SANDBOX
from antifraud.sitegen.assets import Widget, compressed, load_assets, load_widget
from antifraud.sitegen.hosting import headers_file, robots_file, sitemap
from antifraud.sitegen.offline import SWITCH, workers
from antifraud.sitegen.pages import Page, list_pages
from antifraud.sitegen.render import Site, list_manifests, render_all
from antifraud.sitegen.statistics import TABLES, load_statistics

ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/-]*)?")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the parts of the site come from: `site/`, the built widget, the file of statistics if any."""

    site: Path
    widget: Path
    statistics: Path | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What was written; `size` in bytes without the compressed companions."""

    cities: int
    pages: int
    files: int
    size: int


def build_site(
    out: Path,
    sources: Sources,
    cities: tuple[City, ...],
    addresses: tuple[str | None, ...] = (),
    tick: Callable[[int, int], None] = lambda _done, _all: None,
) -> Counts:
    """Build the site into `out`, which is replaced as a whole and only when everything was written.

    `addresses` are those of the functions, of the site and of uploads, each None for relative; the last may
    be left out. `tick` hears how many pages are done. Raises ToolError without a built widget, InputError
    for an address that is none.
    """
    api, site_url, uploads = (parse_address(one) for one in (*addresses, None, None, None)[:3])
    if not cities:
        raise InputError("no city to build for")
    pages = list_pages(cities)
    site = Site(
        source=sources.site,
        cities=cities,
        assets=load_assets(sources.site, (city.colour for city in (*cities, SANDBOX))),
        widget=load_widget(sources.widget),
        api=api,
        site_url=site_url,
        uploads=uploads,
        statistics=load_statistics(sources.statistics) if sources.statistics else None,
    )
    rendered = _counted(render_all(site, pages), len(pages), tick)
    files = dict(chain(_fixed_files(site, pages), rendered))
    files |= workers(sources.site, pages, files, site.widget)
    _write_swapped(out, files)
    size = sum(len(content) for content in files.values())
    return Counts(len(cities), len(pages), len(files), size)


def parse_address(text: str | None) -> str | None:
    """Return an absolute address with a slash at the end, or None; raises InputError when it is neither."""
    if text is None:
        return None
    if not ADDRESS.fullmatch(text):
        raise InputError(f"{text!r} is not an address such as https://example.gov.cn")
    return text.rstrip("/") + "/"


def _fixed_files(site: Site, pages: tuple[Page, ...]) -> Iterable[tuple[str, bytes]]:
    """Yield every file that is not a page."""
    version = site.widget.version
    yield from site.assets.files.items()
    yield "manifest.json", _json(dict(site.assets.names))
    for name, content in site.widget.files.items():
        yield f"w/v1/{name}", content
        yield f"w/{version}/{name}", content
    yield "w/integrity.json", _json(_integrity(site.widget))
    yield "_headers", headers_file((*site.cities, SANDBOX), version, site.api, site.uploads).encode()
    yield "robots.txt", robots_file(site.site_url).encode()
    yield SWITCH, _json({"offline": True})
    for address, told in list_manifests(site, pages):
        yield address, _json(told)
    if site.statistics:
        for table in TABLES:
            yield f"statistics-{table}.csv", site.statistics.csv(table).encode()
    if site.site_url:
        yield "sitemap.xml", sitemap(pages, site.site_url).encode()


def _integrity(widget: Widget) -> dict[str, object]:
    scripts = sorted(name for name in widget.files if name.endswith((".js", ".css")))
    files = {name: widget.integrity(name) for name in scripts}
    return {"version": widget.version, "folder": f"w/{widget.version}/", "files": files}


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, sort_keys=True) + "\n").encode()


def _counted(
    pages: Iterable[tuple[str, bytes]], total: int, tick: Callable[[int, int], None]
) -> Iterable[tuple[str, bytes]]:
    for done, page in enumerate(pages, start=1):
        yield page
        tick(done, total)


def _write_swapped(out: Path, files: dict[str, bytes]) -> None:
    """Write into a folder beside `out` and put it in its place; whatever fails leaves `out` as it was."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as name:
        fresh, old = Path(name) / "fresh", Path(name) / "old"
        for path, content in sorted(files.items()):
            _write(fresh, [(path, content), *compressed(path, content)])
        if out.exists():
            out.rename(old)
        fresh.rename(out)
        shutil.rmtree(old, ignore_errors=True)


def _write(folder: Path, files: list[tuple[str, bytes]]) -> None:
    for path, content in files:
        target = folder / path
        os.makedirs(target.parent, exist_ok=True)  # noqa: PTH103  three times faster than mkdir here
        target.write_bytes(content)

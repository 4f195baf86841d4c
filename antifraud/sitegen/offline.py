"""What makes a city's page work without a network: its service worker, its manifest, the switch.

The worker is `site/static/worker.js` behind the list of what it keeps. Each new list is a new worker, which
forgets what the last one kept.
"""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from antifraud.cities import City
from antifraud.sitegen.assets import Assets, Widget, short_hash, trimmed
from antifraud.sitegen.colours import LIGHT_GROUND, readable
from antifraud.sitegen.icons import SIZES, icon_name
from antifraud.sitegen.pages import Page
from antifraud.sitegen.texts import load_site_messages

SWITCH = "offline.json"
"""Set to `{"offline": false}`, every worker forgets everything and ends at the next visit."""

WORKER = "worker.js"
MANIFEST = "app.webmanifest"
KEPT_KINDS = ("city", "stop_payment")
"""Pages of a city that are kept; the first starts the worker, and is shown in place of any other."""

_NAMED = re.compile(r'(?:src|href)="([^":?#]+)"')
_LATER = re.compile(r"city-antifraud.*\.(?:js|css)")
"""Files of the widget that its first file loads when they are needed."""


def has_worker(page: Page) -> bool:
    """Tell whether the page starts a worker."""
    return page.kind == KEPT_KINDS[0] and _is_kept(page)


def _is_kept(page: Page) -> bool:
    return (
        page.kind in KEPT_KINDS
        and page.city is not None
        and not page.is_sandbox
        and page.city.rollout != "paused"
    )


def workers(
    source: Path, pages: Iterable[Page], files: Mapping[str, bytes], widget: Widget
) -> Iterator[tuple[str, bytes]]:
    """Yield the worker of each city and language; `files` holds the pages as they were drawn."""
    script = trimmed((source / "static" / WORKER).read_text("utf-8"))
    groups: dict[str, list[Page]] = {}
    for page in sorted(filter(_is_kept, pages), key=lambda one: KEPT_KINDS.index(one.kind)):
        groups.setdefault(posixpath.dirname(page.address), []).append(page)
    for folder, group in groups.items():
        kept = _kept(folder, [page.address for page in group], files, widget)
        kept["notice"] = vars(load_site_messages(source, group[0].language).offline)
        yield f"{folder}/{WORKER}", f"var KEPT = {json.dumps(kept)};\n{script}".encode()


def _kept(folder: str, pages: list[str], files: Mapping[str, bytes], widget: Widget) -> dict[str, Any]:
    named = {
        posixpath.normpath(posixpath.join(folder, found))
        for page in pages
        for found in _NAMED.findall(files[page].decode())
    }
    later = {f"w/{widget.version}/{name}" for name in widget.files if _LATER.fullmatch(name)}
    listed = sorted({one for one in named if one.startswith(("a/", "w/")) and one in files} | later)
    content = b"".join(files[one] for one in (*pages, *listed) if one in files)
    return {
        "scope": folder,
        "version": short_hash(content),
        "switch": posixpath.relpath(SWITCH, folder),
        "pages": [posixpath.relpath(one, folder) for one in pages],
        "files": [posixpath.relpath(one, folder) for one in listed],
    }


def manifest(page: Page, city: City, name: str, short_name: str, assets: Assets) -> dict[str, Any]:
    """Return what a home screen is told of a city's page."""
    return {
        "name": name,
        "short_name": short_name,
        "lang": page.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": LIGHT_GROUND,
        "theme_color": readable(city.colour, LIGHT_GROUND),
        "icons": [
            {
                "src": page.to_root + assets.names[icon_name(city.colour, size)],
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in SIZES
        ],
    }

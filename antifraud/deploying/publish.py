"""The built site into its bucket: what others need first, what portals embed last. It builds no page."""

import hashlib
import json
import mimetypes
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from antifraud.deploying.cloud import Cloud, cloud_errors
from antifraud.deploying.state import read_state, write_state
from antifraud.errors import DeployError
from antifraud.languages import FOLDERS

PUBLISHED = "published.json"
NOT_PUBLISHED = ("_headers",)
"""What only a web server reads that a city runs itself."""

KEPT = timedelta(days=7)
"""How long a hashed file stays after the last page that named it: pages are kept in many places."""

FOREVER = "public, max-age=31536000, immutable"
WIDGET = "public, max-age=3600, stale-while-revalidate=604800"
PAGE = "public, max-age=300, stale-while-revalidate=86400"

_ENCODINGS = {".br": "br", ".gz": "gzip"}
_TYPES = {".js": "text/javascript; charset=utf-8", ".webmanifest": "application/manifest+json"}
_AT_ONCE = 8
_HASHED, _PAGES, _LOADER, _FRAMES = range(4)

Record = dict[str, str]
"""Of one object: `digest`, and `gone`, the time since when no page needs it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One object to be: its key, the file it comes from, its headers, and when its turn is."""

    key: str
    file: Path
    kind: str
    encoding: str
    cache: str
    turn: int

    def digest(self) -> str:
        """Return what changes when the object must be written again."""
        heads = f"{self.kind}\n{self.encoding}\n{self.cache}\n".encode()
        return hashlib.sha256(heads + self.file.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing will do: objects to write in order, keys to delete, what is remembered after it."""

    upload: tuple[Item, ...]
    delete: tuple[str, ...]
    after: Mapping[str, Record]

    @property
    def unchanged(self) -> int:
        """How many objects stay as they are."""
        return len(self.after) - len(self.upload)


def list_items(site: Path) -> tuple[Item, ...]:
    """Return every object of a built site in the order of publishing."""
    if not (site / "w" / "v1").is_dir():
        raise DeployError(f"{site} is no built site: build it anew")
    files = sorted(one for one in site.rglob("*") if one.is_file() and one.name not in NOT_PUBLISHED)
    items = [item for file in files for item in _items(site, file)]
    return tuple(sorted(items, key=lambda item: (item.turn, item.key)))


def plan_changes(items: Iterable[Item], before: Mapping[str, Record], now: datetime) -> Changes:
    """Return what to write and to delete; `before` is what the last publishing remembered."""
    wanted = {item.key: item for item in items}
    digests = {key: item.digest() for key, item in wanted.items()}
    upload = tuple(item for key, item in wanted.items() if before.get(key, {}).get("digest") != digests[key])
    after: dict[str, Record] = {key: {"digest": digest} for key, digest in digests.items()}
    delete = []
    for key, record in before.items():
        if key in wanted:
            continue
        since = record.get("gone", now.isoformat())
        if _is_hashed(key) and now - datetime.fromisoformat(since) < KEPT:
            after[key] = {"digest": record["digest"], "gone": since}
        else:
            delete.append(key)
    return Changes(upload, tuple(sorted(delete)), after)


def read_published(cloud: Cloud) -> dict[str, Record]:
    """Return what was published, by key."""
    return dict(read_state(cloud, PUBLISHED) or {})


def publish(cloud: Cloud, changes: Changes, tick: Callable[[int, int], None]) -> None:
    """Write and delete as planned; `tick` hears how many objects are done. Raises DeployError.

    What will be written is remembered first, without its digest: whoever continues after an interruption
    writes it again, and nothing is left behind that nobody knows of.
    """
    pending = {item.key: {"digest": ""} for item in changes.upload}
    dropped = {key: {"digest": ""} for key in changes.delete}
    _remember(cloud, {**changes.after, **pending, **dropped})
    client, done = cloud.client("s3"), 0
    total = len(changes.upload) + len(changes.delete)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _, turn in groupby(changes.upload, key=lambda item: item.turn):
            for _ in pool.map(lambda item: _upload(cloud, client, item), turn):
                done += 1
                tick(done, total)
    for key in changes.delete:
        with cloud_errors():
            client.delete_object(Bucket=cloud.environment.site_bucket, Key=key)
        done += 1
        tick(done, total)
    _remember(cloud, changes.after)


def without_city(before: Mapping[str, Record], slug: str) -> Changes:
    """Return what takes a city's pages away and leaves everything else."""
    mine = tuple(sorted(key for key in before if is_page_of(key, slug)))
    return Changes((), mine, {key: record for key, record in before.items() if key not in mine})


def is_page_of(key: str, slug: str) -> bool:
    """Tell whether an object is a page of that city."""
    return key.startswith(tuple(f"{folder}{slug}/" for folder in FOLDERS.values()))


def _remember(cloud: Cloud, published: Mapping[str, Record]) -> None:
    write_state(cloud, PUBLISHED, json.dumps(published, sort_keys=True).encode())


def _upload(cloud: Cloud, client: Any, item: Item) -> None:  # noqa: ANN401 - made by botocore at run time
    more = {"ContentEncoding": item.encoding} if item.encoding else {}
    with cloud_errors():
        client.put_object(
            Bucket=cloud.environment.site_bucket,
            Key=item.key,
            Body=item.file.read_bytes(),
            ContentType=item.kind,
            CacheControl=item.cache,
            **more,
        )


def _items(site: Path, file: Path) -> Iterable[Item]:
    """Yield the objects of one file: itself, and for the index of a folder also the folder's own address.

    A bucket answers `/folder/` only with an object of just that name; nothing must run at the edge for it.
    """
    key = file.relative_to(site).as_posix()
    encoding = _ENCODINGS.get(file.suffix, "")
    plain = key.removesuffix(file.suffix) if encoding else key
    item = Item(key, file, content_type(plain), encoding, *_place(plain))
    yield item
    if file.name == "index.html" and "/" in key:
        yield Item(key.removesuffix("index.html"), file, item.kind, "", item.cache, item.turn)


def _place(key: str) -> tuple[str, int]:
    """Return how long an object may be kept by others, and when its turn is."""
    if _is_hashed(key):
        return FOREVER, _HASHED
    if key.startswith("w/"):
        return WIDGET, _LOADER
    return PAGE, _FRAMES if key.endswith("/embed.html") else _PAGES


def _is_hashed(key: str) -> bool:
    """Tell whether the name of an object changes with its content."""
    return key.startswith("a/") or (
        key.startswith("w/") and key.count("/") > 1 and not key.startswith("w/v1/")
    )


def content_type(name: str) -> str:
    """Return the type of a file by its name."""
    suffix = Path(name).suffix
    known = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith("text/") and "charset" not in known else known

"""Style sheets, scripts and pictures: joined, named after their content, compressed. Knows no pages."""

import base64
import gzip
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import brotli

from antifraud.errors import ToolError
from antifraud.sitegen.colours import LIGHT_GROUND, OWN_COLOUR, css_rule, readable, sheet_name
from antifraud.sitegen.icons import SIZES, icon, icon_name

FOLDER = "a"
TEXT_ENDINGS = frozenset({".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".csv", ".webmanifest"})
COMPRESS_FROM = 512
COMMENT = re.compile(r"/\*.*?\*/|(?:^|(?<=\s))// .*?$", re.DOTALL | re.MULTILINE)
STYLES = {
    "site.css": ("base.css", "frame.css", "parts.css"),
    "more.css": ("more.css", "drawings.css"),
    "demo.css": ("demo.css",),
    "stop-payment.css": ("base.css", "frame.css", "parts.css", "stop-payment.css"),
}
"""The style sheets a page asks for, and the files each is joined from."""


@dataclass(frozen=True, slots=True)
class Assets:
    """What the pages link to: `names` leads from the plain name to the hashed address."""

    files: Mapping[str, bytes]
    names: Mapping[str, str]
    icon: str


@dataclass(frozen=True, slots=True)
class Widget:
    """The built widget: `version` names its content; `files` are its files as they were built."""

    version: str
    files: Mapping[str, bytes]

    def integrity(self, name: str) -> str:
        """Return the value of an `integrity` attribute for that file."""
        digest = hashlib.sha384(self.files[name]).digest()
        return "sha384-" + base64.b64encode(digest).decode()


def short_hash(content: bytes) -> str:
    """Return the ten hexadecimal digits that name this content."""
    return hashlib.sha256(content).hexdigest()[:10]


def load_assets(source: Path, colours: Iterable[str]) -> Assets:
    """Return the static files of `source`, and a style sheet and icons in each city's colour."""
    colours = sorted({OWN_COLOUR, *colours})
    plain = {
        name: "".join((source / "static/css" / part).read_text("utf-8") for part in parts)
        for name, parts in STYLES.items()
    }
    plain |= {sheet_name(one): plain["site.css"] + css_rule(one) for one in colours}
    plain |= {path.name: path.read_text("utf-8") for path in sorted((source / "static/js").glob("*.js"))}
    drawing = (source / "static" / "icon.svg").read_text("utf-8")
    small = {name: trimmed(text).encode() for name, text in plain.items()}
    small |= {
        icon_name(one, size): icon(readable(one, LIGHT_GROUND), size) for one in colours for size in SIZES
    }
    names = {name: _hashed(name, content) for name, content in small.items()}
    files = {names[name]: content for name, content in small.items()} | {"icon.svg": drawing.encode()}
    return Assets(files, names, "data:image/svg+xml," + quote(" ".join(drawing.split()), safe="=:/',"))


def trimmed(text: str) -> str:
    """Return a style sheet or script without comments, indents and empty lines.

    Our own files only: none has a comment sign inside a string, or a string over several lines.
    """
    bare = COMMENT.sub("", text)
    return "".join(f"{line.strip()}\n" for line in bare.splitlines() if line.strip())


def load_widget(folder: Path) -> Widget:
    """Return the built widget; raises ToolError when `folder` does not hold it."""
    if not (folder / "city-antifraud.js").is_file():
        raise ToolError(f"no built widget in {folder}: run `make build`, which builds it first")
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    return Widget(short_hash(b"".join(name.encode() + b"\0" + files[name] for name in files)), files)


def compressed(path: str, content: bytes) -> Iterable[tuple[str, bytes]]:
    """Yield the `.br` and `.gz` companions of a text file from half a kilobyte, always the same bytes."""
    if len(content) < COMPRESS_FROM or Path(path).suffix not in TEXT_ENDINGS:
        return
    yield f"{path}.br", brotli.compress(content, mode=brotli.MODE_TEXT)
    yield f"{path}.gz", gzip.compress(content, compresslevel=9, mtime=0)


def _hashed(name: str, content: bytes) -> str:
    stem, ending = name.rsplit(".", 1)
    return f"{FOLDER}/{stem}-{short_hash(content)}.{ending}"

"""Pictures of every page and state for a person to look through: `make shots`. They lie in build/shots/.

The tests take them on their way, with SHOTS=1 in the environment; this runs those tests and writes the index.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from html import escape
from itertools import groupby
from pathlib import Path

FOLDER = Path("build/shots")
_TAKERS = ("tests/system", "tests/widget", "tests/sitegen", "tests/paid")
_STYLE = (
    "body{font:15px sans-serif;margin:16px}ul{display:flex;flex-wrap:wrap;list-style:none;padding:0}"
    "li{margin:0 16px 24px 0;width:260px}"
    "img{width:260px;max-height:560px;object-fit:cover;object-position:top;border:1px solid #888}"
)


def takers(root: Path) -> list[str]:
    """Return the test files that take pictures."""
    files = sorted(file for folder in _TAKERS for file in (root / folder).glob("test_*.py"))
    return [
        str(file.relative_to(root))
        for file in files
        if any(word in file.read_text("utf-8") for word in ("shoot", "SHOTS"))
    ]


def index(pictures: Iterable[Path]) -> str:
    """Return the page that shows `pictures`, paths below the folder it lies in, by folder and name."""
    parts = []
    for folder, of in groupby(sorted(pictures), lambda one: one.parent):
        items = "".join(_item(one) for one in of)
        parts.append(f"<h2>{escape(str(folder))}</h2><ul>{items}</ul>")
    head = f'<meta charset="utf-8"><title>Pictures</title><style>{_STYLE}</style>'
    body = f"<h1>Pictures</h1>{''.join(parts)}"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _item(picture: Path) -> str:
    at = escape(picture.as_posix())
    return f'<li><a href="{at}"><img src="{at}" alt="" loading="lazy"><br>{escape(picture.stem)}</a></li>'


def main() -> int:
    """Take all pictures anew, or with arguments for pytest some; returns what the tests returned."""
    if not sys.argv[1:]:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pytest", *takers(Path()), *sys.argv[1:]]
    done = subprocess.run(command, env={**os.environ, "SHOTS": "1"}, check=False)
    pictures = [file.relative_to(FOLDER) for file in FOLDER.rglob("*.png")]
    (FOLDER / "index.html").write_text(index(pictures), "utf-8")
    print(f"{len(pictures)} pictures: {FOLDER / 'index.html'}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

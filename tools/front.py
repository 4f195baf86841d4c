"""The widget built with npm: `python -m tools.front`. Does nothing when nothing changed."""

import hashlib
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from antifraud.errors import ToolError
from tools.node import npm_command

SOURCES = (
    "widget/package-lock.json",
    "widget/*.mjs",
    "widget/*.json",
    "widget/src/**/*",
    "widget/clues/*.js",
    "widget/paid/*.js",
    "widget/css/**/*",
    "widget/messages/**/*",
    "antifraud/messages/*.json",
    "antifraud/clues/*.py",
    "antifraud/sounds.py",
    "antifraud/data/*",
    "tools/clue_data.py",
    "tools/jsregex.py",
)
BUILT = Path("build/widget")


def build_widget(root: Path) -> bool:
    """Build the widget of the clone at `root` unless these very sources are built; tells whether it did."""
    stamp = root / BUILT / ".sources"
    now = _digest(root, SOURCES)
    if stamp.exists() and stamp.read_text("utf-8") == now:
        return False
    install(root)
    _run([npm_command(), "run", "--silent", "build"], root / "widget")
    stamp.write_text(now, "utf-8")
    return True


def install(root: Path) -> None:
    """Install what builds the widget of the clone at `root`, unless just that is installed."""
    if _installed(root):
        return
    print("installing the front-end tools (once)", flush=True)
    quiet = ("--no-audit", "--no-fund", "--loglevel=error")
    _run([npm_command(), "ci", "--ignore-scripts", *quiet], root / "widget")
    _lock_stamp(root).write_text(_digest(root, SOURCES[:1]), "utf-8")


def _installed(root: Path) -> bool:
    stamp = _lock_stamp(root)
    return stamp.exists() and stamp.read_text("utf-8") == _digest(root, SOURCES[:1])


def _lock_stamp(root: Path) -> Path:
    return root / "widget" / "node_modules" / ".lock-digest"


def _digest(root: Path, patterns: Iterable[str]) -> str:
    files = sorted({file for pattern in patterns for file in root.glob(pattern) if file.is_file()})
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, check=False)
    if done.returncode:
        what = " ".join(word for word in command[1:] if not word.startswith("-"))
        raise ToolError(f"`npm {what}` failed in {folder.name}/; its message is above")


if __name__ == "__main__":
    try:
        build_widget(Path())
    except ToolError as error:
        sys.exit(str(error))

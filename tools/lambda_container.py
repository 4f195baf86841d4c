"""A package run as Lambda runs it: unpacked, in an interpreter that knows nothing else."""

import importlib.util
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from antifraud.errors import ToolError

BROUGHT = ("boto3", "botocore", "s3transfer", "jmespath", "urllib3", "dateutil", "six")
"""What Lambda's own Python has."""

_LOOP = """
import importlib, json, sys, time
sys.path[:0] = sys.argv[2:]
out, sys.stdout = sys.stdout, sys.stderr
module, name = sys.argv[1].rsplit(".", 1)
answer = getattr(importlib.import_module(module), name)
print("ready", file=out, flush=True)
for line in sys.stdin:
    began = time.process_time()
    try:
        told = {"answer": answer(json.loads(line), None)}
    except Exception as error:
        told = {"error": {"errorType": type(error).__name__, "errorMessage": str(error)}}
    told["spent"], told["all"] = time.process_time() - began, time.process_time()
    print(json.dumps(told), file=out, flush=True)
"""


def runtime_folder(folder: Path) -> Path:
    """Fill `folder` with what Lambda's Python brings itself, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in BROUGHT:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise ToolError(f"{name} is missing from the environment: run make test once")
        found = Path(spec.origin)
        source = found.parent if found.name == "__init__.py" else found
        (folder / source.name).symlink_to(source)
    return folder


def unpack(package: Path, folder: Path) -> Path:
    """Unpack a package into `folder`, as Lambda does into /var/task."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return folder


class Container:
    """One running function."""

    def __init__(
        self,
        paths: tuple[Path, ...],
        handler: str,
        environ: Mapping[str, str],
        log: Path,
        python: str = sys.executable,
    ) -> None:
        """Start it; `paths` are the unpacked package and the runtime's folder. Raises ToolError."""
        command = [python, "-I", "-S", "-B", "-c", _LOOP, handler, *map(str, paths)]
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                cwd=paths[0],
                env=dict(environ),
            )
        if self._read() != b"ready\n":
            self.stop()
            raise ToolError(f"the function did not start: {log.read_text('utf-8')}")

    def invoke(self, event: object) -> dict[str, Any]:
        """Hand one event over; return `answer` or `error`, and the CPU seconds `spent` on it and in `all`."""
        if self.process.stdin is not None:
            self.process.stdin.write(json.dumps(event).encode() + b"\n")
            self.process.stdin.flush()
        told: dict[str, Any] = json.loads(self._read())
        return told

    def stop(self) -> None:
        """End it."""
        if self.process.stdin is not None and self.process.stdout is not None:
            self.process.stdin.close()
            self.process.wait(10)
            self.process.stdout.close()

    def _read(self) -> bytes:
        return self.process.stdout.readline() if self.process.stdout is not None else b""

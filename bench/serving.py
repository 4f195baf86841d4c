"""100,000 look-ups over HTTP in a table of as many clues, beside a bare Flask route on the same server."""

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from antifraud.assembly import open_database, utc_now
from antifraud.cityfile import load_cities
from antifraud.listfile import Line
from antifraud.settings import parse_settings
from antifraud.storage.client import open_client
from antifraud.storage.table import create_table
from antifraud.usecases.import_list import batches_of, prepare
from bench.measuring import Figure
from functions.joined import join_parts
from tools.dev_keys import development_keys
from tools.emulator import emulator_environment, free_port, running_emulator

_CLUES = 100_000
_ASKED = {1: 20_000, 4: 80_000}
"""Look-ups by the number of connections that share them."""

_BARE = 4_000
_READY_SECONDS = 30


def figures() -> Iterator[Figure]:
    """Yield the median and the slowest hundredth with one connection and with four."""
    city = load_cities(Path("cities.yaml"))[0].slug
    with tempfile.TemporaryDirectory() as scratch, _running(Path(scratch)) as port:
        for connections, asked in _ASKED.items():
            bare = _times(port, "/bare", _BARE, connections)
            ours = _times(port, f"/v1/{city}/lookup", asked, connections)
            for name, part in (("p50", 0.5), ("p99", 0.99)):
                mine, theirs = _at(ours, part), _at(bare, part)
                yield Figure(
                    f"look-up by HTTP, {name}, {connections} connection{'s' * (connections > 1)}",
                    mine / theirs,
                    f"bare Flask route on the same server, {name}",
                    "",
                    f"{mine * 1e3:.2f} against {theirs * 1e3:.2f} ms, {asked:,} of {_CLUES:,} clues",
                )


@contextmanager
def _running(folder: Path) -> Iterator[int]:
    """Run the emulator with the clues in it, and the server; yields the server's port."""
    with running_emulator(os.environ, None, folder / "log") as emulator:
        os.environ.update(emulator_environment(emulator.endpoint), ANTIFRAUD_ENVIRONMENT="served")
        os.environ.update(development_keys(folder), ANTIFRAUD_LOOKUPS_PER_MINUTE="999999")
        _import_all()
        port = free_port()
        server = subprocess.Popen([sys.executable, "-m", "bench.served", str(port)])
        try:
            _wait(port)
            yield port
        finally:
            server.kill()
            server.wait()


def _import_all() -> None:
    settings = parse_settings(os.environ)
    create_table(open_client(), settings.table)
    keeper, keys = open_database(settings, os.environ).listings, join_parts(os.environ).sources.keys
    lines = (
        Line(n, {"kind": "phone", "value": _number(n), "source": "carrier", "level": "reported"})
        for n in range(_CLUES)
    )
    for done, batch in enumerate(batches_of(lines)):
        keeper.write_listings(prepare(batch, keeper, keys, utc_now().date()).rows)
        _tell("imported", done * 100, _CLUES)


def _number(n: int) -> str:
    return f"138{n * 7919 % 10**8:08}"


def _times(port: int, path: str, asked: int, connections: int) -> list[float]:
    """Return how long each answer took, sorted; each connection asks one after the other."""
    spent: list[list[float]] = [[] for _ in range(connections)]
    threads = [
        threading.Thread(target=_ask, args=(port, path, asked // connections, mine, place))
        for place, mine in enumerate(spent)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.5)
        _tell(f"asked {path} by {connections}", sum(map(len, spent)), asked)
    return sorted(one for mine in spent for one in mine)


def _ask(port: int, path: str, asked: int, spent: list[float], place: int) -> None:
    """Ask for listed numbers and, as often, for others; every answer has to be one."""
    chance = random.Random(place)  # noqa: S311 - the same numbers each time
    with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rb") as answers:
        for _ in range(asked):
            request = _request(path, _number(chance.randrange(2 * _CLUES)))
            began = time.perf_counter()
            connection.sendall(request)
            status, length = answers.readline(), 0
            while (line := answers.readline()) != b"\r\n":
                if line.lower().startswith(b"content-length:"):
                    length = int(line[15:])
            answers.read(length)
            spent.append(time.perf_counter() - began)
            if b" 200 " not in status:
                raise RuntimeError(f"no answer to measure: {status!r}")


def _request(path: str, number: str) -> bytes:
    body = json.dumps({"text": number})
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def _wait(port: int) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def _at(sorted_times: Sequence[float], part: float) -> float:
    return sorted_times[int(len(sorted_times) * part)]


def _tell(what: str, done: int, of: int) -> None:
    if sys.stderr.isatty() or done % 10_000 == 0:
        print(f"\r{what}: {done:,} of {of:,}   ", end="", file=sys.stderr, flush=True)

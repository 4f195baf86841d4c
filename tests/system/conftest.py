"""The real development server, a real Chromium and the made-up clues that a first run loads."""

import contextlib
import json
import os
import random
import selectors
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from antifraud.cities import City
from antifraud.cityfile import load_cities
from antifraud.clues import Clue
from tools import demo
from tools.emulator import free_port
from tools.front import BUILT, build_widget

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build" / "shots" / "system"
PHONE = {"width": 390, "height": 844}
LOOKS = ("light", "dark", "elder")
SIZED = """large => {
    document.documentElement.classList.toggle('large', large)
    document.querySelectorAll('city-antifraud').forEach(
        one => large ? one.setAttribute('text', 'large') : one.removeAttribute('text'))
}"""
"""What the switch of the pages does, without what it remembers."""
READY_SECONDS = 180
PROMISED_SECONDS = 2


@dataclass(frozen=True)
class Server:
    """A running development server and its output so far."""

    process: subprocess.Popen[str]
    root: str
    log: Path

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page."""
        return _opened(self.root + path)

    def post(self, path: str, **fields: Any) -> tuple[int, dict[str, Any]]:
        """Ask the API as a program would, with JSON."""
        status, text = _opened(self.root + path, json.dumps(fields).encode())
        return status, json.loads(text)

    def look_up(self, city: str, text: str) -> dict[str, Any]:
        """Return the answer to a look-up."""
        status, body = self.post(f"/v1/{city}/lookup", text=text)
        assert status == 200, body
        return body

    def children(self) -> list[int]:
        """Return the process ids of the programs that it started: its database."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(one) for one in listed.split()]


def _opened(address: str, body: bytes | None = None) -> tuple[int, str]:
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 - ours
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@contextlib.contextmanager
def running_server(folder: Path, *more: str) -> Iterator[Server]:
    """Run the development server on a free port with its data and its site in `folder`; SIGTERM stops it."""
    folder.mkdir(parents=True, exist_ok=True)
    port, log = free_port(), folder / "server.log"
    command = [sys.executable, "-u", "-m", "functions.devserver", "--port", str(port)]
    command += ["--data", str(folder / "data"), "--site", str(folder / "site"), *more]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ANTIFRAUD_")}
    environ["ANTIFRAUD_LOOKUPS_PER_MINUTE"] = environ["ANTIFRAUD_REPORTS_PER_HOUR"] = "100000"
    environ["ANTIFRAUD_REPORTS_WITHOUT_PROOF_PER_HOUR"] = "100000"
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=output, text=True
        )
    try:
        _wait_until_ready(process, log)
        yield Server(process, f"http://127.0.0.1:{port}", log)
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 0, log.read_text()


def _wait_until_ready(process: subprocess.Popen[str], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while waiting.select(max(0, deadline - time.monotonic())):
            line = process.stdout.readline()
            if line.startswith("ready:"):
                return
            if not line:
                break
    pytest.fail(f"the development server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    """The one server of these tests."""
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def another_server(tmp_path) -> Iterator[Server]:
    """A server with an empty database for one test, which may break it."""
    with running_server(tmp_path / "server", "--no-demo") as running:
        yield running


@pytest.fixture(scope="session")
def all_cities() -> tuple[City, ...]:
    """The cities of the service."""
    return load_cities(ROOT / "cities.yaml")


@pytest.fixture(scope="session")
def pilot(all_cities) -> City:
    """A city where the service began."""
    return next(city for city in all_cities if city.rollout == "pilot")


@pytest.fixture(scope="session")
def elsewhere(all_cities, pilot) -> City:
    """A city in another province."""
    return next(city for city in reversed(all_cities) if city.province != pilot.province)


@pytest.fixture(scope="session")
def demo_clues() -> tuple[Clue, ...]:
    """The clues that a first run loads."""
    chance = random.Random(demo.SEED)
    return tuple(dict.fromkeys(demo._made_up(chance) for _ in range(demo.CLUES)))


@pytest.fixture(scope="session")
def demo_clue(server, pilot, demo_clues):
    """Find a made-up clue of a kind that the pilot city's look-up gives a level."""

    def found(level: str, kind: str = "phone") -> Clue:
        clues = [clue for clue in demo_clues if clue.kind == kind]
        return next(one for one in clues if server.look_up(pilot.slug, one.value)["overall"] == level)

    return found


@pytest.fixture
def open_page(chromium, server):
    """Open a page of the server on a small phone; a script error or a breach of a policy fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(path: str, **options: Any) -> Page:
        context = chromium.new_context(**{"viewport": PHONE, "locale": "zh-CN", **options})
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
        page.goto(path if path.startswith("http") else server.root + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def open_window(open_page, pilot):
    """Open the pilot city's page and wait for the window."""

    def opened(path: str = "", **options: Any) -> Page:
        page = open_page(f"/{path or pilot.slug + '/'}", **options)
        page.get_by_role("tab").first.wait_for()
        return page

    return opened


@pytest.fixture
def look():
    """Type a text into the window and wait for the verdict on it."""

    def typed(page: Page, text: str) -> None:
        page.locator("#af-lookup").fill(text)
        page.get_by_role("tabpanel").get_by_role("button").first.click()
        page.locator(".banner").first.wait_for()

    return typed


@pytest.fixture
def within():
    """Ask again and again until it holds; fails after the two seconds that are promised."""

    def wait(holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PROMISED_SECONDS
        while not holds():
            assert time.monotonic() < deadline, "not within two seconds"
            time.sleep(0.05)

    return wait


@pytest.fixture
def in_every_look():
    """Make a page light, dark and large (长辈版) in turn, giving the name of each; light again at the end."""

    def turned(page: Page) -> Iterator[str]:
        for look in LOOKS:
            page.emulate_media(color_scheme="dark" if look == "dark" else "light")
            page.evaluate(SIZED, look == "elder")
            yield look
        page.evaluate(SIZED, False)

    return turned


@pytest.fixture
def shoot(in_every_look):
    """With SHOTS=1 in the environment: keep pictures of the page, in each look and at 320 px, to look at."""

    def taken(page: Page, name: str) -> None:
        if "SHOTS" not in os.environ:
            return
        for look in in_every_look(page):
            page.screenshot(path=SHOTS / f"{name}-{look}.png", full_page=True)
        size = page.viewport_size
        page.set_viewport_size({**size, "width": 320})
        page.screenshot(path=SHOTS / f"{name}-320.png", full_page=True)
        page.set_viewport_size(size)

    return taken


@dataclass(frozen=True)
class Command:
    """Runs `python -m antifraud` on the database of this test."""

    environ: dict[str, str]

    def __call__(self, *arguments: str, stdin: str = "", environ: dict[str, str] | None = None):
        """Run it to its end."""
        return subprocess.run(
            [sys.executable, "-m", "antifraud", *arguments],
            cwd=ROOT,
            env={**self.environ, **(environ or {})},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start it and return at once."""
        return subprocess.Popen(
            [sys.executable, "-m", "antifraud", *arguments],
            cwd=ROOT,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def antifraud(aws) -> Command:
    """The commands, on a database of their own."""
    return Command({**os.environ, **aws, "PYTHONIOENCODING": "utf-8"})


@pytest.fixture(scope="session")
def built_widget() -> Path:
    """The folder of the built widget."""
    build_widget(ROOT)
    return ROOT / BUILT

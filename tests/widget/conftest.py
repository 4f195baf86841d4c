"""The built widget, a stand-in for the functions that answers as docs/api.md says, and a real Chromium."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps
from os import environ
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
WIDGET = ROOT / "widget"
BUILT = ROOT / "build" / "widget"
SHOTS = ROOT / "build" / "shots" / "widget"
HTTP_HOST = "window.test"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {HTTP_HOST} 127.0.0.1",
]
CSP = (
    "default-src 'none'; script-src {root}; style-src {root}; connect-src {root}; img-src 'self' data:; "
    "require-trusted-types-for 'script'"
)
VERDICT: dict[str, Any] = {
    "level": "no_record",
    "reasons": ["nothing_known"],
    "flags": [],
    "reports": 0,
    "reporters": 0,
    "cities": [],
    "categories": [],
    "first_seen": None,
    "last_seen": None,
    "source": None,
    "owner": None,
    "dial": None,
}
RECEIPT = {
    "receipt": "7K3M-9QXT-2HVW-R4CM",
    "status": "received",
    "city": "hangzhou",
    "received_at": "2026-11-21T13:00:00Z",
    "category": "refund",
    "clues": [{"kind": "phone", "display": "138 1234 5678"}],
    "timeline": [
        {"step": "received", "done": True, "at": "2026-11-21T13:00:00Z"},
        {"step": "counted", "done": False, "at": None},
    ],
    "next_steps": ["keep_evidence", "call_110_if_paid", "keep_receipt"],
    "contact_rules": ["nobody_asks_money", "only_police_call", "recovery_is_fraud"],
}


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the freshly built widget."""
    if not (WIDGET / "node_modules").is_dir():
        subprocess.run(["npm", "ci"], cwd=WIDGET, check=True, capture_output=True)
    done = subprocess.run(["npm", "run", "build"], cwd=WIDGET, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    SHOTS.mkdir(parents=True, exist_ok=True)
    return BUILT


Answer = tuple[int, dict[str, Any] | str]
Clue = tuple[str, str, dict[str, Any], dict[str, Any]]


@dataclass
class Stub:
    """What the next requests are answered with, and what was asked."""

    lookup: Answer = (200, {})
    report: Answer = (201, field(default_factory=dict))
    receipt: Answer = (200, {})
    page: str = ""
    charset: str = "utf-8"
    csp: str = ""
    port: int = 0
    asked: list[tuple[str, str, dict[str, list[str]], dict[str, str]]] = field(default_factory=list)

    @property
    def root(self) -> str:
        """The origin of this server."""
        return f"http://127.0.0.1:{self.port}"

    def fields(self) -> dict[str, list[str]]:
        """The fields of the last POST."""
        return next(fields for method, _, fields, _ in reversed(self.asked) if method == "POST")


class Handler(BaseHTTPRequestHandler):
    """Files of the build under /w/, one page at /, answers of the functions under any /v1/."""

    stub: Stub

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, status: int, body: bytes, kind: str, csp: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        if csp:
            self.send_header("Content-Security-Policy", csp)
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, answer: Answer) -> None:
        status, body = answer
        text = body if isinstance(body, str) else dumps(body)
        self._send(status, text.encode(), "application/json")

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        stub = self.stub
        stub.asked.append(("GET", path, {}, dict(self.headers)))
        file = BUILT / path.rpartition("/")[2]
        if path.startswith("/w/") and file.is_file():
            self._send(200, file.read_bytes(), "text/css" if file.suffix == ".css" else "text/javascript")
        elif path.startswith("/v1/"):
            self._answer(stub.receipt)
        elif path == "/":
            self._send(200, stub.page.encode(stub.charset), f"text/html; charset={stub.charset}", stub.csp)
        else:
            self._send(404, b"", "text/plain")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.stub.asked.append(("POST", self.path, parse_qs(body), dict(self.headers)))
        if self.path.endswith("/why"):
            self._send(204, b"", "text/plain")
        else:
            self._answer(self.stub.lookup if self.path.endswith("/lookup") else self.stub.report)

    def do_OPTIONS(self) -> None:
        self.stub.asked.append(("OPTIONS", self.path, {}, dict(self.headers)))
        self._send(405, b"", "text/plain")


def _serve() -> Iterator[Stub]:
    stub = Stub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OneHandler", (Handler,), {"stub": stub}))
    server.daemon_threads = True
    stub.port = server.server_address[1]
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield stub
    server.shutdown()
    server.server_close()


@pytest.fixture
def stub(built) -> Iterator[Stub]:
    """The city's own server: widget, functions and one page."""
    yield from _serve()


@pytest.fixture
def foreign(built) -> Iterator[Stub]:
    """Somebody else's server, at another origin."""
    yield from _serve()


@pytest.fixture(scope="session")
def phone(chromium: Browser) -> Page:
    """The one page all tests take in turn: a new one for each would double their time."""
    context = chromium.new_context(locale="zh-CN")
    context.set_default_timeout(5000)
    return context.new_page()


@pytest.fixture
def page(phone: Page) -> Iterator[Page]:
    """A page of a small phone; a script error or a breach of the policy on it fails the test."""
    faults: list[str] = []
    on_error = lambda error: faults.append(str(error))  # noqa: E731
    on_line = lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None  # noqa: E731
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.emulate_media(forced_colors="none")
    phone.on("pageerror", on_error)
    phone.on("console", on_line)
    yield phone
    phone.remove_listener("pageerror", on_error)
    phone.remove_listener("console", on_line)
    phone.unroute_all()
    phone.goto("about:blank")
    assert faults == []


@pytest.fixture
def document():
    """A whole page that holds the element once, as a city's web master would write it."""

    def make(root: str, attributes: str = "", tag: str | None = None) -> str:
        fallback = '<a href="#no-script">反诈骗查询</a>'
        element = tag or f'<city-antifraud city="hangzhou" {attributes}>{fallback}</city-antifraud>'
        return (
            '<!doctype html><html lang="zh-Hans"><head><title>城市服务</title>'
            '<meta name="viewport" content="width=device-width"></head><body><main><h1>城市服务</h1>'
            f'{element}</main><script async src="{root}/w/v1/city-antifraud.js"></script></body></html>'
        )

    return make


@pytest.fixture
def open_widget(page: Page, stub: Stub, document):
    """Opens the city's own page with the element, under the strict policy, and waits for it."""

    def opened(attributes: str = "", tag: str | None = None) -> Page:
        stub.page = document(stub.root, attributes, tag)
        stub.csp = CSP.format(root="'self'")
        page.goto(stub.root + "/")
        page.get_by_role("tab").first.wait_for()
        return page

    return opened


@pytest.fixture
def answer():
    """Makes the body of a look-up's answer from clues given as (kind, display, verdict, further fields)."""

    def make(overall: str, *clues: Clue, advice: tuple[str, ...] = ()) -> dict[str, Any]:
        return {
            "city": "hangzhou",
            "overall": overall,
            "asked_at": "2026-11-21T13:00:00Z",
            "city_count": 30,
            "advice": list(advice),
            "clues": [
                {
                    "kind": kind,
                    "value": display.replace(" ", ""),
                    "display": display,
                    "hints": [],
                    "advice": [],
                    **more,
                    "verdict": {**VERDICT, **verdict},
                }
                for kind, display, verdict, more in clues
            ],
        }

    return make


@pytest.fixture
def look(page: Page):
    """Types a text and presses the button."""

    def typed(text: str = "13812345678") -> None:
        page.locator("#af-lookup").fill(text)
        page.locator("button[type=submit]:visible").first.click()

    return typed


@pytest.fixture
def shoot(page: Page):
    """With SHOTS=1 in the environment: keeps a picture of the whole page for people to look at."""

    def taken(name: str) -> None:
        if "SHOTS" in environ:
            page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    return taken


@pytest.fixture
def receipt() -> dict[str, Any]:
    """The body of a receipt."""
    return dict(RECEIPT)

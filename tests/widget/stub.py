"""A stand-in for the city's server: the built widget, one page, and answers that a test chooses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from json import dumps
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.serving import serving

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "build" / "widget"

Answer = tuple[int, dict[str, Any] | str]


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


def serve() -> Iterator[Stub]:
    """Run one on a free port."""
    stub = Stub()
    with serving(type("OneHandler", (Handler,), {"stub": stub})) as address:
        stub.port = urlsplit(address).port or 0
        yield stub

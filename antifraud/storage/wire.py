"""One request after the other over a kept HTTP/1.1 connection. Knows neither AWS nor what is in a body.

`httptools` reads the answers: http.client takes 37 µs for the head of one, a fifth of a whole call of ours.
"""

import re
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpResponseParser

from antifraud.storage.signing import Call

_PIECE = 65_536
_PLAIN = re.compile(r"[ -~]*")
_USUAL = {True: 443, False: 80}


@dataclass(frozen=True, slots=True)
class Origin:
    """Who answers, and whether through TLS."""

    secure: bool
    host: str
    port: int

    @property
    def netloc(self) -> str:
        """Host, and port where it is not the usual one, as the header `host` has it."""
        return self.host if self.port == _USUAL[self.secure] else f"{self.host}:{self.port}"


def parse_origin(url: str) -> Origin:
    """Return the origin of an address such as `http://127.0.0.1:8001`."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    return Origin(secure, parts.hostname or "", parts.port or _USUAL[secure])


@dataclass(frozen=True, slots=True)
class Response:
    """Status and whole body of an answer."""

    status: int
    body: bytes


class Connection:
    """A connection to an origin; every wait on it ends after `seconds`. For one thread."""

    def __init__(self, origin: Origin, seconds: float) -> None:
        """Connect. Raises OSError."""
        plain = socket.create_connection((origin.host, origin.port), seconds)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = _secured(plain, origin.host) if origin.secure else plain
        self.is_open = True

    def ask(self, call: Call) -> Response:
        """Send a request whose headers name the host, and return its answer.

        Raises OSError for whatever goes wrong, also for an answer that is none; then it is closed.
        """
        try:
            self._socket.sendall(_head(call) + call.body)
            return self._answer()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Hang up; may be called twice."""
        self.is_open = False
        self._socket.close()

    def _answer(self) -> Response:
        reading = _Reading()
        while not reading.is_whole:
            piece = self._socket.recv(_PIECE)
            if not piece:
                raise ConnectionResetError("hung up within an answer")
            reading.feed(piece)
        if not reading.may_go_on:
            self.close()
        return Response(reading.status, b"".join(reading.pieces))


class _Reading:
    """An answer as far as it has come."""

    def __init__(self) -> None:
        self._parser = HttpResponseParser(self)
        self.pieces: list[bytes] = []
        self.is_whole = self.may_go_on = False
        self.status = 0

    def feed(self, piece: bytes) -> None:
        """Read on; raises ConnectionError for what is no answer."""
        try:
            self._parser.feed_data(piece)
        except HttpParserError:
            raise ConnectionError("not an answer") from None

    def on_message_begin(self) -> None:
        """Refuse a second answer: it would be taken for that of the next request."""
        if self.is_whole:
            raise ConnectionError("more than was asked for")

    def on_body(self, piece: bytes) -> None:
        """Keep a piece of the body."""
        self.pieces.append(piece)

    def on_message_complete(self) -> None:
        """Ask the parser while it knows: afterwards it waits for the next answer."""
        self.is_whole = True
        self.may_go_on = self._parser.should_keep_alive()
        self.status = self._parser.get_status_code()


def _secured(plain: socket.socket, host: str) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _head(call: Call) -> bytes:
    """Return the head of a request; raises ConnectionError where a field could be more than a field."""
    fields = {**call.headers, "content-length": str(len(call.body))}
    lines = [f"{call.method} {call.path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    if not all(map(_PLAIN.fullmatch, lines)):
        raise ConnectionError("a field is not plain text")
    return "\r\n".join((*lines, "", "")).encode("ascii")

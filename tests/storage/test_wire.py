"""A kept connection against a server that says each byte as it is told."""

import socket
import threading

import pytest

from antifraud.storage.signing import Call
from antifraud.storage.wire import Connection, Origin, Response, parse_origin

CALL = Call("POST", "/a", {"host": "h", "x-one": "1"}, "骗".encode())
ASKED = "POST /a HTTP/1.1\r\nhost: h\r\nx-one: 1\r\ncontent-length: 3\r\n\r\n骗".encode()
GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Teller:
    """Answers the nth request with the nth list of pieces; an empty one hangs up."""

    def __init__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.origin = Origin(False, "127.0.0.1", self.listening.getsockname()[1])
        self.answers, self.asked, self.connections = [], [], 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while self.answers is not None:
            try:
                caller, _ = self.listening.accept()
            except OSError:
                return
            self.connections += 1
            with caller:
                while asked := caller.recv(65_536):
                    self.asked.append(asked)
                    pieces = self.answers.pop(0)
                    for piece in pieces:
                        caller.sendall(piece)
                    if not pieces or pieces[-1] == b"":
                        break


@pytest.fixture
def teller():
    made = Teller()
    yield made
    made.listening.close()


@pytest.fixture
def connection(teller):
    made = Connection(teller.origin, 2)
    yield made
    made.close()


def test_a_request_is_sent_whole_and_its_connection_kept(teller, connection):
    teller.answers = [[GOOD], [GOOD], [GOOD]]
    assert [connection.ask(CALL) for _ in range(3)] == [Response(200, b"{}")] * 3
    assert (teller.asked, teller.connections, connection.is_open) == ([ASKED] * 3, 1, True)


@pytest.mark.parametrize(
    ("pieces", "response"),
    [
        ([bytes([byte]) for byte in GOOD], Response(200, b"{}")),
        ([b"HTTP/1.1 404 Nope\r\nContent-Length: 0\r\n\r\n"], Response(404, b"")),
        ([b"HTTP/1.1 204 No Content\r\n\r\n"], Response(204, b"")),
        (
            [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"],
            Response(200, b"{}"),
        ),
        (
            [b"HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n", b"a" * 100_000, b"b" * 100_000],
            Response(200, b"a" * 100_000 + b"b" * 100_000),
        ),
    ],
    ids=["byte by byte", "no body", "no content", "chunks", "large"],
)
def test_answers_in_every_shape(teller, connection, pieces, response):
    teller.answers = [pieces, [GOOD]]
    assert connection.ask(CALL) == response
    assert connection.ask(CALL) == Response(200, b"{}"), "nothing is left over for the next"
    assert teller.connections == 1


def test_who_wants_to_close_is_not_asked_again(teller, connection):
    teller.answers = [[b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"]]
    assert connection.ask(CALL).body == b"{}"
    assert not connection.is_open


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", b""],
        [b"<html>who are you?</html>"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} "],
        [GOOD + GOOD],
    ],
    ids=["nothing", "half", "no HTTP", "negative", "two lengths", "two answers"],
)
def test_what_is_no_answer_is_none(teller, connection, pieces):
    teller.answers = [pieces]
    with pytest.raises(ConnectionError):
        connection.ask(CALL)
    assert not connection.is_open


def test_who_stays_silent_is_given_up(teller):
    teller.answers = [[GOOD[:20]]]
    with pytest.raises(TimeoutError):
        Connection(teller.origin, 0.05).ask(CALL)


@pytest.mark.parametrize("value", ["1\r\nx-two: 2", "1\nx-two: 2", "1\r", "骗", "\x00"])
def test_no_field_says_more_than_its_value(teller, connection, value):
    with pytest.raises(ConnectionError):
        connection.ask(Call("GET", "/", {"host": "h", "x-one": value}))
    assert teller.asked == []


@pytest.mark.parametrize(
    ("url", "origin", "netloc"),
    [
        ("https://dynamodb.cn-north-1.amazonaws.com.cn", (True, 443), "dynamodb.cn-north-1.amazonaws.com.cn"),
        ("http://localhost:8000", (False, 8000), "localhost:8000"),
        ("http://localhost:80/x", (False, 80), "localhost"),
        ("https://localhost:80", (True, 80), "localhost:80"),
    ],
)
def test_origins(url, origin, netloc):
    found = parse_origin(url)
    assert ((found.secure, found.port), found.netloc) == (origin, netloc)

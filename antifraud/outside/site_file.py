"""Asks a site for one small file. A stranger names the site, so nothing of our own network is reached.

The name is resolved first, every address it has must be public, and the connection goes to an address that
was checked, never to the name again. One port, no redirects, a deadline for the whole, a few kilobytes.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass

from antifraud.errors import SiteError
from antifraud.outside.addresses import is_public

PATH = "/.well-known/city-antifraud-appeal.txt"

_SECONDS = 5.0
_LARGEST = 4096
_HEAD = 4096
"""Bytes that the head of an answer may have beside the file."""

_USUAL_PORT = 443


def resolve(host: str) -> list[str]:
    """Return every address of a host; raises OSError."""
    found = socket.getaddrinfo(host, _USUAL_PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True, slots=True)
class SiteFile:
    """Looks for a token in the file of a site."""

    resolve: Callable[[str], list[str]] = resolve
    allowed: Callable[[str], bool] = is_public
    port: int = _USUAL_PORT
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = _SECONDS

    def shows(self, host: str, token: str) -> bool:
        """Tell whether a line of the file is the token; raises SiteError when the site cannot be asked."""
        try:
            answer = self._ask(host, self._address(host))
        except (OSError, UnicodeError, http.client.HTTPException) as error:
            raise SiteError(type(error).__name__) from None
        return token.encode() in (line.strip() for line in answer.splitlines())

    def _address(self, host: str) -> str:
        addresses = self.resolve(host)
        if not addresses or not all(self.allowed(one) for one in addresses):
            raise SiteError("the address is not public")
        return min(addresses, key=_is_ipv6)

    def _ask(self, host: str, address: str) -> bytes:
        deadline = time.monotonic() + self.seconds
        with (
            socket.create_connection((address, self.port), self.seconds) as plain,
            self._secured(plain, host, deadline) as secure,
        ):
            asked = f"GET {PATH} HTTP/1.1\r\nHost: {host}\r\nAccept: text/plain\r\nConnection: close\r\n\r\n"
            secure.sendall(asked.encode("ascii"))
            return _body(_received(secure, deadline))

    def _secured(self, plain: socket.socket, host: str, deadline: float) -> ssl.SSLSocket:
        plain.settimeout(_left(deadline))
        return self.context().wrap_socket(plain, server_hostname=host)


def _is_ipv6(address: str) -> bool:
    """Tell which addresses to ask last: functions reach IPv6 in few networks."""
    return ":" in address


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _received(secure: socket.socket, deadline: float) -> bytes:
    """Return what comes before the deadline, up to the limit; the rest is left."""
    received = bytearray()
    while len(received) < _HEAD + _LARGEST:
        secure.settimeout(_left(deadline))
        some = secure.recv(_HEAD + _LARGEST - len(received))
        if not some:
            break
        received += some
    return bytes(received)


class _Received:
    """What was received, as `HTTPResponse` wants its socket."""

    def __init__(self, received: bytes) -> None:
        self.received = received

    def makefile(self, _mode: str) -> io.BytesIO:
        """Return the bytes as a file."""
        return io.BytesIO(self.received)


def _body(received: bytes) -> bytes:
    """Return the file in an answer; a redirect or an error is an empty one."""
    response = http.client.HTTPResponse(_Received(received))  # type: ignore[arg-type]
    response.begin()
    if response.status != http.HTTPStatus.OK:
        return b""
    try:
        return response.read(_LARGEST)
    except http.client.IncompleteRead as error:
        return error.partial

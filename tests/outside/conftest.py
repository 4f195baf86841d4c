"""A site on this machine with a certificate of its own."""

import http.server
import ssl
import threading

import pytest

from tests.certificates import make_certificate


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """The file of a key and its certificate for shop.test."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def site(certificate):
    """A site that answers as `answer(handler)` does and remembers what it was asked."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append((self.path, self.headers["Host"]))
            self.server.answer(self)

        def log_message(self, *_):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.asked = []
    running.handle_error = lambda *_: None  # what a client breaks off is no news
    running.answer = lambda handler: handler.send_error(404)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    running.socket = context.wrap_socket(running.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()

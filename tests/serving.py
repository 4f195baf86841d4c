"""What tests of built pages share: a server on a free port, a page whose requests and complaints are kept."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: Callable) -> Iterator[str]:
    """Serve with a handler of http.server, and give the address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def files_of(folder: Path) -> Callable:
    """Return the handler that answers with the files of a folder."""
    return functools.partial(_Quiet, directory=folder)


def listen(page: Page) -> None:
    """Write down what a page asks for and what it complains of, as `page.asked` and `page.complaints`."""
    page.asked, page.complaints = [], []
    page.on("request", lambda one: page.asked.append(one.url))
    page.on("console", lambda one: page.complaints.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: page.complaints.append(str(one)))

"""WebKit, Safari's engine, as Debian has it: driven by selenium on a display that nobody sees."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

_SCREEN = "1300x1000x24"


@contextmanager
def running_webkit(log: Path, width: int, height: int) -> Iterator[WebKitGTK]:
    """Run WebKit with one window of that size and give what drives it; `log` takes what it prints."""
    with _display() as display:
        environ = {
            **os.environ,
            "DISPLAY": display,
            "GDK_BACKEND": "x11",
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
        }
        service = Service(shutil.which("WebKitWebDriver"), log_output=str(log), env=environ)
        driver = WebKitGTK(options=Options(), service=service)
        try:
            driver.set_window_size(width, height)
            yield driver
        finally:
            driver.quit()


@contextmanager
def _display() -> Iterator[str]:
    """Run an X server without a screen; it names its own free display."""
    its_end, ours = os.pipe()
    command = ["Xvfb", "-displayfd", str(ours), "-screen", "0", _SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(ours,), stderr=subprocess.DEVNULL)
    os.close(ours)
    try:
        with os.fdopen(its_end) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()

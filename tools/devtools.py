"""One page of a Chromium too old for Playwright, over its debugging pipe: open, run, picture, faults.

The pipe is the browser's file descriptors 3 (it reads) and 4 (it writes); messages end with a zero byte.
"""

import base64
import fcntl
import json
import os
import select
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from antifraud.errors import ToolError

_SECONDS = 30
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--no-first-run",
    "--hide-scrollbars",
    "--lang=zh-CN",
    "--remote-debugging-pipe",
)
_CLEAR_OF_3_AND_4 = 10


@dataclass(slots=True)
class OldPage:
    """The one page of a running browser; `faults` are its script errors and what its console calls errors."""

    read_end: int
    write_end: int
    session: str = ""
    faults: list[str] = field(default_factory=list)
    _sent: int = 0
    _rest: bytes = b""

    def open(self, address: str) -> None:
        """Go to an address; the page is still loading afterwards."""
        self.call("Page.navigate", url=address)

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Return what an expression gives, as JSON can say it; waits for a promise."""
        told = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise ToolError(f"the script failed: {told['exceptionDetails'].get('exception')}")
        return told["result"].get("value")

    def picture(self, file: Path) -> None:
        """Keep what is seen as a PNG."""
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def call(self, method: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 - as the protocol has them
        """Send a command and return its result; notes the events that come in between."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._sent:
                if "error" in told:
                    raise ToolError(f"{method}: {told['error']['message']}")
                return dict(told["result"])
            self._note(told)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self.read_end], [], [], _SECONDS)
            more = os.read(self.read_end, 1 << 16) if ready else b""
            if not more:
                raise ToolError("the browser says nothing any more")
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))

    def _note(self, event: Mapping[str, Any]) -> None:
        params = event["params"]
        if event["method"] == "Runtime.exceptionThrown":
            self.faults.append(str(params["exceptionDetails"]))
        elif event["method"] == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.faults.append(params["entry"]["text"])
        elif event["method"] == "Runtime.consoleAPICalled" and params["type"] == "error":
            self.faults.append(str(params["args"]))


@contextmanager
def running_page(program: Path, log: Path, width: int = 390, height: int = 844) -> Iterator[OldPage]:
    """Run the browser `program` and give its page; `log` takes what it prints. Raises ToolError."""
    process, page = _start(program, log)
    try:
        (target,) = page.call("Target.getTargets")["targetInfos"] or [
            page.call("Target.createTarget", url="about:blank")
        ]
        page.session = page.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Log"):
            page.call(f"{domain}.enable")
        page.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=True
        )
        yield page
    finally:
        os.close(page.write_end)
        os.close(page.read_end)
        _stop(process)


def _start(program: Path, log: Path) -> tuple[int, OldPage]:
    its_input, ours_out = os.pipe()
    ours_in, its_output = os.pipe()
    ends = {
        end: fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _CLEAR_OF_3_AND_4) for end in (its_input, its_output)
    }
    actions = [
        (os.POSIX_SPAWN_OPEN, 2, str(log), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
        (os.POSIX_SPAWN_DUP2, ends[its_input], 3),
        (os.POSIX_SPAWN_DUP2, ends[its_output], 4),
    ]
    profile = log.parent / "profile"
    command = [str(program), *_ARGUMENTS, f"--user-data-dir={profile}", "about:blank"]
    process = os.posix_spawn(program, command, os.environ, file_actions=actions)
    for end, copy in ends.items():
        os.close(end)
        os.close(copy)
    return process, OldPage(ours_in, ours_out)


def _stop(process: int) -> None:
    """Ask the browser to end; after a while it is killed."""
    os.kill(process, signal.SIGTERM)
    deadline = time.monotonic() + _SECONDS / 3
    while os.waitpid(process, os.WNOHANG)[0] == 0:
        if time.monotonic() > deadline:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return
        time.sleep(0.05)

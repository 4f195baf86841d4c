"""Chromium 70, Chromium 78 and WebKit on the real pages: the window stands, looks up and reports."""

import contextlib
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from selenium.webdriver import WebKitGTK

from tests.system.conftest import SHOTS
from tools.browser import webkit_missing
from tools.devtools import running_page
from tools.oldchromium import PACKAGES, old_chromium
from tools.webkit import running_webkit

ENGINES = (*(f"chromium-{version}" for version in PACKAGES), "webkit")
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")  # of selenium

PATIENCE = 30
TOO_NEW_FOR_THEM = "Unrecognized Content-Security-Policy directive 'require-trusted-types-for'"
"""What old engines say of a policy they cannot keep yet; it does no harm."""
SEEN = """[...document.querySelector('city-antifraud').shadowRoot.querySelectorAll('%s')]
    .filter(one => one.getClientRects().length)"""
"""What is visible in the window, by a selector."""
COVERED = f"""{SEEN % "button, input, textarea"}
    .filter(one => !/checkbox|radio/.test(one.type))
    .map(one => [one.outerHTML, one.getBoundingClientRect()])
    .filter(([, box]) => box.height < 47.5 || box.left < 0 || box.right > innerWidth).map(([html]) => html)"""
"""What one taps in the window that is lower than 48 px or reaches beyond the screen."""


@dataclass
class Driven:
    """WebKit with the words of an `OldPage`; WebDriver hears no console, so what it missed is not here."""

    driver: WebKitGTK
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        self.driver.get(address)

    def run(self, script: str):
        return self.driver.execute_script(f"return {script}")

    def picture(self, file: Path) -> None:
        self.driver.save_screenshot(str(file))


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, tmp_path_factory):
    """One page of each engine, for all tests of this file."""
    log = tmp_path_factory.mktemp(request.param) / "log"
    with contextlib.ExitStack() as stack:
        if request.param == "webkit":
            names = webkit_missing()
            assert not names, f"no WebKit here; `make test` installs it as root: apt-get install {names}"
            page = Driven(stack.enter_context(running_webkit(log, 450, 844)))
        else:
            program = old_chromium(int(request.param.rpartition("-")[2]), os.environ)
            page = stack.enter_context(running_page(program, log))
        yield page


@pytest.fixture
def until():
    """Ask the page until an expression is true, and return what it gives."""

    def wait(page, expression: str):
        deadline = time.monotonic() + PATIENCE
        while not (given := page.run(expression)):
            assert time.monotonic() < deadline, expression
            time.sleep(0.1)
        return given

    return wait


@pytest.fixture
def press(until):
    """Press the first visible button of the window that holds these words."""

    def pressed(page, words: str) -> None:
        button = f"{SEEN % 'button'}.find(one => one.textContent.includes('{words}'))"
        until(page, f"!!{button}")
        page.run(f"{button}.click()")

    return pressed


@pytest.fixture
def keep(request):
    """With SHOTS=1 in the environment: keep a picture for people to look at."""

    def kept(page, name: str) -> None:
        if "SHOTS" in os.environ:
            SHOTS.mkdir(parents=True, exist_ok=True)
            page.picture(SHOTS / f"{request.node.callspec.params['engine']}-{name}.png")

    return kept


def test_a_look_up_becomes_a_report(engine, server, pilot, demo_clue, until, press, keep):
    clue = demo_clue("reported")
    engine.open(f"{server.root}/{pilot.slug}/")
    until(
        engine,
        "!!document.querySelector('city-antifraud') && !!document.querySelector('city-antifraud').shadowRoot",
    )
    box = f"{SEEN % '#af-lookup'}[0]"
    until(engine, f"!!{box}")
    assert engine.run(COVERED) == []
    engine.run(f"({box}.value = '{clue.value}', {box}.dispatchEvent(new Event('input', {{bubbles: true}})))")
    engine.run(f"{SEEN % 'button[type=submit]'}[0].click()")
    until(engine, f"{SEEN % '.banner'}.map(one => one.textContent).join('').includes('有人举报过')")
    assert engine.run(f"getComputedStyle({SEEN % '.banner'}[0]).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert engine.run("document.documentElement.scrollWidth <= innerWidth")
    assert engine.run(COVERED) == []
    keep(engine, "verdict")
    press(engine, "举报这条")
    until(engine, f"{SEEN % 'button'}.some(one => one.textContent.includes('直接提交'))")
    keep(engine, "report")
    assert engine.run(COVERED) == []
    press(engine, "直接提交")
    receipt = until(engine, f"{SEEN % '.number'}.map(one => one.textContent).join('')")
    assert len(receipt.strip()) == 19
    keep(engine, "receipt")
    assert server.get(f"/v1/{pilot.slug}/reports/{receipt.strip()}")[0] == 200
    assert [one for one in engine.faults if TOO_NEW_FOR_THEM not in one] == []


@pytest.mark.parametrize("name", ["paid", "report", "receipt", "appeal"])
def test_the_other_pages_of_a_city_are_whole(name, engine, server, pilot, until, keep):
    engine.open(f"{server.root}/{pilot.slug}/{name}.html")
    until(engine, f"location.pathname.endsWith('{name}.html') && document.readyState === 'complete'")
    assert engine.run("document.documentElement.scrollWidth <= innerWidth")
    keep(engine, f"page-{name}")
    assert [one for one in engine.faults if TOO_NEW_FOR_THEM not in one] == []

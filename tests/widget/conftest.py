"""The built widget, a stand-in for the functions that answers as docs/api.md says, and a real Chromium."""

import subprocess
from collections.abc import Iterator
from os import environ
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.widget.reading import CLUE, page_title
from tests.widget.stub import BUILT, ROOT, Stub, serve

WIDGET = ROOT / "widget"
SHOTS = ROOT / "build" / "shots" / "widget"
CSP = (
    "default-src 'none'; script-src {root}; style-src {root}; connect-src {root}; img-src 'self' data:; "
    "require-trusted-types-for 'script'"
)
Clue = tuple[str, str, dict[str, Any], dict[str, Any]]
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


@pytest.fixture
def stub(built) -> Iterator[Stub]:
    """The city's own server: widget, functions and one page."""
    yield from serve()


@pytest.fixture
def foreign(built) -> Iterator[Stub]:
    """Somebody else's server, at another origin."""
    yield from serve()


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
    _forget(phone)
    assert faults == []


def _forget(phone: Page) -> None:
    """Clear what pages kept on the phone: a later test may get the port, and so the origin, of this one."""
    session = phone.context.new_cdp_session(phone)
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    session.detach()


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


@pytest.fixture
def step(page: Page):
    """Press the main button of the form and wait for the page whose title that is."""

    def on(words: str) -> None:
        page.locator("form button[type=submit]:visible").first.click()
        page_title(page, words).wait_for()

    return on


@pytest.fixture
def fill_both_tabs(page, stub, open_widget, look, answer, receipt):
    """Both tabs with everything they can show."""

    def filled(attributes):
        stub.lookup = (
            200,
            answer(
                "high_risk",
                CLUE,
                ("phone", "138 1234 5678", {"level": "reported"}, {}),
                advice=("do_not_pay",),
            ),
        )
        stub.report = (201, receipt)
        open_widget(attributes)
        look("https://example.com/" + "x" * 80)
        page.locator(".banner").wait_for()

    return filled

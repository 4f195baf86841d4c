"""The finished pages judged by Lighthouse, and how soon one can type on a slow phone: medians of three."""

import json
import os
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import waitress
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from whitenoise import WhiteNoise

from antifraud.assembly import utc_now
from antifraud.cityfile import load_cities
from antifraud.errors import ToolError
from antifraud.sitegen.build import Sources, build_site
from bench.measuring import Figure
from tools.browser import chromium_path
from tools.demo_statistics import made_up_statistics
from tools.emulator import free_port
from tools.front import BUILT, build_widget
from tools.node import npm_command

_ROUNDS = 3
_NPM = Path("bench/npm")
_LIGHTHOUSE = _NPM / "node_modules" / ".bin" / "lighthouse"
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_PAGES = {
    "city page": "{city}/index.html",
    "verdict page": "verdicts.html",
    "report page": "{city}/report.html",
    "stop-payment page": "{city}/paid.html",
}
_BOXES = {"city page": "#af-lookup", "report page": "#af-text"}
"""What one types into, in the window of a page."""

_CANNOT_SEE = {"stop-payment page": "robots-txt"}
"""What Lighthouse asks for from inside a page; the policy of this one lets nothing out."""

_CHROMIUM = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
_SLOW_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
_SLOWER_PROCESSOR = 4
_NOTE_WHEN_READY = """(() => {
    const look = () => {
        const one = document.querySelector('city-antifraud')
        if (one && one.shadowRoot && one.shadowRoot.querySelector('%s')) window.ready = performance.now()
        else requestAnimationFrame(look)
    }
    look()
})()"""


def figures() -> Iterator[Figure]:
    """Yield for each page Lighthouse's scores, its largest paint and shifts, and when one can type."""
    _install()
    with tempfile.TemporaryDirectory() as scratch, _served(Path(scratch) / "site") as (root, city):
        pages = {name: root + path.format(city=city) for name, path in _PAGES.items()}
        for name, address in pages.items():
            yield from _judged(name, address, Path(scratch) / "report.json")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=_CHROMIUM)
            for name, box in _BOXES.items():
                spent = statistics.median(_seconds_until(browser, pages[name], box) for _ in range(_ROUNDS))
                detail = "processor / 4, 150 ms, 1.6 Mbit/s"
                yield Figure(f"ready to type, {name}", spent, "a second", "≤ 1.5", detail)
            browser.close()


def _install() -> None:
    if _LIGHTHOUSE.exists():
        return
    print("installing Lighthouse (once)", flush=True)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run([npm_command(), "ci", *options], cwd=_NPM, check=False).returncode:
        raise ToolError("Lighthouse could not be had from the npm registry; npm's message is above")


@contextmanager
def _served(site: Path) -> Iterator[tuple[str, str]]:
    """Build the site for an address of this machine and serve it there; gives the address and a city."""
    build_widget(Path())
    cities, root = load_cities(Path("cities.yaml")), f"http://127.0.0.1:{(port := free_port())}/"
    told = site.with_name("statistics.json")
    told.write_text(json.dumps(made_up_statistics(cities, utc_now().date())), "utf-8")
    build_site(site, Sources(Path("site"), BUILT, told), cities[:1], (None, root))
    app = WhiteNoise(Flask("nothing").wsgi_app, root=str(site), index_file=True)
    server = waitress.create_server(app, host="127.0.0.1", port=port)
    threading.Thread(target=server.run, daemon=True).start()
    yield root, cities[0].slug
    server.close()


def _judged(name: str, address: str, report: Path) -> Iterator[Figure]:
    runs = [_lighthouse(address, report, _CANNOT_SEE.get(name, "")) for _ in range(_ROUNDS)]
    score = {part: 100 * _median_of(runs, "categories", part, "score") for part in _CATEGORIES}
    yield Figure(f"Lighthouse performance, {name}", score["performance"], "a point of 100", "≥ 95")
    rest = {part: score[part] for part in _CATEGORIES[1:]}
    detail = ", ".join(f"{part} {points:.0f}" for part, points in rest.items())
    yield Figure(f"Lighthouse, the rest, {name}", min(rest.values()), "a point of 100", "100", detail)
    paint = _median_of(runs, "audits", "largest-contentful-paint", "numericValue") / 1e3
    yield Figure(f"largest paint, {name}", paint, "a second", "≤ 1.8", "as Lighthouse slows the network")
    shift = _median_of(runs, "audits", "cumulative-layout-shift", "numericValue")
    yield Figure(f"shifts of the layout, {name}", shift, "the screen", "≤ 0.02")


def _lighthouse(address: str, report: Path, without: str = "") -> dict[str, Any]:
    command = [str(_LIGHTHOUSE.resolve()), address, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--only-categories={','.join(_CATEGORIES)}", f"--chrome-flags={' '.join(_CHROMIUM)}"]
    command += [f"--skip-audits={without}"] if without else []
    done = subprocess.run(
        command,
        env={**os.environ, "CHROME_PATH": chromium_path()},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise ToolError(f"Lighthouse did not run: {done.stderr.strip()}")
    return dict(json.loads(report.read_text("utf-8")))


def _median_of(runs: list[dict[str, Any]], kind: str, name: str, value: str) -> float:
    return float(statistics.median(run[kind][name][value] for run in runs))


def _seconds_until(browser: Browser, address: str, box: str) -> float:
    """Return how long after the tap the window's `box` is there, for somebody who was never here."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(_NOTE_WHEN_READY % box)
    wire = context.new_cdp_session(page)
    wire.send("Network.emulateNetworkConditions", _SLOW_NETWORK)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER_PROCESSOR})
    page.goto(address)
    page.wait_for_function("window.ready")
    spent = float(page.evaluate("window.ready")) / 1e3
    context.close()
    return spent

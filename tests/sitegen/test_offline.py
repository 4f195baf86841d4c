"""A city's page without a network, in Chromium: what is kept, what never is, how it is switched off."""

import functools
import http.server
import json
import os
import shutil
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from antifraud.sitegen.icons import SIZES, icon

SHOTS = Path("build/shots/site")
KEPT_PAGES = {
    "city": "jiazhou/index.html",
    "large": "jiazhou/?text=large",
    "paid": "jiazhou/paid.html",
    "not-kept": "jiazhou/report.html",
}
READY = "navigator.serviceWorker.ready.then(one => one.active.state)"
TAP = "parseFloat(getComputedStyle(document.querySelector('.call, .dials a')).minHeight)"
WIDE = "document.documentElement.scrollWidth - innerWidth"
KEPT = """() => caches.keys().then(async names => {
    const found = []
    for (const name of names)
        for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname)
    return [names.length, found]
})"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, and under /v1/ an answer that counts."""

    asked: list[str]

    def log_message(self, *_):
        """Say nothing."""

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_GET(self):
        self.asked.append(self.path)
        if not self.path.startswith("/v1/"):
            return super().do_GET()
        body = json.dumps({"answer": sum(path.startswith("/v1/") for path in self.asked)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return self.wfile.write(body)


class Site:
    """A copy of the built site on a server that can be taken away and come back at the same port."""

    def __init__(self, folder):
        self.folder, self.asked, self.port = folder, [], 0
        self.start()

    def start(self):
        handler = type("OneHandler", (Handler,), {"asked": self.asked})
        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", self.port), functools.partial(handler, directory=self.folder)
        )
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def address(self, path):
        return f"http://127.0.0.1:{self.port}/{path}"

    def change(self, path, old, new):
        file = Path(self.folder, path)
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def until(page, question):
    """Ask until the promised answer is yes."""
    for _ in range(400):
        if page.evaluate(question):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never came to be: {question}")


@pytest.fixture
def site(built, tmp_path):
    folder = shutil.copytree(built, tmp_path / "site")
    running = Site(folder)
    yield running
    running.stop()


@pytest.fixture
def page(chromium):
    context = chromium.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def visited(page, site):
    """The page of a city, once its worker has kept it and speaks for it."""
    page.goto(site.address("jiazhou/index.html"))
    assert page.evaluate(READY) in {"activating", "activated"}
    until(page, "Boolean(navigator.serviceWorker.controller)")
    return page


def test_the_page_its_telephones_and_the_sheet_are_there_without_a_network(visited, site, cities):
    site.stop()
    for name, path in KEPT_PAGES.items():
        visited.goto(site.address(path))
        expect(visited.locator("a[href='tel:96110']").first).to_be_visible()
        assert visited.evaluate(TAP) >= 48
        expect(visited.locator("#kept")).to_contain_text("网络不通")
        assert visited.evaluate(WIDE) <= 0
        if "SHOTS" in os.environ:
            visited.screenshot(path=SHOTS / f"offline-{name}.png", full_page=True)
    visited.goto(site.address("jiazhou/index.html"))
    for line in cities[0].hotlines:
        expect(visited.locator(f".dials a[href='tel:{line.number}']")).to_be_visible()
    site.start()


def test_trying_again_leads_to_the_page_that_was_asked(visited, site):
    site.stop()
    visited.goto(site.address("jiazhou/report.html"))
    again = visited.get_by_role("link", name="再试一次")
    expect(again).to_be_visible()
    site.start()
    again.click()
    expect(visited.locator("#kept")).to_have_count(0)
    assert visited.url == site.address("jiazhou/report.html")
    expect(visited.get_by_role("heading", level=1)).to_contain_text("举报")


def test_what_a_kept_page_says_is_in_its_language(page, site):
    page.goto(site.address("en/jiazhou/index.html"))
    page.evaluate(READY)
    until(page, "Boolean(navigator.serviceWorker.controller)")
    site.stop()
    page.reload()
    expect(page.locator("#kept")).to_contain_text("No network")
    site.start()


def test_everything_the_kept_pages_are_made_of_is_kept(visited, built):
    count, kept = visited.evaluate(KEPT)
    version = json.loads((built / "w/integrity.json").read_text())["version"]
    names = json.loads((built / "manifest.json").read_text())
    assert count == 1
    assert {"/jiazhou/index.html", "/jiazhou/paid.html", f"/w/{version}/city-antifraud.js"} <= set(kept)
    assert {f"/{names['site.js']}", f"/{names['site-1f5fa8.css']}"} <= set(kept)


def test_an_answer_of_the_functions_is_never_kept(visited, site):
    ask = "fetch('../v1/jiazhou/reports/x').then(one => one.json()).then(one => one.answer)"
    assert [visited.evaluate(ask) for _ in range(3)] == [1, 2, 3]
    assert not [path for path in visited.evaluate(KEPT)[1] if "/v1/" in path]
    site.stop()
    with pytest.raises(Error, match="Failed to fetch"):
        visited.evaluate(ask)
    site.start()


def test_with_a_network_the_newest_page_is_shown(visited, site):
    site.change("jiazhou/index.html", "先查一查。", "今天更新。")
    visited.reload()
    expect(visited.get_by_text("今天更新。")).to_be_visible()


def test_a_new_build_replaces_what_was_kept(visited, site):
    site.change("jiazhou/index.html", "先查一查。", "今天更新。")
    site.change("jiazhou/worker.js", '"version": "', '"version": "new-')
    visited.reload()
    until(visited, "caches.keys().then(names => names.length === 1 && names[0].includes('new-'))")
    site.stop()
    visited.reload()
    expect(visited.get_by_text("今天更新。")).to_be_visible()
    site.start()


def test_the_switch_ends_every_worker_and_lets_none_begin(visited, site):
    (site.folder / "offline.json").write_text('{"offline": false}')
    visited.reload()
    until(visited, "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")
    until(visited, "caches.keys().then(names => names.length === 0)")
    visited.reload()
    visited.wait_for_load_state("networkidle")
    assert visited.evaluate("caches.keys()") == []
    site.stop()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        visited.goto(site.address("jiazhou/index.html"))
    site.start()


def test_a_switch_that_cannot_be_read_switches_nothing(visited, site):
    (site.folder / "offline.json").unlink()
    visited.reload()
    visited.wait_for_load_state("networkidle")
    assert visited.evaluate(KEPT)[0] == 1


@pytest.mark.parametrize("path", ["bingzhou/index.html", "jiazhou/embed.html", "index.html"])
def test_other_pages_start_no_worker(page, site, path):
    page.goto(site.address(path))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_each_city_and_language_has_its_own(page, site):
    for path in ("jiazhou", "yizhou", "en/jiazhou"):
        page.goto(site.address(f"{path}/index.html"))
        page.evaluate(READY)
        until(page, "Boolean(navigator.serviceWorker.controller)")
    scopes = page.evaluate(
        "navigator.serviceWorker.getRegistrations().then(all => all.map(one => one.scope))"
    )
    assert sorted(scopes) == sorted(site.address(f"{path}/") for path in ("jiazhou", "yizhou", "en/jiazhou"))
    assert page.evaluate("caches.keys().then(names => names.length)") == 3


def test_a_home_screen_is_told_name_colour_and_icons(built):
    told = json.loads((built / "en/jiazhou/app.webmanifest").read_text())
    assert (told["name"], told["scope"], told["lang"]) == ("Jiazhou anti-fraud check", "./", "en")
    for one, size in zip(told["icons"], SIZES, strict=True):
        picture = (built / "en/jiazhou" / one["src"]).resolve().read_bytes()
        assert picture == icon("#1f5fa8", size)
        assert one["sizes"] == f"{size}x{size}"


def test_chromium_shows_the_icon_as_it_was_drawn(page, site):
    page.goto(site.address("jiazhou/index.html"))
    seen = page.evaluate("""async () => {
        const picture = new Image()
        picture.src = document.querySelector('link[rel=apple-touch-icon]').href
        await picture.decode()
        const canvas = document.createElement('canvas')
        canvas.width = canvas.height = picture.width
        const pen = canvas.getContext('2d')
        pen.drawImage(picture, 0, 0)
        const at = (x, y) => Array.from(pen.getImageData(x, y, 1, 1).data).slice(0, 3).join(' ')
        return [picture.width, at(5, 5), at(256, 150), at(241, 290)]
    }""")
    assert seen == [512, "31 95 168", "255 255 255", "31 95 168"]

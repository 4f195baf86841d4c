"""The built site in a real Chromium: with and without JavaScript, large, narrow, dark, for everybody."""

import functools
import http.server
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
NATIONAL = ("index", "how-to-report", "verdicts", "privacy", "embed-guide", "receipt", "demo")
CITY = ("index", "report", "receipt", "embed")
TOO_SMALL = """() => Array.from(document.querySelectorAll('a:not(.skip), button, input, select'))
    .filter(one => one.offsetParent && !one.closest('p:not(.actions):not(.calls):not(.plain-links)'))
    .filter(one => one.getBoundingClientRect().height < 47.5).map(one => one.outerHTML)"""
"""What one taps, links in running text aside, that is lower than 48 px."""
WIDTH_OF_HUGE_TEXT = """() => {
    document.documentElement.style.fontSize = '30px'
    document.querySelectorAll('details').forEach(one => { one.open = true })
    return document.documentElement.scrollWidth
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def address(built):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=built))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_page(chromium, address):
    """Return a function that opens a page of the site and hears every request and complaint."""
    contexts = []

    def open_it(path, **options):
        context = chromium.new_context(**{"viewport": PHONE, "locale": "zh-CN", **options})
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda one: page.asked.append(one.url))
        page.on("console", lambda one: page.complaints.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: page.complaints.append(str(one)))
        page.goto(address + path)
        return page

    yield open_it
    for context in contexts:
        context.close()


def every_kind(cities):
    live, paused = cities[0].slug, cities[2].slug
    paths = [*(f"{name}.html" for name in NATIONAL), *(f"{live}/{name}.html" for name in CITY)]
    return [*paths, f"{paused}/index.html", *(f"en/{path}" for path in paths), "404.html"]


def test_the_filter_knows_chinese_and_pinyin(open_page):
    page = open_page("index.html")
    shown = page.locator(".cities a:visible")
    everything = shown.count()
    for typed, found in (
        ("yizh", ["乙州"]),
        ("乙", ["乙州"]),
        ("西省", ["丙州 暂停", "丁<州>"]),
        ("Jia Zhou", ["甲州"]),
    ):
        page.get_by_label("找城市").fill(typed)
        assert [one.replace("\n", " ") for one in shown.all_inner_texts()] == found
        expect(page.get_by_role("status")).to_have_text(f"找到 {len(found)} 个城市")
    page.get_by_label("找城市").fill("没有")
    assert shown.count() == 0
    expect(page.get_by_role("status")).to_contain_text("96110")
    page.get_by_label("找城市").fill("")
    assert shown.count() == everything


def test_enter_opens_the_only_city_left(open_page):
    page = open_page("en/index.html")
    page.get_by_label("Find a city").fill("yi")
    page.get_by_label("Find a city").press("Enter")
    page.wait_for_url("**/en/yizhou/index.html")


def test_the_nearest_city_is_found_on_the_device(open_page):
    page = open_page(
        "index.html", geolocation={"latitude": 30.9, "longitude": 121.0}, permissions=["geolocation"]
    )
    asked = len(page.asked)
    page.get_by_role("button", name="找最近的城市").click()
    expect(page.get_by_role("status")).to_have_text("离您最近：乙州，约 11 公里")
    assert len(page.asked) == asked
    page.get_by_role("status").get_by_role("link").click()
    page.wait_for_url("**/yizhou/index.html")


def test_without_a_position_the_list_is_still_there(open_page):
    page = open_page("index.html", permissions=[])
    page.get_by_role("button", name="找最近的城市").click()
    expect(page.get_by_role("status")).to_contain_text("请从列表中选择")


def test_without_javascript_a_city_is_three_taps_from_an_answer(open_page):
    page = open_page("index.html", java_script_enabled=False)
    assert not page.locator("#filter").is_visible()
    page.get_by_role("link", name="甲州").click()
    expect(page.get_by_label("把可疑的内容粘贴到这里")).to_be_visible()
    expect(page.get_by_role("button", name="查一查")).to_be_visible()
    page.get_by_role("link", name="我要举报").click()
    expect(page.get_by_label("骗局类型")).to_be_visible()
    page.get_by_role("link", name="长辈版").click()
    assert page.locator("html").evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 22
    expect(page.get_by_role("link", name="普通版")).to_be_visible()


def test_without_javascript_the_guide_has_a_snippet_per_city(open_page):
    page = open_page("embed-guide.html", java_script_enabled=False)
    assert not page.locator("#builder").is_visible()
    page.get_by_text("乙州", exact=True).last.click()
    expect(page.get_by_text('<city-antifraud city="yizhou" lang="zh-Hans">')).to_be_visible()


def test_large_text_is_remembered_until_switched_off(open_page):
    page = open_page("jiazhou/index.html")
    page.get_by_role("link", name="长辈版").click()
    expect(page.locator("city-antifraud")).to_have_attribute("text", "large")
    page.get_by_role("link", name="全部城市").click()
    expect(page.locator("html.large")).to_be_visible()
    page.get_by_role("link", name="普通版").click()
    expect(page.locator("html.large")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("link", name="长辈版")).to_be_visible()


def test_a_frame_takes_theme_and_size_from_its_address(open_page):
    page = open_page("jiazhou/embed.html?text=large&theme=dark")
    window = page.locator("city-antifraud")
    expect(window).to_have_attribute("text", "large")
    expect(window).to_have_attribute("theme", "dark")


def test_the_guide_makes_the_snippet_that_was_chosen(open_page, address):
    page = open_page("embed-guide.html", permissions=["clipboard-read", "clipboard-write"])
    code = page.get_by_label("代码", exact=True)
    assert f'<script async src="{address}w/v1/city-antifraud.js"></script>' in code.input_value()
    page.get_by_label("城市", exact=True).select_option("yizhou")
    page.get_by_label("语言", exact=True).select_option("en")
    page.get_by_label("颜色", exact=True).select_option("dark")
    page.get_by_label("文字", exact=True).select_option("large")
    assert '<city-antifraud city="yizhou" lang="en" theme="dark" text="large">' in code.input_value()
    page.get_by_label("方式", exact=True).select_option("iframe")
    assert f'src="{address}en/yizhou/embed.html?text=large&amp;theme=dark"' in code.input_value()
    page.get_by_label("城市", exact=True).select_option("dingzhou")  # has no English
    assert f'src="{address}dingzhou/embed.html?text=large&amp;theme=dark"' in code.input_value()
    page.get_by_role("button", name="复制代码").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code.input_value()


def test_nothing_jumps_when_the_scripts_arrive(open_page):
    page = open_page("index.html")
    shift = page.evaluate("""() => new Promise(done => {
        let sum = 0
        const watch = list => list.getEntries().forEach(one => { sum += one.value })
        new PerformanceObserver(watch).observe({type: 'layout-shift', buffered: true})
        setTimeout(() => done(sum), 100)
    })""")
    assert shift <= 0.02


def test_first_view_of_a_city_is_four_requests_and_small(open_page, built):
    page = open_page("jiazhou/index.html")
    page.wait_for_load_state("networkidle")
    own = [one for one in page.asked if not one.startswith("data:")]
    assert len(own) == 4
    paths = [one.split("/", 3)[3] for one in own if "/w/" not in one]
    total = sum(
        (built / (f"{path}.br" if (built / f"{path}.br").exists() else path)).stat().st_size for path in paths
    )
    assert total <= 12 * 1024 - 8 * 1024  # the widget has a budget of 8 KB of its own


@pytest.fixture(scope="module")
def tour(chromium, address, cities):
    """Visit one page of every kind once and write down all that the tests below ask about."""
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    asked, complaints, visits = [], [], {}
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: complaints.append(str(one)))
    for path in every_kind(cities):
        page.set_viewport_size(PHONE)
        page.goto(address + path)
        visits[path] = {"small": page.evaluate(TOO_SMALL)}
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page)
            visits[path][scheme] = found.generate_report() if found.violations_count else ""
        page.set_viewport_size({"width": 320, "height": 640})
        visits[path]["width"] = page.evaluate(WIDTH_OF_HUGE_TEXT)
    context.close()
    return {"visits": visits, "asked": asked, "complaints": complaints}


def test_no_page_asks_anybody_else_or_breaks_its_policy(tour, address):
    assert len(tour["asked"]) > len(tour["visits"])
    assert [one for one in tour["asked"] if not one.startswith((address, "data:"))] == []
    assert tour["complaints"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(tour, scheme):
    assert {path: seen[scheme] for path, seen in tour["visits"].items() if seen[scheme]} == {}


def test_nothing_overflows_on_a_narrow_screen_with_huge_text(tour):
    assert {path: seen["width"] for path, seen in tour["visits"].items() if seen["width"] > 320} == {}


def test_what_one_taps_is_large_enough(tour):
    # the demonstration is a page of somebody else
    seen = {path: one["small"] for path, one in tour["visits"].items() if "demo" not in path}
    assert {path: small for path, small in seen.items() if small} == {}

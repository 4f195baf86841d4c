"""The built site in a real Chromium: with and without JavaScript, large, narrow, dark, for everybody."""

import pytest
from playwright.sync_api import expect

from tests.serving import listen

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def open_page(chromium, address):
    """Return a function that opens a page of the site and hears every request and complaint."""
    contexts = []

    def open_it(path, **options):
        context = chromium.new_context(**{"viewport": PHONE, "locale": "zh-CN", **options})
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        listen(page)
        page.goto(address + path)
        return page

    yield open_it
    for context in contexts:
        context.close()


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


def test_the_guide_shows_the_real_window_as_chosen_and_who_may_have_it(open_page, address):
    page = open_page("embed-guide.html")
    shown = page.locator("#preview > *")
    page.get_by_label("城市", exact=True).select_option("yizhou")
    page.get_by_label("颜色", exact=True).select_option("dark")
    page.get_by_label("文字", exact=True).select_option("large")
    for name, value in {"city": "yizhou", "lang": "zh-Hans", "theme": "dark", "text": "large"}.items():
        expect(shown).to_have_attribute(name, value)
    page.get_by_label("方式", exact=True).select_option("iframe")
    expect(shown).to_have_attribute("src", "./yizhou/embed.html?text=large&theme=dark")
    expect(page.frame_locator("#preview iframe").locator("city-antifraud")).to_have_attribute("theme", "dark")
    page.get_by_label("方式", exact=True).select_option("link")
    expect(shown).to_have_attribute("href", "./yizhou/index.html")
    expect(page.locator("#hosts")).to_have_text("https://www.yizhou.example.gov.cn")
    expect(page.get_by_role("link", name="怎样核对窗口真伪")).to_have_attribute(
        "href", "./yizhou/genuine.html"
    )


def test_the_page_of_the_codes_fills_them_in_and_says_when_it_cannot(open_page, chromium, address):
    told = {"city": "jiazhou", "day": "2026-11-22", "yours": None}
    told["hosts"] = [
        {"host": "www.jiazhou.example.gov.cn", "code": "7K3M-9QXT"},
        {"host": "o'x", "code": "-"},
    ]
    page = chromium.new_page()
    page.route("**/v1/jiazhou/genuine", lambda route: route.fulfill(json=told))
    page.goto(address + "jiazhou/genuine.html")
    expect(page.locator("td.code")).to_have_text("7K3M-9QXT")
    expect(page.get_by_role("status")).to_contain_text("2026-11-22")
    page.close()
    page = open_page("jiazhou/genuine.html")  # there are no functions here
    expect(page.get_by_role("status")).to_contain_text("不在上面的网站就不要用")
    expect(page.locator("td.code")).to_have_text("—")

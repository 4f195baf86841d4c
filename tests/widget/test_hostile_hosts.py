"""Pages that are hard on the window: style that shouts, no script, a wrong digest, no network."""

import pytest

HOSTILE = """<style>
*, *::before, *::after { all: unset !important; color: red !important; font: 9px/1 serif !important; }
html, body { direction: rtl; text-align: right; letter-spacing: 1em; text-transform: uppercase; }
city-antifraud { display: block !important; width: 330px !important; zoom: 1; line-height: 5; cursor: wait; }
div, p, button, input, textarea, h2 { display: none !important; opacity: 0 !important; }
:root { --paper: red; --ink: red; --main: red; --tap: 1px; --soft: red; }
</style>"""
TELL = """node => {
    const own = getComputedStyle(node)
    const names = ['color', 'fontSize', 'direction', 'letterSpacing', 'textTransform', 'cursor']
    return names.map(name => own[name]).join(' | ')
}"""


def test_style_that_shouts_changes_nothing_inside(page, foreign, stub, document):
    tag = '<city-antifraud city="hangzhou" theme="light"></city-antifraud>'
    seen = []
    for style in ("", HOSTILE):
        foreign.page = document(stub.root, tag=style + tag)
        page.goto(foreign.root + "/")
        page.get_by_role("tab").first.wait_for()
        seen.append(
            [page.locator(one).first.evaluate(TELL) for one in ("label", "textarea", "button", ".help p")]
        )
        assert page.locator("textarea").first.bounding_box()["height"] > 60
    assert seen[0] == seen[1]


def test_nothing_of_the_window_reaches_out(page, foreign, stub, document):
    foreign.page = document(stub.root).replace("<h1>", '<button>x</button><p class="hint">y</p><h1>')
    page.goto(foreign.root + "/")
    before = (
        "getComputedStyle(document.querySelector('main > button')).cssText || "
        "getComputedStyle(document.querySelector('main > button')).backgroundColor"
    )
    page.get_by_role("tab").first.wait_for()
    with_window = page.evaluate(before)
    page.evaluate("document.querySelector('city-antifraud').remove()")
    assert page.evaluate(before) == with_window


@pytest.mark.parametrize("way", ["blocked", "wrong digest", "gone"])
def test_a_script_that_does_not_come_leaves_the_link(page, foreign, stub, document, way):
    foreign.page = document(stub.root)
    if way == "wrong digest":
        wrong = f'<script async crossorigin="anonymous" integrity="sha384-{"A" * 64}"'
        foreign.page = foreign.page.replace("<script async", wrong)
    elif way == "gone":
        foreign.page = foreign.page.replace("city-antifraud.js", "no-such-file.js")
    else:
        page.route("**/w/v1/*", lambda route: route.abort())
    page.goto(foreign.root + "/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("!customElements.get('city-antifraud')")
    assert page.get_by_text("反诈骗查询").is_visible()


def test_without_scripts_the_link_is_there(chromium, foreign, stub, document):
    foreign.page = document(stub.root)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(foreign.root + "/")
    assert page.get_by_text("反诈骗查询").is_visible()
    context.close()


def test_without_a_network_a_look_up_is_unavailable_and_never_no_record(page, open_widget, look):
    open_widget()
    page.locator("#af-lookup").focus()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    try:
        look("13812345678")
        page.locator(".card.unavailable").wait_for()
    finally:
        page.context.set_offline(False)
    assert "暂无记录" not in page.locator(".banner").inner_text()
    for number in ("96110", "110"):
        assert page.locator(f"a[href='tel:{number}']").first.is_visible()


def test_a_page_that_lists_its_trusted_types(page, foreign, stub, document):
    foreign.page = document(stub.root)
    foreign.csp = (
        f"default-src 'none'; script-src {stub.root}; style-src {stub.root}; connect-src {stub.root}; "
        "trusted-types city-antifraud; require-trusted-types-for 'script'"
    )
    page.goto(foreign.root + "/")
    page.locator("#af-lookup").focus()
    page.get_by_text("这个窗口是真的吗？").wait_for()


def genuine(page):
    page.locator("#af-lookup").focus()
    page.get_by_text("这个窗口是真的吗？").click()
    told = page.locator(".genuine [role=status]")
    page.wait_for_timeout(50)
    told.filter(has_text="地址栏").or_(told.filter(has_text="没有登记")).wait_for()
    return told.inner_text()


def test_the_window_tells_its_code_and_where_to_compare_it(page, stub, open_widget, shoot):
    stub.receipt = (200, {"yours": {"host": "www.example.gov.cn", "code": "7K3M-9QXT"}, "hosts": []})
    open_widget()
    assert "www.example.gov.cn 今天的核对码：7K3M-9QXT" in genuine(page)
    assert page.get_by_role("link", name="打开官方核对页").get_attribute("href") == (
        f"{stub.root}/hangzhou/genuine.html"
    )
    shoot("genuine")


def test_a_site_that_is_not_registered_is_told_as_such(page, stub, open_widget):
    stub.receipt = (403, {"code": "origin_not_allowed"})
    open_widget()
    assert "没有登记" in genuine(page)
    assert page.get_by_role("link", name="打开官方核对页").count() == 0


@pytest.mark.parametrize(
    "answer", [(503, {"code": "store_unavailable"}), (200, {"yours": None}), (200, "nonsense")]
)
def test_without_a_code_the_address_bar_is_named(page, stub, open_widget, answer):
    stub.receipt = answer
    open_widget()
    assert "核对码：" not in genuine(page)

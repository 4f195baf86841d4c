"""The element in pages it does not know: other origins, strict policies, other charsets, plain http."""

import base64
import hashlib
import re

import pytest

CSP = (
    "default-src 'none'; script-src {root}; style-src {root}; connect-src {root}; img-src 'self' data:; "
    "require-trusted-types-for 'script'"
)


@pytest.fixture
def open_foreign(page, stub, foreign, document):
    def opened(attributes="", tag=None, csp=CSP):
        foreign.page = document(stub.root, attributes, tag)
        foreign.csp = csp.format(root=stub.root)
        page.goto(foreign.root + "/")
        return page

    return opened


def test_a_foreign_page_with_a_strict_policy_looks_up_and_reports(
    page, stub, foreign, open_foreign, look, answer, receipt, shoot
):
    stub.lookup = (200, answer("reported", ("phone", "138 1234 5678", {"level": "reported"}, {})))
    stub.report = (201, receipt)
    open_foreign()
    page.get_by_role("tab").first.wait_for()
    look()
    page.get_by_role("button", name="举报这条").click()
    page.locator("#af-category-job").check()
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()
    assert [path for method, path, *_ in stub.asked if method == "OPTIONS"] == []
    assert stub.fields()["category"] == ["job"]
    assert "Cookie" not in stub.asked[-1][3]
    shoot("foreign-page")


def test_the_style_of_the_page_around_does_not_reach_in(page, stub, foreign, open_foreign):
    foreign_style = "<style>*{color:red!important;font-size:9px!important;display:block!important}</style>"
    tag = f'{foreign_style}<city-antifraud city="hangzhou" theme="light"></city-antifraud>'
    open_foreign(tag=tag, csp="")
    page.get_by_role("tab").first.wait_for()
    label = page.locator("label").first
    assert label.evaluate("node => getComputedStyle(node).color") == "rgb(26, 32, 39)"
    assert label.evaluate("node => getComputedStyle(node).fontSize") == "17px"


def test_an_engine_without_constructed_sheets_gets_the_style_through_a_link(page, stub, open_foreign):
    sheets = "prototype.adoptedStyleSheets"
    old = f"<script>delete ShadowRoot.{sheets}; delete Document.{sheets}</script>"
    open_foreign(tag=f'{old}<city-antifraud city="hangzhou" theme="light"></city-antifraud>', csp="")
    page.get_by_role("tab", name="举报").click()
    page.locator("summary").first.wait_for()
    assert page.locator("label").first.evaluate("node => getComputedStyle(node).fontSize") == "17px"
    assert page.locator("summary").first.evaluate("node => getComputedStyle(node).minHeight") == "48px"


def test_a_page_in_gbk_shows_chinese(page, stub, foreign, open_foreign):
    foreign.charset = "gbk"
    open_foreign()
    page.get_by_role("tab", name="查询").wait_for()
    page.get_by_role("tab", name="举报").click()
    page.locator("#af-text").wait_for()


def test_a_pinned_script_pins_what_it_loads(page, stub, foreign, document):
    foreign.page = document(stub.root)
    script = page.request.get(stub.root + "/w/v1/city-antifraud.js").body()
    digest = "sha384-" + base64.b64encode(hashlib.sha384(script).digest()).decode()
    foreign.page = foreign.page.replace(
        "<script async", f'<script async crossorigin="anonymous" integrity="{digest}"'
    )
    page.goto(foreign.root + "/")
    page.get_by_role("tab", name="举报").click()
    page.locator("#af-text").wait_for()
    page.wait_for_function("document.querySelectorAll('script[integrity]').length === 4")


def test_a_plain_http_host_works(page, stub, document, look, answer, receipt):
    stub.lookup = (200, answer("no_record", ("qq", "123456789", {}, {})))
    stub.report = (201, receipt)
    stub.page = document("")
    page.goto(f"http://window.test:{stub.port}/")
    page.get_by_role("tab").first.wait_for()
    assert page.evaluate("isSecureContext") is False
    look()
    page.get_by_role("button", name="举报这条").click()
    page.locator("#af-category-job").check()
    page.get_by_role("button", name="直接提交").click()
    page.get_by_role("button", name="复制").click()
    assert page.evaluate("String(getSelection())").strip() in {"", "7K3M-9QXT-2HVW-R4CM"}
    assert page.locator(".number").is_visible()


def test_two_copies_on_one_page_do_not_mix(page, stub, open_widget, answer):
    stub.lookup = (200, answer("reported", ("qq", "123456789", {"level": "reported"}, {})))
    other = '<city-antifraud city="yuxi" lang="en"></city-antifraud>'
    open_widget(tag=f'<city-antifraud city="ningbo"></city-antifraud>{other}')
    second = page.locator("city-antifraud").nth(1)
    second.locator("#af-lookup").fill("123456789")
    second.get_by_role("button", name="Check", exact=True).click()
    second.locator(".banner").wait_for()
    assert page.locator("city-antifraud").nth(0).locator(".banner").count() == 0
    assert [path for _, path, *_ in stub.asked if path.startswith("/v1/")] == ["/v1/yuxi/lookup"]


def test_without_a_city_the_fallback_in_the_tag_stays(page, open_foreign):
    open_foreign(tag='<city-antifraud><a href="#x">打开查询页</a></city-antifraud>')
    page.wait_for_function("!!customElements.get('city-antifraud')")
    assert page.get_by_text("打开查询页").is_visible()


def test_the_fallback_is_hidden_once_the_window_stands(page, open_widget):
    open_widget()
    assert page.locator("a[href='#no-script']").is_hidden()


def test_the_api_attribute_names_another_root(page, stub, foreign, open_widget, look, answer):
    foreign.lookup = (200, answer("no_record", ("qq", "123456789", {}, {})))
    stub_tag = f'<city-antifraud city="hangzhou" api="{foreign.root}/sub"></city-antifraud>'
    open_widget(tag=stub_tag)
    stub.csp = ""
    page.reload()
    page.get_by_role("tab").first.wait_for()
    look()
    page.locator(".banner").wait_for()
    assert foreign.asked[-1][1] == "/sub/v1/hangzhou/lookup"


def test_a_change_of_language_keeps_what_is_there(page, stub, open_widget, look, answer, shoot):
    stub.lookup = (
        200,
        answer(
            "high_risk",
            ("phone", "138 1234 5678", {"level": "high_risk", "reporters": 7}, {}),
            advice=("do_not_pay",),
        ),
    )
    open_widget()
    look()
    page.get_by_role("tab", name="举报").click()
    page.locator("#af-text").fill("他说")
    page.get_by_role("button", name="下一步").click()
    page.locator("#af-category-refund").check()
    page.evaluate("document.querySelector('city-antifraud').lang = 'en'")
    page.get_by_role("tab", name="Report").wait_for()
    page.locator("h2.step").get_by_text("Step 2 of 6").wait_for()
    assert page.locator("#af-category-refund").is_checked()
    assert page.locator("#af-text").input_value() == "他说"
    shoot("report-en")
    page.get_by_role("tab", name="Look up").click()
    assert page.locator("#af-lookup").input_value() == "13812345678"
    assert page.locator(".af").get_attribute("lang") == "en"
    assert not re.search("[\u4e00-\u9fff]", page.locator("[role=tabpanel]:visible").inner_text())
    shoot("verdict-en")


def test_an_iframe_gets_the_height_of_its_page_and_from_nobody_else(page, stub, foreign):
    stub.page = (
        '<!doctype html><title>x</title><body style="margin:0"><div style="height:777px"></div>'
        '<script src="/w/v1/embed-page.js"></script>'
    )
    foreign.page = (
        f'<!doctype html><title>y</title><iframe data-city-antifraud src="{stub.root}/"></iframe>'
        f'<script async src="{stub.root}/w/v1/embed-frame.js"></script>'
    )
    page.goto(foreign.root + "/")
    page.wait_for_function("document.querySelector('iframe').style.height === '777px'")
    page.evaluate("postMessage({ type: 'city-antifraud:height', height: 5 }, '*')")
    page.wait_for_timeout(50)
    assert page.evaluate("document.querySelector('iframe').style.height") == "777px"

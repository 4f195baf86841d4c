"""The window recognises clues itself: what it shows while somebody types, and what a look-up sends."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from antifraud.clues.url import canonicalize

WIDGET = Path(__file__).parents[2] / "widget"

MESSAGE = "【客服】您的订单异常，加V：abc_1234 或致电13812345678，打开 www.icbc-vip.top/a 退款，验证码 482913"
SHOWN = ["微信号 abc_1234", "电话号码 138 1234 5678", "网址链接 www.icbc-vip.top/a"]
SENT = ["wechat:abc_1234", "phone:+8613812345678", "url:http://www.icbc-vip.top/a"]


@pytest.fixture
def chips(page):
    """Gives what the window says it recognises, once it says so many things."""

    def shown(count: int) -> list[str]:
        page.locator(".found span").nth(count - 1).wait_for()
        return page.locator(".found span").all_inner_texts()

    return shown


def posted(stub):
    return [fields for method, _, fields, _ in stub.asked if method == "POST"]


def test_what_is_typed_is_recognised_under_the_box(page, open_widget, chips, shoot):
    open_widget()
    page.locator("#af-lookup").fill(MESSAGE)
    assert chips(3) == SHOWN
    found = page.locator(".found")
    assert found.inner_text().startswith("认出：")
    assert found.locator("xpath=..").get_attribute("aria-live") == "polite"
    assert Axe().run(page).violations_count == 0
    shoot("recognised")


def test_it_is_said_again_only_when_it_changes(page, open_widget, chips):
    open_widget()
    page.locator("#af-lookup").fill(MESSAGE)
    chips(3)
    page.evaluate("""() => { window.changes = 0;
        const root = document.querySelector('city-antifraud').shadowRoot;
        const watch = new MutationObserver(() => { changes++ });
        watch.observe(root.querySelector('.found'), { childList: true }) }""")
    page.locator("#af-lookup").press("End")
    page.locator("#af-lookup").press_sequentially("好的")
    page.wait_for_timeout(500)
    assert page.evaluate("changes") == 0
    page.locator("#af-lookup").fill("")
    page.locator(".found span").first.wait_for(state="detached")
    assert page.locator(".found").inner_text() == ""


def test_it_says_which_kind_of_fraud_the_words_sound_like(page, open_widget):
    open_widget()
    page.locator("#af-lookup").fill("先垫付，然后返佣")
    page.locator(".heard:not(:empty)").wait_for()
    assert page.locator(".heard").inner_text().startswith("这段话听起来像：")
    assert page.locator(".found").inner_text() == ""


def test_the_kind_of_fraud_is_said_as_soon_as_its_name_has_come(page, open_widget, chips):
    held = []

    def hold(route):
        held.append(route)

    page.route("**/city-antifraud.answers.js", hold)
    open_widget()
    page.locator("#af-lookup").fill("您的积分即将清零，请点击 www.icbc-jf.top 兑换现金")
    assert chips(1) == ["网址链接 www.icbc-jf.top"]
    assert page.locator(".heard").inner_text() == ""
    held[0].continue_()
    page.locator(".heard", has_text="积分兑换短信").wait_for()


def test_english_says_it_in_english(page, open_widget, chips):
    open_widget('lang="en"')
    page.locator("#af-lookup").fill("QQ 123456789")
    assert chips(1) == ["QQ number 123456789"]
    assert page.locator(".found").inner_text().startswith("Recognised:")


def test_a_look_up_sends_the_clues_and_never_the_message(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("no_record", ("phone", "138 1234 5678", {}, {})))
    open_widget()
    look(MESSAGE)
    page.locator(".banner").wait_for()
    assert posted(stub) == [{"clues": SENT}]
    assert page.locator("#af-lookup").input_value() == MESSAGE


def test_one_thing_with_several_readings_is_sent_as_it_is(page, stub, open_widget, look, answer, chips):
    stub.lookup = (200, answer("no_record", ("qq", "12345678", {}, {})))
    open_widget()
    look(" 1234 5678 ")
    page.locator(".banner").wait_for()
    assert posted(stub) == [{"clues": [":1234 5678"]}]
    assert len(chips(1)) == 1


@pytest.mark.parametrize("text", ["你好", "验证码482913，请勿泄露", "身份证 11010519491231002X"])
def test_where_nothing_is_recognised_the_text_is_sent(text, page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("no_record", advice=("no_clue_found",)))
    open_widget()
    look(text)
    page.locator(".banner").wait_for()
    assert posted(stub) == [{"text": [text]}]


def test_without_the_file_the_text_is_sent_and_nothing_else_is_said(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("no_record", ("phone", "138 1234 5678", {}, {})))
    page.route("**/city-antifraud.clues.js", lambda route: route.abort())
    open_widget()
    look(MESSAGE)
    page.locator(".banner").wait_for()
    assert posted(stub) == [{"text": [MESSAGE]}]
    assert page.locator(".error:visible").count() == 0


def test_an_engine_that_cannot_read_the_file_sends_the_text(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("no_record", ("phone", "138 1234 5678", {}, {})))
    empty = {
        "body": "",
        "content_type": "text/javascript",
    }  # as a script that does not parse: nothing comes of it
    page.route("**/city-antifraud.clues.js", lambda route: route.fulfill(**empty))
    open_widget()
    look(MESSAGE)
    page.locator(".banner").wait_for()
    assert posted(stub) == [{"text": [MESSAGE]}]


def test_functions_that_do_not_know_the_list_are_asked_with_the_text(page, stub, open_widget, look):
    stub.lookup = (422, {"code": "invalid_fields", "fields": [{"field": "clues", "code": "unknown_field"}]})
    open_widget()
    look(MESSAGE)
    page.locator("#af-lookup-error:visible").wait_for()
    assert [list(fields) for fields in posted(stub)] == [["clues"], ["text"]]


def test_more_than_one_look_up_takes_goes_as_text(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("no_record"))
    numbers = "\n".join(f"138{number:08}" for number in range(21))
    open_widget()
    look(numbers)
    page.locator(".banner").wait_for()
    assert list(posted(stub)[0]) == ["text"]
    assert page.locator(".found span").count() == 6


NAMES = (
    "中国 é ß ς Ａｂ ① ℀ … 中。国 a\u00adb a\u200db \u0928\u094d\u200d\u0915 \u0301a xn--é ab--é é- -é a≠ ẞ"
    " שלום 1א א1 א-ב aא مرحبا ١٢ 0٭ ｘn--fiqs8s аррӏе ⅳ ㎏ ﷺ ａ\u00a0b ￡ ö\u0308 が は\u3099 ｶﾞ 한글"
    " ᄒ\u1161 ไทย हिन्दी ✿ i❤ 😀 a\u0338 =\u0338 <\u0338 <é é| é%41"
)
CANONICAL = """labels => import("/modules/url.js").then(({ tryCanonical }) =>
    labels.map(label => tryCanonical("http://" + label + ".cn/")))"""


def test_names_become_ascii_as_in_python(page, stub):
    """Chromium's own address parser does what the package `idna` does in Python."""
    clues = WIDGET / "clues"
    page.route(
        "**/modules/**",
        lambda route: route.fulfill(
            body=(clues / route.request.url.partition("/modules/")[2]).read_text("utf-8"),
            content_type="text/javascript",
        ),
    )
    page.goto(stub.root + "/")
    labels = NAMES.split(" ")
    assert page.evaluate(CANONICAL, labels) == [canonicalize(f"http://{label}.cn/") for label in labels]

"""The tab 查询 in a real Chromium: every level's card, outages, and the way to a report."""

import pytest

OWNER = {"zh": "中国建设银行", "en": "China Construction Bank"}
CLUES = {
    "confirmed": (
        "bank_card",
        "6222 **** **** 7890",
        {
            "reasons": ["authority_record"],
            "source": {"zh": "杭州市公安局", "en": "Hangzhou police"},
            "categories": ["fake_bank"],
            "first_seen": "2026-11-02",
            "last_seen": "2026-11-20",
        },
        {"advice": ["do_not_pay", "call_110_if_paid"]},
    ),
    "high_risk": (
        "phone",
        "138 1234 5678",
        {
            "reasons": ["independent_reports", "several_cities", "recent_reports"],
            "reports": 9,
            "reporters": 7,
            "cities": ["a", "b", "c", "d"],
            "categories": ["refund", "fake_customer_service"],
            "first_seen": "2026-11-02",
            "last_seen": "2026-11-20",
        },
        {"advice": ["do_not_pay", "block_it"]},
    ),
    "reported": (
        "qq",
        "123456789",
        {
            "reasons": ["few_reports"],
            "reports": 1,
            "reporters": 1,
            "cities": ["a"],
            "first_seen": "2026-11-19",
            "last_seen": "2026-11-19",
            "flags": ["disputed"],
        },
        {"advice": ["do_not_add"]},
    ),
    "official": (
        "phone",
        "+86 95533",
        {
            "reasons": ["listed_line"],
            "owner": OWNER,
            "dial": "95533",
        },
        {"advice": ["hang_up_and_dial"], "hints": ["forged_display"]},
    ),
    "no_record": ("url", "www.example.com/gift?id=7", {}, {"advice": ["not_safe"]}),
    "unavailable": ("wechat", "abc_123", {"reasons": ["not_reached"]}, {"advice": ["try_again"]}),
}
WORDS = {
    "confirmed": "已确认诈骗",
    "high_risk": "高度可疑",
    "reported": "有人举报过",
    "official": "官方登记",
    "no_record": "暂无记录",
    "unavailable": "暂时查不到",
}
ADVICE = {
    "confirmed": ("do_not_pay", "stop_contact", "call_110_if_paid"),
    "high_risk": ("do_not_pay", "no_codes", "call_96110"),
    "reported": ("do_not_pay", "ask_family", "call_96110"),
    "official": ("hang_up_and_dial",),
    "no_record": ("not_safe", "ask_family", "call_96110"),
    "unavailable": ("call_96110", "try_again"),
}


def _clue(level):
    kind, display, verdict, more = CLUES[level]
    return kind, display, {**verdict, "level": level}, more


@pytest.mark.parametrize("level", WORDS)
def test_each_level_has_its_card_and_takes_the_focus(level, page, stub, open_widget, look, answer, shoot):
    stub.lookup = (200, answer(level, _clue(level), advice=ADVICE[level]))
    open_widget()
    look()
    heading = page.locator(".banner")
    assert WORDS[level] in heading.inner_text()
    assert heading.evaluate("node => node.getRootNode().activeElement === node")
    assert page.locator(f".card.{level} svg").count() == 1
    assert WORDS[level] in page.locator(".clue .badge").inner_text()
    assert CLUES[level][1] in page.locator(".clue h3").inner_text()
    assert stub.fields() == {"clues": [":13812345678"]}
    shoot(f"level-{level}")


def test_counts_cities_days_and_kinds_are_told(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("high_risk", _clue("high_risk")))
    open_widget()
    look()
    page.locator(".clue").get_by_text("多为：网购退款、冒充电商物流客服").wait_for()
    spans = page.locator(".clue .facts span").all_inner_texts()
    assert spans == ["7 人举报", "30 个城市中的 4 个", "首次 2026-11-02", "最近一次：昨天"]


def test_an_official_line_says_whose_it_is_and_dials(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("official", _clue("official")))
    open_widget()
    look("+8695533")
    clue = page.locator(".clue")
    assert "登记单位：中国建设银行" in clue.inner_text()
    assert clue.locator(".warn").count() == 1  # the forged display
    assert clue.get_by_role("link", name="自己拨打 95533").get_attribute("href") == "tel:95533"
    clue.get_by_role("button", name="复制").click()
    clue.get_by_role("button", name="已复制").wait_for()


def test_no_record_never_says_safe_and_asks_what_happened(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("no_record", _clue("no_record"), advice=ADVICE["no_record"]))
    open_widget()
    look()
    assert "没有记录不等于安全" in page.locator(".card").inner_text()
    page.get_by_role("button", name="让我转账").click()
    page.get_by_text("先别转").wait_for()
    page.get_by_role("button", name="举报，说说发生了什么").click()
    assert page.get_by_role("tab", name="举报").get_attribute("aria-selected") == "true"


def test_a_text_without_a_clue_says_so(page, stub, open_widget, look, answer, shoot):
    stub.lookup = (200, answer("no_record", advice=("no_clue_found",)))
    open_widget()
    look("你好")
    assert "没有认出线索" in page.locator(".banner").inner_text()
    assert "完整粘贴" in page.locator(".card").inner_text()
    shoot("no-clue")


@pytest.mark.parametrize("status", [500, 502, 503])
def test_an_outage_is_unavailable_and_keeps_the_text(status, page, stub, open_widget, look, answer, shoot):
    body = answer("unavailable", _clue("unavailable"), _clue("official"))
    stub.lookup = (status, body if status == 503 else "<html>bad gateway</html>")
    open_widget()
    look("转账到 6222021234567890")
    assert "暂时查不到" in page.locator(".banner").inner_text()
    assert "暂无记录" not in page.locator(".af").inner_text()
    assert page.get_by_label("把可疑的内容粘贴到这里").input_value() == "转账到 6222021234567890"
    assert page.locator(".help a:visible").first.get_attribute("href") == "tel:96110"
    assert page.locator(".clue").count() == (2 if status == 503 else 0)
    shoot(f"outage-{status}")
    stub.lookup = (200, answer("reported", _clue("reported")))
    page.get_by_role("button", name="再试一次").click()
    page.get_by_role("heading", name="有人举报过").first.wait_for()


def test_a_refused_connection_is_unavailable(page, stub, open_widget, look, shoot):
    open_widget('api="http://127.0.0.1:9/"')
    stub.csp = ""
    page.reload()
    page.get_by_role("tab").first.wait_for()
    page.evaluate("addEventListener('city-antifraud:error', event => { window.code = event.detail.code })")
    look()
    page.get_by_role("heading", name="暂时查不到").first.wait_for()
    assert page.evaluate("window.code") == "no_network"
    shoot("no-network")


def test_a_level_of_a_newer_server_is_unavailable(page, stub, open_widget, look, answer):
    clue = (
        "sms_code",
        "12345",
        {"level": "purple", "reasons": ["new_reason", "few_reports"]},
        {"advice": ["new_advice"]},
    )
    stub.lookup = (200, answer("no_record", clue, advice=("new_advice",)))
    open_widget()
    look()
    page.get_by_role("heading", name="暂时查不到").first.wait_for()
    assert "线索" in page.locator(".clue h3").inner_text()
    assert "举报人数还少，不足以下结论" in page.locator(".clue").inner_text()


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (422, {"code": "invalid_fields", "fields": [{"field": "text", "code": "too_long"}]}, "太长了"),
        (413, {"code": "too_large"}, "内容太长"),
        (429, {"code": "too_many_requests"}, "操作太频繁"),
        (403, {"code": "code_of_tomorrow"}, "系统出错"),
    ],
)
def test_a_refusal_is_told_at_the_box(status, body, sentence, page, stub, open_widget, look):
    stub.lookup = (status, body)
    open_widget()
    look("abc")
    page.locator("#af-lookup-error").get_by_text(sentence).wait_for()
    assert page.get_by_label("把可疑的内容粘贴到这里").input_value() == "abc"
    assert page.locator(".banner").count() == 0


def test_nothing_typed_asks_nothing(page, stub, open_widget, look):
    open_widget()
    look("   ")
    assert page.locator("#af-lookup-error").inner_text() == "必填"
    assert [method for method, *_ in stub.asked if method == "POST"] == []


def test_several_clues_each_have_a_card_and_can_be_reported_together(
    page, stub, open_widget, look, answer, shoot
):
    levels = list(WORDS)
    stub.lookup = (200, answer("confirmed", *map(_clue, levels), advice=ADVICE["confirmed"]))
    open_widget()
    look("整条短信")
    assert page.locator(".clue .badge").all_inner_texts() == [WORDS[level] for level in levels]
    page.get_by_text("多为：网购退款").wait_for()
    shoot("several-clues")
    page.get_by_role("button", name="全部举报").click()
    page.locator(".chosen li").first.wait_for(state="attached")
    assert page.locator(".chosen li").count() == 5  # as many as one report takes


def test_the_events_carry_codes_and_never_the_text(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("reported", _clue("reported")))
    open_widget()
    page.evaluate("""() => { window.seen = []; for (const name of ['verdict', 'report', 'error'])
        addEventListener('city-antifraud:' + name, event => seen.push([name, event.detail])) }""")
    look("secret text")
    page.locator(".banner").wait_for()
    assert page.evaluate("seen") == [["verdict", {"level": "reported"}]]

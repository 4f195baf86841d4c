"""The tab 举报 in a real Chromium: one thing a page, nothing typed is lost, nothing counts twice."""

import pytest

from tests.widget.reading import page_title


@pytest.fixture
def report_tab(page, open_widget):
    def opened(attributes=""):
        open_widget(attributes)
        page.get_by_role("tab").nth(1).click()
        page.locator("#af-text").wait_for()
        return page

    return opened


def _send(page):
    page.get_by_role("button", name="提交举报").click()


def _quickly(page, text="138 1234 5678"):
    page.locator("#af-text").fill(text)
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="直接提交").click()


def _focused(page, selector):
    return page.locator(selector).evaluate("node => node.getRootNode().activeElement === node")


def _posts(stub):
    return [(path, fields) for method, path, fields, _ in stub.asked if method == "POST"]


def test_every_page_in_turn_and_what_is_sent_in_the_end(page, stub, report_tab, step, receipt, shoot):
    stub.report = (201, receipt)
    report_tab()
    shoot("report-1-what")
    page.locator("#af-text").fill("138 1234 5678")
    page.locator(".found b").wait_for()
    step("是哪一种骗局")
    assert "第 2 步，共 6 步" in page.locator("h2.step").inner_text()
    assert _focused(page, "h2.step")
    shoot("report-2-category")
    assert page.get_by_role("button", name="跳过这一步").is_visible()
    page.get_by_text("网购退款").click()
    step("什么时候")
    shoot("report-3-details")
    page.get_by_label("打电话").check()
    page.locator("#af-amount").fill("￥1,200.50 元")
    step("说说经过")
    page.locator("#af-story").fill("说我的快递丢了，要退款")
    shoot("report-4-story")
    step("要留联系方式吗")
    assert page.locator("#af-call_back").is_hidden()
    page.locator("#af-contact").fill("0571-8888 8888")
    page.locator("#af-call_back").check()
    page.locator("#af-for_other").check()
    shoot("report-5-contact")
    step("看一遍")
    said = page.locator(".said").all_inner_texts()
    assert len(said) == 5
    assert "网购退款" in said[1]
    assert "0571-8888 8888" in said[4]
    assert [method for method, path, *_ in stub.asked if method == "POST"] == []
    shoot("report-6-review")
    _send(page)
    heading = page.locator(".done .banner")
    heading.wait_for()
    assert _focused(page, ".done .banner")
    ((path, fields),) = _posts(stub)
    assert path == "/v1/hangzhou/reports"
    assert {
        name: values[0] for name, values in fields.items() if name not in {"device", "idempotency_key"}
    } == {
        "text": "138 1234 5678",
        "category": "refund",
        "channel": "phone_call",
        "amount": "1200.50",
        "story": "说我的快递丢了，要退款",
        "contact": "0571-8888 8888",
        "call_back": "true",
        "for_other": "true",
    }
    assert all(len(fields[name][0]) == 32 for name in ("device", "idempotency_key"))


def test_who_is_in_a_hurry_sends_a_clue_alone(page, stub, report_tab, receipt):
    stub.report = (201, {**receipt, "category": "other"})
    report_tab()
    assert page.get_by_role("button", name="直接提交").count() == 0
    _quickly(page)
    page.locator(".number").wait_for()
    assert _posts(stub)[0][1].keys() == {"text", "device", "idempotency_key"}


def test_going_back_and_changing_loses_nothing(page, report_tab, step):
    report_tab()
    page.locator("#af-text").fill("138 1234 5678")
    step("是哪一种骗局")
    page.get_by_text("网购退款").click()
    step("什么时候")
    page.get_by_role("button", name="上一步").click()
    assert page.locator("#af-category-refund").is_checked()
    page.get_by_role("button", name="上一步").click()
    assert page.locator("#af-text").input_value() == "138 1234 5678"
    for title in ("是哪一种骗局", "什么时候", "说说经过", "要留联系方式吗", "看一遍"):
        step(title)
    page.get_by_role("button", name="修改：是哪一种骗局").click()
    assert page.locator("#af-category-refund").is_checked()
    assert page.url.endswith("/"), "the page around keeps its address"


def test_a_page_with_a_mistake_says_so_and_leads_to_the_field(page, stub, report_tab, step, shoot):
    report_tab()
    page.get_by_role("button", name="下一步").click()
    summary = page.locator(".summary")
    summary.wait_for()
    assert _focused(page, ".summary")
    shoot("report-missing")
    summary.get_by_role("link").click()
    assert _focused(page, "#af-text")
    assert page.locator("#af-text").get_attribute("aria-invalid") == "true"
    page.locator("#af-text").fill("138 1234 5678")
    step("是哪一种骗局")
    step("什么时候")
    page.locator("#af-amount").fill("很多")
    page.get_by_role("button", name="下一步").click()
    page.locator("#af-amount-error").get_by_text("请填写数字").wait_for()
    page.locator("#af-amount").fill("0.125")
    page.get_by_role("button", name="直接提交").click()
    page.locator("#af-amount-error").get_by_text("最多两位小数").wait_for()
    assert page.url.endswith("/")
    assert _posts(stub) == []


def test_faults_of_the_server_stand_at_their_fields_and_nothing_is_lost(page, stub, report_tab, step, shoot):
    fields = [
        {"field": "amount", "code": "negative"},
        {"field": "clues.0", "code": "not_a_clue"},
        {"field": "device", "code": "bad_tomorrow"},
    ]
    stub.report = (422, {"status": 422, "code": "invalid_fields", "fields": fields})
    report_tab()
    page.locator("#af-text").fill("你好")
    for title in ("是哪一种骗局", "什么时候", "说说经过"):
        step(title)
    page.locator("#af-story").fill("说我的快递丢了，要退款")
    page.get_by_role("button", name="直接提交").click()
    page.locator(".summary li").nth(2).wait_for()
    assert page.locator("#af-text-error").inner_text() == "没有认出线索"
    shoot("report-faults")
    page.locator(".summary").get_by_role("link", name="损失金额").click()
    assert _focused(page, "#af-amount")
    assert page.locator("#af-amount-error").inner_text() == "金额不能是负数"
    step("说说经过")
    assert page.locator("#af-story").input_value() == "说我的快递丢了，要退款"


def test_what_the_person_has_to_wait_for_is_told_and_the_key_stays(page, stub, report_tab, receipt, shoot):
    stub.report = (429, {"code": "too_many_requests"})
    report_tab()
    _quickly(page)
    page.locator(".summary").wait_for()
    first = stub.fields()
    shoot("report-refused")
    stub.report = (201, receipt)
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()
    assert stub.fields() == first
    page.get_by_role("button", name="再举报一条").click()
    assert page.locator("#af-text").input_value() == ""
    _quickly(page)
    page.locator(".number").wait_for()
    assert stub.fields()["device"] == first["device"]
    assert stub.fields()["idempotency_key"] != first["idempotency_key"]


@pytest.mark.parametrize("failure", [(503, {"code": "store_unavailable"}), (502, "<html>")])
def test_an_outage_is_waited_out_with_the_same_key(failure, page, stub, report_tab, receipt, shoot):
    stub.report = failure
    report_tab()
    _quickly(page)
    page_title(page, "还没有发出去").wait_for()
    first = stub.fields()
    shoot(f"report-waiting-{failure[0]}")
    stub.report = (201, receipt)
    page.get_by_role("button", name="马上再试").click()
    page.locator(".number").wait_for()
    assert stub.fields() == first


def test_a_second_report_of_the_same_clue_says_it_counts_once(page, stub, report_tab, receipt, shoot):
    stub.report = (200, {**receipt, "receipt": None, "status": "already_reported", "timeline": []})
    report_tab()
    _quickly(page)
    page.get_by_role("heading", name="您已经举报过这条线索").wait_for()
    assert page.locator(".number").count() == 0
    assert page.get_by_role("button", name="撤回").count() == 0
    shoot("already-reported")


def test_a_look_up_becomes_a_report_without_typing_again(
    page, stub, open_widget, look, answer, receipt, shoot
):
    stub.lookup = (
        200,
        answer(
            "high_risk",
            ("phone", "138 1234 5678", {"level": "high_risk"}, {"value": "+8613812345678"}),
            ("bank_card", "6222 **** 7890", {"level": "no_record"}, {"value": "6222021234567890"}),
        ),
    )
    stub.report = (201, receipt)
    open_widget()
    look("整条短信")
    page.locator(".clue").nth(0).get_by_role("button", name="举报这条").click()
    page_title(page, "是哪一种骗局").wait_for()
    page.get_by_role("tab", name="查询").click()
    page.get_by_role("button", name="全部举报").click()
    page.get_by_role("button", name="上一步").click()
    assert page.locator(".chosen li").count() == 2
    assert page.locator("#af-text").is_hidden()
    shoot("report-from-lookup")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()
    assert stub.fields()["clues"] == ["phone:+8613812345678", "bank_card:6222021234567890"]
    assert "text" not in stub.fields()


def test_a_chosen_clue_can_be_taken_out_again(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("no_record", ("qq", "123456789", {}, {})))
    open_widget()
    look()
    page.get_by_role("button", name="举报这条").click()
    page.get_by_role("button", name="上一步").click()
    page.get_by_role("button", name="去掉 123456789").click()
    assert page.locator("#af-text").is_visible()
    assert _focused(page, "#af-text")


def test_a_second_look_up_puts_aside_what_was_typed_and_gives_it_back(page, stub, open_widget, look, answer):
    open_widget()
    stub.lookup = (200, answer("no_record", ("qq", "123456789", {}, {})))
    look()
    page.get_by_role("button", name="举报这条").click()
    page.get_by_text("网购退款").click()
    page.get_by_role("tab", name="查询").click()
    stub.lookup = (200, answer("no_record", ("qq", "987654321", {}, {})))
    look()
    page.get_by_role("button", name="举报这条").click()
    page.get_by_text("已换成这条线索").wait_for()
    assert not page.locator("#af-category-refund").is_checked()
    page.get_by_role("button", name="找回刚才填的").click()
    assert page.locator("#af-category-refund").is_checked()
    page.get_by_role("button", name="上一步").click()
    page.get_by_text("123456789").last.wait_for()


def test_the_report_tab_that_cannot_be_loaded_says_so_and_can_be_tried_again(page, stub, open_widget, shoot):
    page.route("**/city-antifraud.more.js", lambda route: route.abort())
    open_widget()
    page.get_by_role("tab", name="举报").click()
    page.get_by_text("网络不通").wait_for()
    shoot("report-not-loaded")
    page.unroute("**/city-antifraud.more.js")
    page.get_by_role("button", name="再试一次").click()
    page.locator("#af-text").wait_for()


def test_a_receipt_is_told_even_when_the_file_of_the_receipt_is_missing(page, stub, report_tab, receipt):
    page.route("**/city-antifraud.receipt.js", lambda route: route.abort())
    stub.report = (201, receipt)
    report_tab()
    _quickly(page)
    page.locator(".number").wait_for()
    assert page.locator(".number").inner_text() == "7K3M-9QXT-2HVW-R4CM"


def test_the_last_day_that_can_be_chosen_is_today(page, report_tab):
    report_tab()
    today = page.evaluate("new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10)")
    assert page.locator("#af-happened_on").get_attribute("max") == today
    assert page.locator("[name=af-category]").count() == 16

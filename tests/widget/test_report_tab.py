"""The tab 举报 in a real Chromium: nothing typed is lost, nothing counts twice, receipts are found again."""

import pytest


@pytest.fixture
def report_tab(page, open_widget):
    def opened(attributes=""):
        open_widget(attributes)
        page.get_by_role("tab").nth(1).click()
        page.locator("#af-category").wait_for()
        return page

    return opened


def _fill(page):
    page.locator("#af-text").fill("138 1234 5678")
    page.get_by_label("骗局类型").select_option("refund")
    page.get_by_label("损失金额").fill("1200.50")
    page.get_by_label("经过").fill("说我的快递丢了，要退款")


def _send(page):
    page.get_by_role("button", name="提交举报").click()


def test_a_report_ends_with_a_receipt_and_its_progress(page, stub, report_tab, receipt, shoot):
    stub.report = (201, receipt)
    report_tab()
    shoot("report-form")
    _fill(page)
    shoot("report-filled")
    _send(page)
    heading = page.locator(".done .banner")
    assert heading.inner_text() == "已收到您的举报"
    assert heading.evaluate("node => node.getRootNode().activeElement === node")
    assert page.locator(".number").inner_text() == "7K3M-9QXT-2HVW-R4CM"
    steps = page.locator(".timeline li").all_inner_texts()
    assert [step.split() for step in steps] == [
        ["已收到", "2026-11-21", "21:00"],
        ["已计入，全国可见", "等待中"],
    ]
    assert "任何人都不会因为这次举报向您收费" in page.locator(".done").inner_text()
    shoot("receipt")
    sent = stub.fields()
    assert {
        name: values[0] for name, values in sent.items() if name not in {"device", "idempotency_key"}
    } == {
        "text": "138 1234 5678",
        "category": "refund",
        "amount": "1200.50",
        "story": "说我的快递丢了，要退款",
    }
    assert all(len(sent[name][0]) == 32 for name in ("device", "idempotency_key"))
    now = {
        **receipt,
        "status": "counted",
        "timeline": [
            {"step": "received", "done": True, "at": "2026-11-21T13:00:00Z"},
            {"step": "counted", "done": True, "at": None},
        ],
    }
    stub.receipt = (200, now)
    page.get_by_role("button", name="查看最新进展").click()
    page.get_by_role("heading", name="您的举报已计入").wait_for()
    assert page.locator(".timeline li.past").count() == 2
    assert "等待中" not in page.locator(".timeline").inner_text()
    assert stub.asked[-1][1] == "/v1/hangzhou/reports/7K3M-9QXT-2HVW-R4CM"
    page.get_by_role("button", name="再举报一条").click()
    assert page.locator("#af-text").input_value() == ""


def test_missing_fields_are_listed_and_lead_to_their_field(page, stub, report_tab, shoot):
    report_tab()
    _send(page)
    summary = page.locator(".summary")
    assert summary.evaluate("node => node.getRootNode().activeElement === node")
    assert summary.get_by_role("link").count() == 2
    shoot("report-missing")
    summary.get_by_role("link", name="骗局类型").click()
    assert page.locator("#af-category").evaluate("node => node.getRootNode().activeElement === node")
    assert page.locator("#af-category").get_attribute("aria-invalid") == "true"
    assert page.url.endswith("/")
    assert [method for method, *_ in stub.asked if method == "POST"] == []


def test_faults_of_the_server_stand_at_their_fields_and_nothing_is_lost(page, stub, report_tab, shoot):
    fields = [
        {"field": "amount", "code": "negative"},
        {"field": "clues.0", "code": "not_a_clue"},
        {"field": "device", "code": "bad_tomorrow"},
    ]
    stub.report = (422, {"status": 422, "code": "invalid_fields", "fields": fields})
    report_tab()
    _fill(page)
    _send(page)
    page.locator("#af-amount-error").get_by_text("金额不能是负数").wait_for()
    assert page.locator("#af-text-error").inner_text() == "没有认出线索"
    assert page.locator(".summary li").count() == 3
    assert page.get_by_label("经过").input_value() == "说我的快递丢了，要退款"
    shoot("report-faults")


@pytest.mark.parametrize(
    "failure", [(503, {"code": "store_unavailable"}), (200, "<html>"), (429, {"code": "too_many_requests"})]
)
def test_sending_again_after_a_failure_uses_the_same_key(failure, page, stub, report_tab, receipt, shoot):
    stub.report = failure
    report_tab()
    _fill(page)
    _send(page)
    page.locator(".summary").wait_for()
    assert page.locator("#af-text").input_value() == "138 1234 5678"
    first = stub.fields()
    shoot(f"report-failed-{failure[0]}")
    stub.report = (201, receipt)
    _send(page)
    page.locator(".number").wait_for()
    assert stub.fields() == first
    page.get_by_role("button", name="再举报一条").click()
    _fill(page)
    _send(page)
    page.locator(".number").wait_for()
    assert stub.fields()["device"] == first["device"]
    assert stub.fields()["idempotency_key"] != first["idempotency_key"]


def test_a_second_report_of_the_same_clue_says_it_counts_once(page, stub, report_tab, receipt, shoot):
    stub.report = (200, {**receipt, "receipt": None, "status": "already_reported", "timeline": []})
    report_tab()
    _fill(page)
    _send(page)
    page.get_by_role("heading", name="您已经举报过这条线索").wait_for()
    assert page.locator(".number").count() == 0
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
    page.locator(".chosen").get_by_text("138 1234 5678").wait_for()
    page.get_by_role("tab", name="查询").click()
    page.get_by_role("button", name="全部举报").click()
    assert page.locator(".chosen li").count() == 2
    assert page.locator("#af-text").is_hidden()
    page.get_by_label("骗局类型").select_option("other")
    shoot("report-from-lookup")
    _send(page)
    page.locator(".number").wait_for()
    assert stub.fields()["clues"] == ["phone:+8613812345678", "bank_card:6222021234567890"]
    assert "text" not in stub.fields()


def test_a_chosen_clue_can_be_taken_out_again(page, stub, open_widget, look, answer):
    stub.lookup = (200, answer("no_record", ("qq", "123456789", {}, {})))
    open_widget()
    look()
    page.get_by_role("button", name="举报这条").click()
    page.get_by_role("button", name="去掉 123456789").click()
    assert page.locator("#af-text").is_visible()


def test_a_receipt_is_found_again_however_it_is_typed(page, stub, report_tab, receipt, shoot):
    stub.receipt = (404, {"code": "unknown_receipt"})
    report_tab()
    page.get_by_text("已有回执？查进展").click()
    page.get_by_label("回执编号").fill("7k3m 9qxt 2hvw r4cm")
    page.get_by_role("button", name="查进展").click()
    page.get_by_text("没有找到这个回执").wait_for()
    shoot("receipt-unknown")
    stub.receipt = (200, receipt)
    page.get_by_role("button", name="查进展").click()
    page.locator(".number").wait_for()
    assert stub.asked[-1][1] == "/v1/hangzhou/reports/7K3M-9QXT-2HVW-R4CM"


def test_the_report_tab_that_cannot_be_loaded_says_so_and_can_be_tried_again(page, stub, open_widget, shoot):
    page.route("**/city-antifraud.more.js", lambda route: route.abort())
    open_widget()
    page.get_by_role("tab", name="举报").click()
    page.get_by_text("网络不通").wait_for()
    shoot("report-not-loaded")
    page.unroute("**/city-antifraud.more.js")
    page.get_by_role("button", name="再试一次").click()
    page.get_by_label("骗局类型").wait_for()


def test_the_last_day_that_can_be_chosen_is_today(page, report_tab):
    report_tab()
    today = page.evaluate("new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10)")
    assert page.get_by_label("哪天发生的").get_attribute("max") == today
    assert page.locator("#af-category option").count() == 17

"""The receipt in a real Chromium: kept, found again, told how far it is, added to, taken back."""

import pytest

NUMBER = "7K3M-9QXT-2HVW-R4CM"
PHRASE = {"zh": "苹果 灯塔 雨伞", "en": "apple lighthouse umbrella"}
POLICE = [
    {"step": "received", "done": True, "at": "2026-11-21T13:00:00Z", "why": None},
    {"step": "counted", "done": True, "at": None, "why": None},
    {"step": "with_police", "done": True, "at": "2026-11-22T01:00:00Z", "why": None},
    {"step": "not_pursued", "done": True, "at": "2026-11-23T01:00:00Z", "why": "too_little_known"},
]


@pytest.fixture
def reported(page, stub, open_widget, receipt):
    """Report a clue and wait for the receipt, with some facts of its own."""

    def sent(attributes="", **facts):
        stub.report = (201, {**receipt, **facts})
        open_widget('tab="report" ' + attributes)
        page.locator("#af-text").fill("138 1234 5678")
        page.locator("form button[type=submit]:visible").first.click()
        page.locator("#af-category-refund").wait_for()
        page.locator("form .top .plain").click()
        page.locator(".done .banner").wait_for()
        return page.locator(".done")

    return sent


def _posts(stub):
    return [(path, fields) for method, path, fields, _ in stub.asked if method == "POST"]


def test_it_says_what_comes_next_and_whom_not_to_believe(page, reported):
    done = reported(call_back_phrase=PHRASE)
    assert done.locator(".number").inner_text() == NUMBER
    assert "7 K 3 M、9 Q X T" in done.locator(".unseen").inner_text(), "read out sign by sign"
    assert done.locator(".phrase b").inner_text() == PHRASE["zh"]
    told = done.inner_text()
    assert "任何人都不会因为这次举报向您收费" in told
    assert "打 96110" in done.locator(".beware").inner_text()
    assert "说能“帮您追回被骗的钱”的都是骗子" in done.locator(".beware").inner_text()


def test_the_words_of_a_caller_are_in_the_language_of_the_page(reported):
    assert reported('lang="en"', call_back_phrase=PHRASE).locator(".phrase b").inner_text() == PHRASE["en"]


def test_what_the_police_did_stands_there_with_its_reason(page, stub, reported, receipt, shoot):
    done = reported()
    stub.receipt = (200, {**receipt, "status": "counted", "timeline": POLICE})
    page.get_by_role("button", name="查看最新进展").click()
    page.get_by_role("heading", name="您的举报已计入").wait_for()
    assert stub.asked[-1][1] == f"/v1/hangzhou/reports/{NUMBER}"
    assert done.locator(".timeline li.past").count() == 4
    assert "原因：线索太少，还查不下去" in done.locator(".timeline li").last.inner_text()
    shoot("receipt-police")


def test_it_is_saved_as_a_picture_and_copied(page, reported, shoot):
    done = reported(call_back_phrase=PHRASE)
    with page.expect_download() as saved:
        done.get_by_role("button", name="存成图片").click()
    assert saved.value.suggested_filename == f"{NUMBER}.png"
    assert done.get_by_role("img", name=NUMBER).evaluate("node => node.naturalWidth") == 750
    done.locator(".saved").screenshot()
    shoot("receipt-picture")


def test_on_paper_only_the_receipt_is_left(page, reported, shoot):
    reported()
    page.emulate_media(media="print")
    for gone in (".tabs", ".help", ".find", ".keeping"):
        assert page.locator(gone).first.is_hidden()
    assert page.locator(".number").is_visible()
    shoot("receipt-print")
    page.emulate_media(media="screen")


def test_it_is_added_to(page, stub, reported, receipt):
    reported(category="other")
    page.get_by_role("button", name="补充情况或图片").click()
    page.locator("#af-category-job").check()
    for _ in range(2):
        page.locator("form button[type=submit]:visible").first.click()
    page.locator("#af-story").fill("先交押金")
    page.locator("form button[type=submit]:visible").first.click()
    stub.report = (200, {**receipt, "category": "job"})
    page.get_by_role("button", name="提交补充").click()
    page.locator(".done").get_by_text("招聘").wait_for()
    path, fields = _posts(stub)[-1]
    assert path == f"/v1/hangzhou/reports/{NUMBER}/amend"
    assert fields == {"category": ["job"], "story": ["先交押金"]}


def test_an_addition_that_is_refused_goes_back_to_its_field(page, stub, reported):
    reported()
    page.get_by_role("button", name="补充情况或图片").click()
    fields = [{"field": "amount", "code": "too_big"}]
    stub.report = (422, {"status": 422, "code": "invalid_fields", "fields": fields})
    for _ in range(3):
        page.locator("form button[type=submit]:visible").first.click()
    page.get_by_role("button", name="提交补充").click()
    page.locator("#af-amount-error").get_by_text("数字太大").wait_for()
    page.get_by_role("button", name="上一步").click()
    page.get_by_role("button", name="上一步").click()
    page.locator(".number").wait_for()


def test_it_is_taken_back_after_one_question(page, stub, reported, receipt):
    reported()
    page.get_by_role("button", name="撤回这次举报").click()
    assert "不再计入" in page.get_by_role("tabpanel").inner_text()
    page.get_by_role("button", name="不撤回").click()
    assert len(_posts(stub)) == 1
    page.get_by_role("button", name="撤回这次举报").click()
    stub.report = (503, {"code": "store_unavailable"})
    page.get_by_role("button", name="确定撤回").click()
    page.get_by_text("系统暂时无法使用").wait_for()
    stub.report = (200, {**receipt, "status": "withdrawn"})
    page.get_by_role("button", name="确定撤回").click()
    page.get_by_role("heading", name="您已撤回").wait_for()
    assert _posts(stub)[-1][:2] == (f"/v1/hangzhou/reports/{NUMBER}/withdraw", {})
    assert page.locator(".timeline li").count() == 1
    assert page.get_by_role("button", name="补充").count() == 0


def test_a_mark_has_a_receipt_too(page, stub, open_widget, receipt):
    stub.receipt = (200, {**receipt, "category": "other", "mark": "courier"})
    open_widget('tab="report"')
    page.get_by_text("已有回执？查进展").click()
    page.locator("#af-receipt").fill(NUMBER)
    page.get_by_role("button", name="查进展", exact=True).click()
    page.locator(".done").get_by_text("是快递、外卖").wait_for()
    assert page.get_by_role("button", name="补充").count() == 0
    assert page.get_by_role("button", name="撤回这个说明").is_visible()


def test_a_receipt_is_found_again_however_it_is_typed_and_not_kept_here(page, stub, open_widget, receipt):
    stub.receipt = (404, {"code": "unknown_receipt"})
    open_widget('tab="report"')
    page.get_by_text("已有回执？查进展").click()
    page.locator("#af-receipt").fill("7k3m 9qxt 2hvw r4cm")
    page.get_by_role("button", name="查进展", exact=True).click()
    page.get_by_text("没有找到这个回执").wait_for()
    stub.receipt = (200, receipt)
    page.get_by_role("button", name="查进展", exact=True).click()
    page.locator(".number").wait_for()
    assert stub.asked[-1][1] == f"/v1/hangzhou/reports/{NUMBER}"
    assert page.locator(".own li").count() == 0, "it may be the device of somebody else"


def test_own_receipts_are_listed_opened_and_taken_out(page, stub, reported, receipt, shoot):
    reported()
    stub.receipt = (200, {**receipt, "status": "counted"})
    page.reload()
    page.get_by_text("已有回执？查进展").click()
    shoot("own-receipts")
    page.locator(".own").get_by_role("button", name=NUMBER).first.click()
    page.get_by_role("heading", name="您的举报已计入").wait_for()
    page.get_by_role("button", name=f"删除 {NUMBER}").click()
    assert page.locator(".own li").count() == 0
    page.reload()
    page.get_by_text("已有回执？查进展").click()
    assert page.locator(".own li").count() == 0


@pytest.mark.parametrize("broken", ["throws", "full"])
def test_without_a_place_to_keep_anything_a_report_goes_out_all_the_same(broken, page, stub, reported):
    page.add_init_script(f"""if (window.top === window && location.port === "{stub.port}") {{
        const fails = () => {{ throw new DOMException("no", "QuotaExceededError") }};
        if ("{broken}" === "throws") Object.defineProperty(window, "localStorage", {{ get: fails }});
        else Storage.prototype.setItem = fails;
    }}""")
    assert reported().locator(".number").inner_text() == NUMBER

"""Reporting in the window: nothing typed twice, a receipt, counted everywhere within two seconds."""


def _report(page):
    page.get_by_role("button", name="举报这条").first.click()
    page.get_by_role("button", name="直接提交").click()


def _next(page):
    page.locator("form button[type=submit]:visible").first.click()


def test_a_look_up_becomes_a_report_that_another_city_sees_at_once(
    open_window, look, server, elsewhere, pilot, within, shoot
):
    number = "13755501001"
    page = open_window()
    look(page, number)
    page.get_by_role("button", name="举报这条").first.click()
    page.locator("#af-category-refund").check()
    shoot(page, "report-form")
    _next(page)
    page.locator("#af-amount").fill("1200.50")
    _next(page)
    page.locator("#af-story").fill("说我的快递丢了，要退款给我")
    _next(page)
    page.locator("#af-contact").fill("13755501009")
    page.locator("#af-call_back").check()
    _next(page)
    assert "137 5550 1001" in page.locator(".said").first.inner_text()
    page.get_by_role("button", name="提交举报").click()
    page.get_by_role("heading", name="已收到您的举报").wait_for()
    within(lambda: server.look_up(elsewhere.slug, number)["overall"] == "reported")
    verdict = server.look_up(elsewhere.slug, number)["clues"][0]["verdict"]
    assert (verdict["reporters"], verdict["cities"], verdict["categories"]) == (1, [pilot.slug], ["refund"])
    receipt = page.locator(".number").inner_text()
    assert len(receipt) == 19
    words = page.locator(".phrase b").inner_text().split()
    assert len(words) == 3
    shoot(page, "receipt")
    page.get_by_role("button", name="查看最新进展").click()
    page.get_by_role("heading", name="您的举报已计入").wait_for()
    assert page.locator(".number").inner_text() == receipt
    assert page.locator(".timeline li.past").count() == 2
    shoot(page, "receipt-counted")


def test_a_receipt_is_found_again_later_however_it_is_typed(open_window, look, server, pilot, within, shoot):
    page = open_window()
    look(page, "13755501002")
    _report(page)
    receipt = page.locator(".number").inner_text()
    path = f"/v1/{pilot.slug}/reports/{receipt}"
    within(lambda: '"counted"' in server.get(path)[1].split('"timeline"')[0])
    page.reload()
    page.get_by_role("tab", name="举报").click()
    page.get_by_text("已有回执？查进展").click()
    assert page.locator(".own").get_by_text(receipt).is_visible(), "this device has it"
    page.locator("#af-receipt").fill(receipt.lower().replace("-", " "))
    page.get_by_role("button", name="查进展").click()
    page.get_by_role("heading", name="您的举报已计入").wait_for()
    assert page.locator(".number").inner_text() == receipt


def test_a_receipt_that_was_tampered_with_answers_to_nobody(open_window, look, shoot):
    page = open_window()
    look(page, "13755501003")
    _report(page)
    receipt = page.locator(".number").inner_text()
    changed = receipt[:-1] + ("2" if receipt[-1] != "2" else "3")
    page.get_by_role("button", name="再举报一条").click()
    page.get_by_text("已有回执？查进展").click()
    page.locator("#af-receipt").fill(changed)
    page.get_by_role("button", name="查进展").click()
    page.get_by_text("没有找到这个回执").wait_for()
    assert page.locator("#af-receipt").input_value() == changed
    shoot(page, "receipt-unknown")


def test_the_same_person_counts_once_and_other_devices_count_each(
    open_window, look, server, elsewhere, within
):
    number = "13755501004"
    page = open_window()
    for _ in range(2):
        look(page, number)
        _report(page)
        page.get_by_role("heading", name="举报").first.wait_for()
        page.locator(".banner").last.wait_for()
        page.reload()
        page.get_by_role("tab").first.wait_for()
    other = open_window()
    look(other, number)
    _report(other)
    other.locator(".number").wait_for()
    verdict = lambda: server.look_up(elsewhere.slug, number)["clues"][0]["verdict"]  # noqa: E731
    within(lambda: verdict()["reporters"] == 2)
    assert verdict()["reports"] == 2


def test_faults_stand_at_their_fields_and_what_was_typed_stays(open_window, look, shoot):
    page = open_window()
    look(page, "13755501005")
    page.get_by_role("button", name="举报这条").first.click()
    _next(page)
    page.locator("#af-amount").fill("-5")
    _next(page)
    page.locator("#af-amount-error").get_by_text("金额不能是负数").wait_for()
    page.locator("#af-amount").fill("5")
    _next(page)
    page.locator("#af-story").fill("经过")
    _next(page)
    page.locator("#af-contact").fill("没有")
    _next(page)
    page.locator("#af-contact-error").get_by_text("请填写电话或邮箱").wait_for()
    shoot(page, "report-faults")
    page.locator("#af-contact").fill("a@example.com")
    _next(page)
    assert "经过" in page.locator(".said").nth(3).inner_text()


def test_what_the_functions_do_not_know_as_a_clue_leads_back_to_the_first_page(open_window):
    page = open_window()
    page.get_by_role("tab", name="举报").click()
    page.locator("#af-text").fill("你好吗")
    _next(page)
    page.get_by_role("button", name="直接提交").click()
    page.locator("#af-text-error").get_by_text("没有认出线索").wait_for()
    assert "第 1 步" in page.locator("h2.step").inner_text()


def test_a_draft_is_there_again_and_can_be_cleared(open_window, shoot):
    page = open_window()
    page.get_by_role("tab", name="举报").click()
    page.locator("#af-text").fill("13755501010")
    _next(page)
    page.locator("#af-category-job").check()
    _next(page)
    _next(page)
    page.locator("#af-story").fill("说要先交押金")
    page.reload()
    page.get_by_role("tab", name="举报").click()
    page.get_by_text("上次没填完的内容还在").wait_for()
    assert page.locator("#af-story").input_value() == "说要先交押金"
    assert "第 4 步" in page.locator("h2.step").inner_text()
    shoot(page, "report-draft")
    page.get_by_role("button", name="清除，重新填").click()
    assert page.locator("#af-text").input_value() == ""
    page.get_by_role("button", name="找回刚才填的").click()
    assert page.locator("#af-story").input_value() == "说要先交押金"
    page.get_by_role("button", name="清除已填的内容").click()
    page.reload()
    page.get_by_role("tab", name="举报").click()
    page.locator("#af-text").wait_for()
    assert page.get_by_text("上次没填完的内容还在").count() == 0


def test_offline_it_waits_and_goes_out_by_itself_once(open_window, server, elsewhere, within, shoot):
    number = "13755501011"
    page = open_window()
    page.get_by_role("tab", name="举报").click()
    page.locator("#af-text").fill(number)
    _next(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="直接提交").click()
    page.get_by_text("网络断了").wait_for()
    shoot(page, "report-offline")
    page.context.set_offline(False)
    page.locator(".number").wait_for()
    within(lambda: server.look_up(elsewhere.slug, number)["overall"] == "reported")


def test_closed_before_it_went_out_it_goes_out_when_the_page_is_opened_again(
    open_window, server, elsewhere, within
):
    number = "13755501012"
    page = open_window()
    page.get_by_role("tab", name="举报").click()
    page.locator("#af-text").fill(number)
    _next(page)
    keys = []
    page.on("request", lambda one: keys.append(one.post_data) if one.url.endswith("/reports") else None)
    # The functions take it, but their answer never comes.
    page.route("**/reports", lambda route: (route.fetch(), route.abort()))
    page.get_by_role("button", name="直接提交").click()
    page.get_by_text("网络断了").wait_for()
    page.unroute("**/reports")
    page.reload()
    page.locator(".number").wait_for()
    within(lambda: server.look_up(elsewhere.slug, number)["overall"] == "reported")
    tokens = {part for body in keys for part in body.split("&") if part.startswith("idempotency_key")}
    assert len(tokens) == 1
    verdict = server.look_up(elsewhere.slug, number)["clues"][0]["verdict"]
    assert (verdict["reports"], verdict["reporters"]) == (1, 1)
    page.reload()
    page.get_by_role("tab").first.wait_for()
    assert page.get_by_role("tab", name="查询").get_attribute("aria-selected") == "true"


def test_what_was_changed_after_a_lost_answer_is_stored_too(open_window, server, elsewhere, within):
    number = "13755501013"
    page = open_window()
    page.get_by_role("tab", name="举报").click()
    page.locator("#af-text").fill(number)
    _next(page)
    page.route("**/reports", lambda route: (route.fetch(), route.abort()))
    page.get_by_role("button", name="直接提交").click()
    page.get_by_text("网络断了").wait_for()
    page.unroute("**/reports")
    page.get_by_role("button", name="回去修改").click()
    page.locator("#af-category-lottery").check()
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()
    verdict = lambda: server.look_up(elsewhere.slug, number)["clues"][0]["verdict"]  # noqa: E731
    within(lambda: verdict()["categories"] == ["lottery"])
    assert verdict()["reports"] == 1


def test_a_report_is_added_to_and_taken_back(open_window, look, server, elsewhere, within, shoot):
    number = "13755501014"
    page = open_window()
    look(page, number)
    _report(page)
    page.locator(".number").wait_for()
    receipt = page.locator(".number").inner_text()
    page.get_by_role("button", name="补充情况或图片").click()
    page.locator("#af-category-investment").check()
    shoot(page, "report-add")
    _next(page)
    _next(page)
    page.locator("#af-story").fill("拉我进群炒股")
    shoot(page, "report-add-story")
    _next(page)
    page.get_by_role("button", name="提交补充").click()
    page.locator(".number").wait_for()
    assert page.locator(".number").inner_text() == receipt
    assert "虚假投资理财" in page.locator(".done").inner_text()
    level = lambda: server.look_up(elsewhere.slug, number)["overall"]  # noqa: E731
    within(lambda: level() == "reported")
    page.get_by_role("button", name="撤回这次举报").click()
    page.get_by_role("heading", name="要撤回这次举报吗").wait_for()
    shoot(page, "report-withdraw")
    page.get_by_role("button", name="不撤回").click()
    page.get_by_role("button", name="撤回这次举报").click()
    page.get_by_role("button", name="确定撤回").click()
    page.get_by_role("heading", name="您已撤回").wait_for()
    assert page.get_by_role("button", name="撤回").count() == 0
    shoot(page, "report-withdrawn")
    within(lambda: level() == "no_record")


def test_a_quick_tip_is_completed_later_under_its_receipt(open_window, look, server, elsewhere, within):
    number = "13755501015"
    page = open_window()
    look(page, number)
    page.get_by_role("button", name="一键举报").click()
    receipt = page.locator(".tip .kept").inner_text()
    page.get_by_role("button", name="补充详情").click()
    page.locator("#af-category-romance").check()
    for _ in range(3):
        _next(page)
    page.get_by_role("button", name="提交补充").click()
    page.locator(".number").wait_for()
    assert page.locator(".number").inner_text() == receipt
    verdict = lambda: server.look_up(elsewhere.slug, number)["clues"][0]["verdict"]  # noqa: E731
    within(lambda: verdict()["categories"] == ["romance"])
    assert verdict()["reports"] == 1


def test_what_is_below_stays_where_it_is_while_the_window_loads_the_report(open_window, pilot):
    page = open_window(service_workers="block")  # a worker has the report already
    held = []
    page.route("**/*.more.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    with page.expect_request("**/*.more.js"):
        page.goto(f"{page.url}report.html", wait_until="commit")
    page.get_by_role("tab").first.wait_for()
    below = page.locator("main > .paid")
    waiting = below.bounding_box()["y"]
    with page.expect_response("**/*.more.js"):
        held.pop().continue_()
    page.locator("#af-text").wait_for()
    shown = below.bounding_box()["y"]
    assert min(waiting, shown) >= page.viewport_size["height"], "it moves where nobody sees it"

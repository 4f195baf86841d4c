"""What helps after a look-up, with the real functions: one-tap reports and marks, why to pay, the family."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SHARE = "Object.defineProperty(navigator, 'share', { value: async told => { window.told = told } })"


def test_one_tap_reports_and_counts_for_the_next_one_who_looks(
    open_window, look, server, pilot, within, shoot
):
    number = "13755506001"
    page = open_window()
    look(page, number)
    with page.expect_response("**/reports") as answer:
        page.get_by_role("button", name="我也遇到了，一键举报").click()
    assert answer.value.status == 201
    receipt = page.locator(".kept").inner_text()
    assert len(receipt) == 19
    shoot(page, "quick-tip")
    within(lambda: server.look_up(pilot.slug, number)["overall"] == "reported")
    look(page, number)
    page.get_by_role("button", name="我也遇到了，一键举报").click()
    expect(page.locator(".tip")).to_contain_text("不会重复计数")


def test_one_tap_says_that_it_is_harmless_and_makes_nothing_safe(open_window, look, server, pilot, demo_clue):
    clue = demo_clue("reported")
    page = open_window()
    look(page, clue.value)
    page.get_by_text("它其实没问题？").click()
    with page.expect_response("**/marks") as answer:
        page.locator(".fine button").nth(1).click()
    assert answer.value.status == 201
    expect(page.locator(".fine")).to_contain_text("只算一次")
    expect(page.get_by_role("link", name="可以申诉")).to_have_attribute(
        "href", f"{server.root}/{pilot.slug}/appeal.html"
    )
    assert server.look_up(pilot.slug, clue.value)["overall"] != "official"


def test_why_somebody_still_wants_to_pay_is_counted_without_anything_else(
    open_window, look, demo_clue, shoot
):
    page = open_window()
    look(page, demo_clue("high_risk").value)
    with page.expect_response("**/why") as answer:
        page.get_by_role("button", name="是朋友借的").click()
    assert answer.value.status == 204
    assert answer.value.request.post_data == "level=high_risk&answer=friend_asked"
    expect(page.locator(".reply")).to_contain_text("声音和视频也能造假")
    shoot(page, "why")


def test_the_familys_page_shows_the_warning_and_looks_up_anew(
    open_window, open_page, look, server, pilot, demo_clue, shoot
):
    clue = demo_clue("high_risk")
    page = open_window()
    page.evaluate(SHARE)
    look(page, clue.value)
    page.get_by_role("button", name="发给家人看看").click()
    link = page.evaluate("told.url")
    assert urlsplit(link).path == f"/{pilot.slug}/shared.html"
    assert clue.value[3:] not in link
    family = open_page(link)
    expect(family.locator("#told")).to_contain_text("高度可疑")
    family.get_by_role("tab").first.wait_for()
    assert Axe().run(family).violations_count == 0
    look(family, clue.value)
    assert "高度可疑" in family.locator(".banner").inner_text()
    shoot(family, "shared")


def test_no_record_asks_what_happened_and_counts_the_cities_from_the_list(
    open_window, look, demo_clue, all_cities
):
    page = open_window()
    look(page, "18944446666")
    page.get_by_role("button", name="贷款要先交费").click()
    expect(page.locator(".reply")).to_contain_text("放款前先收钱")
    look(page, demo_clue("high_risk").value)
    expect(page.locator(".facts")).to_contain_text(f"{len(all_cities)} 个城市中的")

"""Looking up in the window of a real city page: real widget, real functions, real database, real browser."""

import pytest

LEVELS = {"confirmed": "已确认诈骗", "high_risk": "高度可疑", "reported": "有人举报过"}


@pytest.mark.parametrize("level", LEVELS)
def test_a_reported_number_shows_level_reasons_and_that_it_is_a_demonstration(
    level, open_window, look, demo_clue, shoot
):
    clue = demo_clue(level)
    page = open_window()
    look(page, clue.value)
    assert LEVELS[level] in page.locator(".banner").inner_text()
    card = page.locator(".clue").inner_text()
    assert clue.display in card
    assert "人举报" in card
    assert "演示数据，不是真实举报" in card
    assert "不转账，不付款" in page.locator("city-antifraud .card").first.inner_text()
    shoot(page, f"level-{level}")


def test_a_clean_number_has_no_record_and_is_never_called_safe(open_window, look, shoot):
    page = open_window()
    look(page, "189 4444 5555")
    assert "暂无记录" in page.locator(".banner").inner_text()
    told = page.get_by_role("tabpanel").inner_text()
    assert "没有记录不等于安全" in told
    assert "96110" in told
    shoot(page, "level-no_record")


def test_an_official_number_is_its_owners_and_says_to_dial_it_oneself(open_window, look, shoot):
    page = open_window()
    look(page, "95588")
    assert "官方登记" in page.locator(".banner").inner_text()
    told = page.get_by_role("tabpanel").inner_text()
    assert "中国工商银行" in told
    assert "来电显示可以伪造" in told
    assert page.locator(".dial a").get_attribute("href") == "tel:95588"
    shoot(page, "level-official")


def test_a_forged_display_of_it_is_not_the_official_number(open_window, look, shoot):
    page = open_window()
    look(page, "+8695588")
    told = page.get_by_role("tabpanel").inner_text()
    assert "官方登记" not in told
    assert "伪造的来电显示" in told
    shoot(page, "forged")


def test_every_clue_of_a_message_gets_its_verdict(open_window, look, demo_clue, shoot):
    bad, card = demo_clue("high_risk"), demo_clue("reported", "qq")
    page = open_window()
    look(page, f"您的快递丢失，请加QQ {card.value} 或致电 {bad.value[3:]} 理赔，官网 shop.example.net/pay")
    assert page.locator("li.clue").count() == 3
    levels = page.locator("li.clue .badge").all_inner_texts()
    assert sorted(level.strip() for level in levels) == ["暂无记录", "有人举报过", "高度可疑"]
    assert "高度可疑" in page.locator(".banner").inner_text()
    shoot(page, "several-clues")


def test_the_english_page_speaks_english(open_window, look, pilot, demo_clue, shoot):
    page = open_window(f"en/{pilot.slug}/")
    look(page, demo_clue("high_risk").value)
    told = page.get_by_role("tabpanel").inner_text()
    assert "High risk" in told
    assert not any("一" <= sign <= "鿿" for sign in told)
    shoot(page, "english")


def test_large_text_is_one_tap_away_and_nothing_overflows(open_window, look, demo_clue, shoot):
    page = open_window()
    page.get_by_role("link", name="长辈版").click()
    page.wait_for_function("document.querySelector('city-antifraud').getAttribute('text') === 'large'")
    look(page, demo_clue("confirmed").value)
    size = page.locator(".banner").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 22
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    shoot(page, "large-text")

"""An owner's way through the pages, without JavaScript: appeal, code, disputed, withdrawn."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


@pytest.fixture
def last_code(server):
    """The code that was sent last."""

    def read() -> str:
        lines = (server.log.parent / "data" / "outbox.jsonl").read_text("utf-8").splitlines()
        return re.search(r"\d{6}", json.loads(lines[-1])["text"]).group()

    return read


@pytest.fixture
def plain(open_page, pilot):
    """Open a page of the pilot city in a browser without JavaScript."""

    def opened(name: str = "", **options):
        return open_page(f"/{pilot.slug}/{name}", java_script_enabled=False, **options)

    return opened


def fill(page, clue):
    page.locator("#kind").select_option(clue.kind)
    page.locator("#value").fill(clue.value)
    page.locator("#reason").select_option("new_holder")
    page.locator("#text").fill("今年三月新办的号码")
    page.locator("#contact").fill("13900001111")
    page.get_by_role("button", name="提交申诉").click()


def test_from_the_verdict_page_to_a_disputed_number_and_back(
    plain, open_page, pilot, demo_clue, server, last_code, shoot
):
    page = open_page("/verdicts.html", java_script_enabled=False)
    page.locator("#appeal ~ details summary").click()
    page.locator(f'a[href="{pilot.slug}/appeal.html"]').click()
    shoot(page, "appeal-form")
    clue = demo_clue("high_risk")
    fill(page, clue)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("还差一步：证明是您的")
    number = page.locator(".receipt").inner_text()
    assert re.fullmatch(r"([2-9A-Z]{4}-){4}[2-9A-Z]{4}", number)
    shoot(page, "appeal-code")
    page.locator("#code").fill("000000" if last_code() != "000000" else "111111")
    page.get_by_role("button", name="确认").click()
    assert "验证码不对" in page.locator("main").inner_text()
    shoot(page, "appeal-wrong-code")
    page.go_back()
    page.locator("#code").fill(last_code())
    page.get_by_role("button", name="确认").click()
    expect(heading).to_have_text("申诉已受理，正在核查")
    shoot(page, "appeal-open")
    (found,) = server.look_up(pilot.slug, clue.value)["clues"]
    assert (found["verdict"]["level"], "disputed" in found["verdict"]["flags"]) == ("high_risk", True)
    second = plain("appeal.html")
    fill(second, clue)
    assert "已经有一个申诉在处理" in second.locator("main").inner_text()
    second = plain("appeal.html")
    second.locator("#appeal").fill(number.lower())
    second.get_by_role("button", name="看进展").click()
    second.get_by_role("button", name="撤回申诉").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("申诉已撤回")
    (found,) = server.look_up(pilot.slug, clue.value)["clues"]
    assert "disputed" not in found["verdict"]["flags"]


def test_an_account_is_told_what_to_bring(plain, demo_clue, shoot):
    clue = demo_clue("high_risk", "qq")
    page = plain("appeal.html", color_scheme="dark")
    shoot(page, "appeal-form-dark")
    fill(page, clue)
    assert "请带身份证" in page.locator("main").inner_text()
    shoot(page, "appeal-letter-dark")


def test_axe_knows_nothing_against_the_pages(open_page, pilot, demo_clue):
    axe = Axe()
    page = open_page(f"/{pilot.slug}/appeal.html")
    form = axe.run(page)
    assert form.violations_count == 0, form.generate_report()
    fill(page, demo_clue("high_risk", "qq"))
    page.locator(".receipt").wait_for()
    standing = axe.run(page)
    assert standing.violations_count == 0, standing.generate_report()


def test_a_number_of_which_nothing_is_known_has_nothing_to_appeal(plain):
    page = plain("appeal.html")
    page.locator("#kind").select_option("phone")
    page.locator("#value").fill("18944447777")
    page.locator("#reason").select_option("mistaken")
    page.locator("#text").fill("没有")
    page.locator("#contact").fill("13900001111")
    page.get_by_role("button", name="提交申诉").click()
    assert "不需要申诉" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [320, 390])
def test_the_page_fits_a_small_phone(plain, width, shoot):
    page = plain("appeal.html", viewport={"width": width, "height": 844})
    shoot(page, f"appeal-form-{width}")
    for form in page.locator("form").all():
        box = form.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width

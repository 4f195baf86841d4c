"""Pictures beside a report, through the real functions: seen before, sent after, never losing the report."""

import io
import random

import pytest
from PIL import Image

NUMBER = "1375550200"


@pytest.fixture(scope="module")
def picture():
    """Make a picture; of noise, so that it does not get small by itself."""

    def make(side, form="PNG"):
        noise = random.Random(side).randbytes(side * side * 3)
        made = io.BytesIO()
        Image.frombytes("RGB", (side, side), noise).save(made, form)
        return made.getvalue()

    return make


@pytest.fixture
def at_pictures(open_window):
    """Open the report of a number at the page where pictures are chosen."""

    def opened(number):
        page = open_window()
        page.get_by_role("tab", name="举报").click()
        page.locator("#af-text").fill(number)
        for _ in range(3):
            page.locator("form button[type=submit]:visible").first.click()
        page.locator("#af-files").wait_for(state="attached")
        return page

    return opened


def _choose(page, *files):
    named = [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]
    page.locator("#af-files").set_input_files(named)


def test_pictures_come_along_and_each_says_how_it_stands(at_pictures, server, pilot, picture, shoot):
    page = at_pictures(NUMBER + "1")
    _choose(
        page,
        ("chat.png", "image/png", picture(300)),
        ("receipt.pdf", "application/pdf", b"%PDF-1.4\n%%EOF\n"),
    )
    page.locator(".pictures canvas").wait_for()
    assert page.locator(".pictures li").count() == 2
    shoot(page, "report-pictures")
    page.get_by_role("button", name="去掉 receipt.pdf").click()
    _choose(page, ("photo.jpg", "image/jpeg", picture(200, "JPEG")))
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()
    states = page.locator(".uploads li")
    assert states.count() == 2
    states.nth(0).get_by_text("已收到").wait_for(timeout=20000)
    states.nth(1).get_by_text("已收到").wait_for(timeout=20000)
    shoot(page, "report-pictures-sent")
    receipt = page.locator(".number").inner_text()
    assert '"kept"' in server.get(f"/v1/{pilot.slug}/reports/{receipt}")[1]


def test_what_cannot_be_used_is_told_at_once(at_pictures, picture, shoot):
    page = at_pictures(NUMBER + "2")
    told = page.locator("#af-files-error")
    _choose(page, ("letter.doc", "application/msword", b"\xd0\xcf\x11\xe0 a letter"))
    told.get_by_text("“letter.doc”用不了").wait_for()
    _choose(page, ("fake.png", "image/png", b"not what it is called"))
    told.get_by_text("“fake.png”用不了").wait_for()
    _choose(page, ("long.pdf", "application/pdf", b"%PDF-1.4\n" + bytes(4 * 1024 * 1024)))
    told.get_by_text("“long.pdf”太大").wait_for()
    assert page.locator(".pictures li").count() == 0
    shoot(page, "report-pictures-refused")
    small = picture(20)
    _choose(page, *((f"{at}.png", "image/png", small) for at in range(4)))
    told.get_by_text("最多 3 个").wait_for()
    assert page.locator(".pictures li").count() == 3


def test_a_big_picture_is_made_smaller_on_the_device(at_pictures, picture):
    page = at_pictures(NUMBER + "3")
    _choose(page, ("big.png", "image/png", picture(1300)))
    page.locator(".pictures li").wait_for()
    size = page.locator(".pictures .hint").inner_text()
    assert size.endswith("KB") or float(size.split()[0]) < 4
    with page.expect_request(lambda one: "/files" in one.url and one.method == "POST") as asked:
        page.get_by_role("button", name="直接提交").click()
    assert "type=image%2Fjpeg" in asked.value.post_data
    page.locator(".uploads").get_by_text("已收到").wait_for(timeout=20000)


def test_a_picture_that_does_not_get_through_is_tried_again_and_the_report_stays(at_pictures, picture, shoot):
    page = at_pictures(NUMBER + "4")
    _choose(page, ("chat.png", "image/png", picture(100)))
    page.route("**/_files", lambda route: route.abort())
    places = []
    page.on("request", lambda one: places.append(one.url) if one.url.endswith("/files") else None)
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()
    page.locator(".uploads").get_by_text("没有传上去").wait_for()
    shoot(page, "report-pictures-waiting")
    page.unroute("**/_files")
    page.locator(".uploads").get_by_role("button", name="再试一次").click()
    page.locator(".uploads").get_by_text("已收到").wait_for(timeout=20000)
    assert len(places) == 1, "the place that was opened is used again"


def test_a_picture_that_is_damaged_is_refused_with_its_reason(at_pictures):
    page = at_pictures(NUMBER + "5")
    _choose(page, ("broken.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(100)))
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()
    page.locator(".uploads").get_by_text("没有收下").wait_for(timeout=20000)


def test_pictures_are_added_to_a_receipt_later(at_pictures, picture):
    page = at_pictures(NUMBER + "6")
    page.get_by_role("button", name="直接提交").click()
    page.get_by_role("button", name="补充情况或图片").click()
    for _ in range(2):
        page.locator("form button[type=submit]:visible").first.click()
    _choose(page, ("chat.png", "image/png", picture(100)))
    page.locator(".pictures li").wait_for()
    page.locator("form button[type=submit]:visible").first.click()
    page.get_by_role("button", name="提交补充").click()
    page.locator(".uploads").get_by_text("已收到").wait_for(timeout=20000)


def test_pictures_lost_with_the_page_are_asked_for_again(at_pictures, picture):
    page = at_pictures(NUMBER + "7")
    _choose(page, ("chat.png", "image/png", picture(100)))
    page.locator(".pictures li").wait_for()
    page.route("**/reports", lambda route: route.abort())
    page.get_by_role("button", name="直接提交").click()
    page.get_by_text("网络断了").wait_for()
    page.unroute("**/reports")
    page.reload()
    page.locator(".number").wait_for()
    page.get_by_text("您选的图片没有存下来").wait_for()

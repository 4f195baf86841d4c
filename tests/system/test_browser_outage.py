"""The database dies under a running server: `unavailable` with the hotlines, nothing typed is lost."""

import os
import signal
import time
from pathlib import Path

import pytest


@pytest.fixture
def kill_database(another_server):
    """End the database of the server at once, as a crash would."""

    def kill() -> None:
        children = another_server.children()
        assert len(children) == 1
        os.kill(children[0], signal.SIGKILL)
        deadline = time.monotonic() + 10
        while Path(f"/proc/{children[0]}").exists() and time.monotonic() < deadline:
            if "Z" in Path(f"/proc/{children[0]}/stat").read_text().split(")")[1]:
                break
            time.sleep(0.02)

    return kill


def test_an_outage_never_looks_like_no_record_and_loses_nothing(
    another_server, kill_database, open_page, look, pilot, shoot
):
    page = open_page(f"{another_server.root}/{pilot.slug}/")
    page.get_by_role("tab").first.wait_for()
    look(page, "13755503001")
    page.get_by_role("button", name="举报这条").click()
    for _ in range(2):
        page.locator("form button[type=submit]:visible").first.click()
    page.locator("#af-story").fill("说我的快递丢了")
    kill_database()
    page.get_by_role("button", name="直接提交").click()
    page.get_by_text("过一会儿自动再提交").wait_for()
    assert page.locator(".number").count() == 0
    shoot(page, "outage-report")
    page.get_by_role("button", name="回去修改").click()
    assert page.locator("#af-story").input_value() == "说我的快递丢了"
    page.locator("form button[type=submit]:visible").first.click()
    page.locator("form button[type=submit]:visible").first.click()
    assert "137 5550 3001" in page.locator(".said").first.inner_text()
    page.get_by_role("tab", name="查询").click()
    look(page, "13755503001")
    page.get_by_role("heading", name="暂时查不到").wait_for()
    told = page.get_by_role("tabpanel").inner_text()
    assert "暂无记录" not in told
    assert "96110" in told
    assert page.get_by_role("link", name="110 报警").first.get_attribute("href") == "tel:110"
    assert page.locator("#af-lookup").input_value() == "13755503001"
    shoot(page, "outage-lookup")
    look(page, "95588")
    assert "中国工商银行" in page.get_by_role("tabpanel").inner_text()
    _without_javascript(open_page, f"{another_server.root}/{pilot.slug}/", shoot)
    status, body = another_server.get("/_status")
    assert (status, '"unavailable"' in body) == (503, True)


def _without_javascript(open_page, address, shoot):
    page = open_page(address, java_script_enabled=False)
    page.get_by_role("textbox").first.fill("13755503001")
    page.locator("city-antifraud form button").click()
    told = page.locator("body").inner_text()
    assert "暂时查不到" in told
    assert "暂无记录" not in told
    assert "96110" in told
    assert page.locator("#text").input_value() == "13755503001"
    shoot(page, "plain-outage")

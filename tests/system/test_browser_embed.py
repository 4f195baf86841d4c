"""The window in somebody else's page: by one line of script, and in a frame as high as what is in it."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from tests.serving import serving

PAGE = (
    '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>某市政府</title>'
    '<meta name="viewport" content="width=device-width"></head>'
    "<body><h1>某市政府</h1><p>本页的样式：</p>{inside}</body></html>"
)


class Handler(BaseHTTPRequestHandler):
    """One page at every address."""

    page = ""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page.encode())


@pytest.fixture
def foreign(server) -> Iterator[tuple[type[Handler], str]]:
    """Another origin on this machine, and its address."""
    handler = type("OneHandler", (Handler,), {})
    with serving(handler) as address:
        yield handler, address.replace("127.0.0.1", "localhost")


def test_one_line_puts_the_window_into_a_foreign_page(
    foreign, open_page, server, pilot, look, demo_clue, shoot
):
    handler, address = foreign
    handler.page = PAGE.format(
        inside=f'<city-antifraud city="{pilot.slug}"><a href="{server.root}/">反诈骗查询</a></city-antifraud>'
        f'<script async src="{server.root}/w/v1/city-antifraud.js"></script>'
    )
    page = open_page(address)
    page.get_by_role("tab").first.wait_for()
    look(page, demo_clue("high_risk").value)
    assert "高度可疑" in page.locator(".banner").inner_text()
    page.get_by_role("button", name="举报这条").click()
    page.locator("#af-category-refund").check()
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()
    shoot(page, "foreign-page")


def test_a_frame_has_the_height_of_what_is_in_it(foreign, open_page, server, pilot, demo_clue, shoot):
    handler, address = foreign
    handler.page = PAGE.format(
        inside=f'<iframe data-city-antifraud src="{server.root}/{pilot.slug}/embed.html" '
        'title="反诈骗查询" width="100%" height="200"></iframe>'
        f'<script async src="{server.root}/w/v1/embed-frame.js"></script>'
    )
    page = open_page(address)
    inside = page.frame_locator("iframe")
    inside.get_by_role("tab").first.wait_for()
    page.wait_for_function("document.querySelector('iframe').clientHeight > 300")
    before = page.locator("iframe").evaluate("node => node.clientHeight")
    inside.locator("#af-lookup").fill(demo_clue("high_risk").value)
    inside.get_by_role("tabpanel").get_by_role("button").first.click()
    inside.locator(".banner").first.wait_for()
    page.wait_for_function(f"document.querySelector('iframe').clientHeight > {before + 200}")
    shoot(page, "foreign-frame")

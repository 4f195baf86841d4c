"""The real window does its work before it reports, and the real server knows a proof it has seen."""

from urllib.parse import parse_qs, urlsplit

import pytest


@pytest.fixture
def posted():
    """Note what a page posts as reports: fields and status."""

    def watch(page):
        seen = []

        def note(response):
            request = response.request
            if request.method == "POST" and urlsplit(request.url).path.endswith("/reports"):
                fields = {name: values[0] for name, values in parse_qs(request.post_data).items()}
                seen.append((fields, response.status))

        page.on("response", note)
        return seen

    return watch


def _report(page, number):
    page.get_by_role("tab", name="举报").click()
    page.locator("#af-text").fill(number)
    page.get_by_role("button", name="下一步").click()
    page.locator("#af-category-refund").check()
    page.get_by_role("button", name="直接提交").click()
    page.locator(".number").wait_for()


def test_a_report_carries_a_proof_that_is_good_once(open_window, server, pilot, posted):
    page = open_window()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/challenge" in request.url else None)
    seen = posted(page)
    page.get_by_role("tab", name="举报").click()
    with page.expect_response(lambda answer: "/challenge?for=report" in answer.url) as begun:
        page.locator("#af-text").focus()
    assert begun.value.status == 200, "the work begins before anything is sent"
    _report(page, "13755503001")
    ((fields, status),) = seen
    assert (status, len(asked)) == (201, 1)
    path = f"/v1/{pilot.slug}/reports"
    again = server.post(path, text="13755503002", category="refund", proof=fields["proof"])
    assert (again[0], again[1]["code"]) == (403, "proof_used")
    log = server.log.read_text()
    assert "guard_open" not in log
    assert "Traceback" not in log


def test_a_refused_proof_is_tried_once_more_without_a_word(open_window, posted):
    page = open_window()
    seen = posted(page)
    refusals = [{"code": "proof_expired", "status": 403}]
    page.route(
        "**/reports",
        lambda route: route.fulfill(status=403, json=refusals.pop()) if refusals else route.continue_(),
    )
    _report(page, "13755503003")
    assert [status for _, status in seen] == [403, 201]
    (first, _), (second, _) = seen
    assert first.pop("proof") != second.pop("proof")
    assert first == second


def test_on_plain_http_a_report_goes_without_a_proof(open_page, server, pilot, posted):
    page = open_page(f"http://window.test:{urlsplit(server.root).port}/{pilot.slug}/")
    seen = posted(page)
    page.get_by_role("tab").first.wait_for()
    assert page.evaluate("crypto.subtle") is None
    _report(page, "13755503004")
    ((fields, status),) = seen
    assert status == 201
    assert "proof" not in fields

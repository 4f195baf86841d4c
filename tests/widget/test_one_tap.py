"""One tap after a look-up: the quick tip, and the word that a clue is harmless."""

import re

import pytest

CLUE = ("phone", "138 1234 5678", {"level": "reported"}, {"value": "+8613812345678"})


@pytest.fixture
def found(stub, open_widget, look, answer, page, receipt):
    """Looks up a clue that was reported; what is sent next gets a receipt."""

    def shown(level="reported"):
        stub.lookup = (200, answer(level, (*CLUE[:2], {"level": level}, CLUE[3])))
        stub.report = (201, {**receipt, "category": None})
        open_widget()
        look()
        page.locator(".now").wait_for()
        return page.locator("li.clue")

    return shown


@pytest.fixture
def posts(stub):
    """What was posted to a path."""

    def to(path):
        return [fields for method, at, fields, _ in stub.asked if method == "POST" and at.endswith(path)]

    return to


def test_a_quick_tip_sends_the_clue_alone_and_shows_its_receipt(page, found, posts, shoot):
    clue = found()
    clue.get_by_role("button", name="我也遇到了，一键举报").click()
    clue.get_by_text("7K3M-9QXT-2HVW-R4CM").wait_for()
    (fields,) = posts("/reports")
    assert fields["clues"] == ["phone:+8613812345678"]
    assert fields.keys() - {"proof"} == {"clues", "device", "idempotency_key"}
    assert re.fullmatch("[0-9a-f]{32}", fields["device"][0])
    assert clue.get_by_role("button", name="一键举报").count() == 0
    shoot("quick-tip")
    clue.get_by_role("button", name="补充详情").click()
    page.locator("[role=tab][aria-selected=true]", has_text="举报").wait_for()


def test_a_tip_that_could_not_be_sent_says_so_and_has_the_same_key_again(stub, found, posts, shoot):
    clue = found()
    good, stub.report = stub.report, (503, {"code": "store_unavailable"})
    clue.get_by_role("button", name="一键举报").click()
    clue.get_by_text("系统暂时无法使用").wait_for()
    shoot("quick-tip-failed")
    stub.report = good
    clue.get_by_role("button", name="一键举报").click()
    clue.get_by_text("7K3M-9QXT-2HVW-R4CM").wait_for()
    first, second = posts("/reports")
    assert first["idempotency_key"] == second["idempotency_key"]


def test_a_clue_reported_before_has_no_new_receipt(stub, found, receipt):
    clue = found()
    stub.report = (200, {**receipt, "status": "already_reported", "receipt": None})
    clue.get_by_role("button", name="一键举报").click()
    clue.get_by_text("不会重复计数").wait_for()
    assert "回执编号" not in clue.inner_text()


@pytest.mark.parametrize("level", ["official", "unavailable"])
def test_nobody_tips_off_an_official_line_or_what_could_not_be_looked_up(level, found):
    clue = found(level)
    assert clue.get_by_role("button", name="一键举报").count() == 0
    assert clue.locator("details").count() == 0


def test_saying_that_it_is_harmless_counts_once_and_promises_nothing(found, posts, shoot):
    clue = found()
    clue.get_by_text("它其实没问题？").click()
    choices = clue.locator("details button")
    assert choices.count() == 4
    shoot("harmless")
    choices.first.click()
    clue.get_by_text("不会因此显示为“安全”").wait_for()
    (fields,) = posts("/marks")
    assert fields["clues"] == ["phone:+8613812345678"]
    assert fields["mark"] == ["courier"]
    assert fields.keys() - {"proof"} == {"clues", "mark", "device", "idempotency_key"}
    assert clue.locator("details .picks button:visible").count() == 0
    assert clue.locator("details a").count() == 0


def test_the_owner_of_a_number_is_led_to_the_appeal(found, shoot):
    clue = found()
    clue.get_by_text("它其实没问题？").click()
    clue.locator("details button").nth(1).click()
    link = clue.get_by_role("link", name="可以申诉")
    assert link.get_attribute("href").endswith("/hangzhou/appeal.html")
    shoot("harmless-own")


def test_a_mark_that_was_refused_says_why(stub, found):
    clue = found()
    stub.report = (429, {"code": "too_many_requests"})
    clue.get_by_text("它其实没问题？").click()
    clue.locator("details button").last.click()
    clue.get_by_text("操作太频繁").wait_for()
    assert clue.locator("details .picks button:visible").count() == 4

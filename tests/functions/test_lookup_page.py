"""The drawn page of a look-up, without JavaScript: one thing to do, what not to believe, where to go on."""

import re

import pytest

from antifraud.ports import ListedClue
from antifraud.verdicts import Listing

MOBILE = "13812345678"


@pytest.fixture
def drawn(client):
    """The page of a look-up, or what stands in it."""

    def page(text, lang="zh-Hans"):
        answer = client.post(
            f"/v1/seaside/lookup?lang={lang}", data={"text": text}, headers={"Accept": "text/html"}
        )
        assert answer.status_code == 200
        return answer.text

    return page


@pytest.fixture
def listed(database, keys, now):
    """Lists the mobile as a source does."""

    def at(level, source):
        listing = Listing(source, level, "fake_authority", now.date(), now.date())
        row = ListedClue(keys.clue_key("phone", "+86" + MOBILE), "138 1234 5678", listing)
        database.listings.write_listings([(row, {listing.source: listing})])

    return at


def main_actions(page):
    return re.findall(r'<a class="main" href="tel:(\d+)"', page)


def truths(page):
    inside = re.search(r'<ul class="remember">(.*?)</ul>', page, re.DOTALL)
    return re.findall("<li>(.*?)</li>", inside[1])


@pytest.mark.parametrize(
    ("level", "source", "number", "covered"),
    [
        ("confirmed", "police:330100", "110", "半小时内打 110"),
        ("reported", "bank:102", "96110", "拿不准，打 96110"),
    ],
)
def test_a_warning_has_one_number_to_dial_and_what_not_to_believe(
    level, source, number, covered, drawn, listed
):
    listed(level, source)
    page = drawn(MOBILE)
    assert main_actions(page) == [number]
    assert covered not in page.split('<ul class="remember">')[0].split("</a>")[1]
    assert len(truths(page)) == 2
    assert truths(page)[0].startswith("公安不会电话办案")


def test_no_record_has_no_number_to_dial_first_and_is_not_called_safe(drawn):
    page = drawn(MOBILE)
    assert main_actions(page) == []
    assert "没有记录不等于安全" in page
    assert len(truths(page)) == 1


def test_what_the_words_sound_like_says_what_not_to_believe(drawn):
    page = drawn("我是公安局民警，您涉嫌洗钱，请把钱转到安全账户，电话" + MOBILE)
    assert truths(page)[0].startswith("公安不会电话办案")


def test_an_official_line_is_the_one_thing_to_dial(drawn):
    page = drawn("95588")
    assert main_actions(page) == ["95588"]
    assert len(truths(page)) == 1


def test_a_text_without_a_clue_says_what_to_do(drawn):
    page = drawn("你好")
    assert "没有认出电话" in page
    assert "appeal.html" not in page


@pytest.mark.parametrize(("lang", "folder"), [("zh-Hans", ""), ("zh-Hant", "/zh-Hant"), ("en", "/en")])
def test_the_way_to_an_appeal_and_to_the_stop_payment_sheet(lang, folder, drawn):
    page = drawn(MOBILE, lang)
    for name in ("appeal", "paid"):
        assert f'{folder}/seaside/{name}.html"' in page

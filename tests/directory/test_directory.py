"""The official directory: every row well made, owners found, forgeries never."""

import json
import re
from pathlib import Path

import pytest

from antifraud.clues.model import Clue
from antifraud.clues.officials import load_numbers, load_sites
from antifraud.clues.url import canonicalize, split_url
from antifraud.directory import SECTORS, load_directory

DIRECTORY = load_directory()
DIALLED = re.compile(
    r"110|119|120|122|114|1[0-2][0-9]{3,6}|116114|96110|95[0-9]{3,7}"  # short and service lines
    r"|[48]00[0-9]{7}|0(10|2[0-9]|[3-9][0-9]{2})[0-9]{5,8}"  # receive-only lines, landlines with area code
)


def clue(kind, value, *hints):
    return Clue(kind, value, value, (0, len(value)), hints)


@pytest.mark.parametrize("row", load_numbers(), ids=lambda row: row.number)
def test_each_number_is_a_line_a_resident_can_dial(row):
    assert DIALLED.fullmatch(row.number)
    assert not re.fullmatch(r"1[3-9][0-9]{9}|106[0-9]*", row.number)
    assert row.owner_zh
    assert row.owner_en
    assert row.sector in SECTORS
    assert row.source in {"vcards", "public"}
    if row.website:
        assert split_url(canonicalize(row.website))[0] == row.website
    assert DIRECTORY.find_number(row.number).dial == row.number


@pytest.mark.parametrize("row", load_sites(), ids=lambda row: row.domain)
def test_each_site_is_a_canonical_domain(row):
    assert split_url(canonicalize(row.domain))[0] == row.domain
    assert row.sector in SECTORS
    assert row.source in {"vcards", "v2fly", "public"}
    assert DIRECTORY.find_host("www." + row.domain).name.zh == row.owner_zh


def test_no_row_stands_twice():
    numbers = [row.number for row in load_numbers()]
    domains = [row.domain for row in load_sites()]
    assert len(set(numbers)) == len(numbers)
    assert len(set(domains)) == len(domains)


@pytest.mark.parametrize(
    ("value", "owner"),
    [
        ("110", "公安报警"),
        ("96110", "反诈预警劝阻专线"),
        ("95588", "中国工商银行"),
        ("4006695566", "中国银行"),
        ("+8657188808880", "浙里办"),
        ("057188808880", "浙里办"),
        ("+8628966185", "云喇叭"),
    ],
)
def test_a_listed_number_has_its_owner(value, owner):
    assert DIRECTORY.owner_of(clue("phone", value)).name.zh == owner


@pytest.mark.parametrize(
    "value",
    ["+8695588", "+86110", "095588", "0110", "955880", "+8613812345678", "10698000095588", "96588", ""],
)
def test_what_is_not_listed_has_none(value):
    assert DIRECTORY.owner_of(clue("phone", value)) is None


def test_a_forged_display_has_no_owner():
    assert DIRECTORY.owner_of(clue("phone", "95588", "forged_display")) is None


@pytest.mark.parametrize(
    ("address", "owner"),
    [
        ("https://www.icbc.com.cn/icbc/", "中国工商银行"),
        ("mybank.icbc.com.cn", "中国工商银行"),
        ("http://www.example.gov.cn/", "中国政府"),
        ("gov.cn", "中国政府"),
        ("pay.weixin.qq.com/x", "微信支付"),
        ("http://card.icbc/", "中国工商银行"),
    ],
)
def test_a_listed_site_and_all_below_has_its_owner(address, owner):
    assert DIRECTORY.owner_of(clue("url", canonicalize(address))).name.zh == owner


@pytest.mark.parametrize(
    "address",
    [
        "www.icbc.com.cn.evil.top",
        "icbc-com.cn",
        "xicbc.com.cn",
        "gov.cn.com",
        "agov.cn",
        "docs.qq.com",
        "1.2.3.4",
    ],
)
def test_a_neighbour_of_a_listed_site_has_none(address):
    assert DIRECTORY.owner_of(clue("url", canonicalize(address))) is None


def test_a_site_tells_the_main_line_of_its_owner():
    assert DIRECTORY.find_host("www.icbc.com.cn").dial == "95588"


def test_other_kinds_have_no_owner():
    assert DIRECTORY.owner_of(clue("qq", "95588")) is None


def test_there_is_enough_of_it():
    assert len(DIRECTORY.numbers) > 480
    assert len(DIRECTORY.sites) > 180


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_each_sector_has_a_label(language):
    path = Path(__file__).parent.parent.parent / "antifraud" / "messages" / f"{language}.json"
    assert set(json.loads(path.read_text("utf-8"))["sectors"]) == set(SECTORS)

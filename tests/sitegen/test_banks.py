"""The official lines on the stop-payment sheet: from the directory, each bank once, no name of two banks."""

import re

from antifraud.clues.card import _issuers
from antifraud.directory import load_directory
from antifraud.languages import FOLDERS
from antifraud.sitegen.banks import NOT_HELD, SECTORS, list_bank_lines

LARGE = (
    "工商银行",
    "农业银行",
    "建设银行",
    "交通银行",
    "邮政储蓄",
    "招商银行",
    "中信银行",
    "平安银行",
    "兴业银行",
)


def test_every_line_is_the_directorys_main_line_of_its_owner():
    numbers = load_directory().numbers
    for bank in list_bank_lines():
        owner = numbers[bank.number]
        assert owner.sector in SECTORS
        assert owner.name == bank.name
        assert next(one.dial for one in numbers.values() if one.name == bank.name) == bank.number


def test_each_bank_is_there_once_and_no_card_scheme():
    names = [bank.name.zh for bank in list_bank_lines()]
    assert len(names) == len(set(names)) >= 60
    assert names[0] == "中国工商银行"
    assert NOT_HELD.isdisjoint(names)


def test_no_two_banks_share_a_name():
    said = [name for bank in list_bank_lines() for name in (bank.name.zh, *bank.names)]
    assert len(said) == len(set(said))


def test_a_bank_is_found_by_its_names_in_both_scripts_and_never_by_the_one_shown_twice():
    bank = next(one for one in list_bank_lines() if one.name.zh == "中国农业银行")
    assert bank.called("zh-Hans") == "农业银行|农行"
    assert bank.called("en") == "中国农业银行|农业银行|农行"
    assert bank.called("zh-Hant") == "中国农业银行|农业银行|农行|農業銀行|農行"


def test_the_banks_of_most_cards_have_a_line():
    names = [name for bank in list_bank_lines() for name in (bank.name.zh, *bank.names)]
    issuers = {one.bank for found in _issuers().values() for one in found}
    for large in LARGE:
        assert any(large in bank and any(name in bank for name in names) for bank in issuers), large


def test_every_city_and_the_nation_have_the_sheet_in_their_languages(built, cities):
    for city in cities:
        for language, folder in FOLDERS.items():
            assert (built / folder / city.slug / "paid.html").is_file() == (language in city.languages)
    for folder in FOLDERS.values():
        page = (built / folder / "paid.html").read_text("utf-8")
        assert re.findall(r'href="tel:(\d+)"', page)[:2] == ["110", "96110"]
        assert "connect-src 'none'" in page


def test_help_leads_to_the_sheet(built, cities):
    for path in ("index.html", "404.html", f"{cities[0].slug}/index.html", f"{cities[0].slug}/report.html"):
        assert 'href="paid.html"' in (built / path).read_text("utf-8"), path

"""docs/cities.md tells every key as the rules have it, and nothing else."""

import re
from pathlib import Path

import pytest

from antifraud.cities import get_city
from antifraud.cityfile import parse_cities
from antifraud.cityfile.schema import (
    CityEntry,
    CommonEntry,
    FileEntry,
    HotlineEntry,
    NameEntry,
    ServiceEntry,
    ServicesEntry,
)

KINDS = (FileEntry, CommonEntry, CityEntry, NameEntry, HotlineEntry, ServicesEntry, ServiceEntry)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def page() -> str:
    return (ROOT / "docs" / "cities.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example(page) -> str:
    return re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1]


def test_each_key_is_told_in_the_order_and_words_of_the_rules(page):
    told = re.findall(r"^\| `(\w+)` \| (.+?) \|", page, re.MULTILINE)
    assert told == [
        (key, one.metadata["description"]) for kind in KINDS for key, one in kind().fields.items()
    ]


def test_each_example_is_that_of_the_rules(page):
    told = re.findall(r"^\| `\w+` \| .+? \| `(.+)` \|$", page, re.MULTILINE)
    fields = [one for kind in KINDS for one in kind().fields.values()]
    known = [getattr(one, "inner", one).metadata.get("examples") for one in fields]
    assert told == [str(examples[0]) for examples in known if examples]


def test_the_entry_of_the_docs_is_right_at_the_end_of_the_file(example):
    text = (ROOT / "cities.yaml").read_text(encoding="utf-8")
    cities = parse_cities(text + example)
    assert len(cities) == len(parse_cities(text)) + 1
    assert get_city(cities, "weihai") is cities[-1]


def test_the_entry_of_the_docs_has_every_key(example):
    assert set(CityEntry().fields) == set(re.findall(r"^(?:  - |    )(\w+):", example, re.MULTILINE))

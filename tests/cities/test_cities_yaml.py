"""The launch cities, one by one, against sources that know nothing of this project.

`divisions.csv` holds the prefectures of GB/T 2260 as in modood/Administrative-divisions-of-China; area codes
are asked of the geocoder of libphonenumber.
"""

import csv
import functools
from pathlib import Path
from urllib.parse import urlsplit

import phonenumbers
import pytest
from phonenumbers import geocoder

from antifraud.cities import SERVICE_GROUPS
from antifraud.cityfile import load_cities
from antifraud.languages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
CITIES = load_cities(ROOT / "cities.yaml")
COMMON_SERVICES = set.intersection(*({one.title.zh for one in city.services_in("police")} for city in CITIES))

SHARED_AREA_CODES = {"0371": "河南省郑州市"}
"""What the geocoder says of a code that serves a second city, which it does not name: since October 2013 the
numbers of the neighbour to the east have this code too, and their old one, 0378, is out of use."""

each_city = pytest.mark.parametrize("city", CITIES, ids=lambda city: city.slug)


@functools.cache
def _place_of(area_code: str) -> str:
    """Return province and city of a landline in Chinese, as libphonenumber knows them."""
    for local in ("85151234", "65151234", "5151234"):
        number = phonenumbers.parse(f"+86{area_code[1:]}{local}")
        if place := geocoder.description_for_number(number, "zh"):
            return str(place)
    return ""


@functools.cache
def _divisions() -> dict[str, str]:
    with (Path(__file__).parent / "divisions.csv").open(encoding="utf-8") as file:
        return {row["adcode"]: row["name"] for row in csv.DictReader(file)}


@each_city
def test_the_adcode_is_that_of_the_name(city):
    assert _divisions()[city.adcode] == f"{city.name.zh}市"


@each_city
def test_the_area_code_is_that_of_the_city(city):
    place = _place_of(city.area_code)
    assert place.startswith(city.province.zh)
    if city.area_code in SHARED_AREA_CODES:
        assert place == SHARED_AREA_CODES[city.area_code]
    else:
        assert f"{city.name.zh}市" in place


def test_the_code_that_was_given_up_is_known_to_nobody():
    assert _place_of("0378") == ""


@each_city
def test_the_slug_is_the_name_in_pinyin(city):
    assert city.slug == city.name.en.lower()


@each_city
def test_help_is_one_tap_away(city):
    numbers = [hotline.number for hotline in city.hotlines]
    assert numbers[0] == f"{city.area_code}-12345"
    assert numbers[1:] == ["96110", "110", "12381", "12321"]


@each_city
def test_the_page_has_the_services_of_this_city(city):
    own = [one for one in city.services if one.title.zh not in COMMON_SERVICES]
    assert 6 <= len(own) <= 12
    assert {one.group for one in own} == set(SERVICE_GROUPS)
    assert [one.group for one in city.services] == sorted(
        (one.group for one in city.services), key=SERVICE_GROUPS.index
    )


@each_city
def test_the_portal_may_embed_the_window_and_is_linked(city):
    assert city.embed_origins
    for origin in city.embed_origins:
        assert urlsplit(origin).hostname.endswith(".gov.cn")
        assert origin in [one.link for one in city.services]


@each_city
def test_the_page_is_in_every_language(city):
    assert city.languages == LANGUAGES


def test_there_are_thirty_in_eleven_provinces():
    assert len(CITIES) == 30
    assert len({city.province.zh for city in CITIES}) == 11


def test_the_three_pilots_came_before_all_others():
    pilots = [city for city in CITIES if city.rollout == "pilot"]
    others = [city for city in CITIES if city.rollout != "pilot"]
    assert len(pilots) == 3
    assert {city.since.year for city in pilots} == {2015}
    assert max(city.since for city in pilots) < min(city.since for city in others)


def test_no_two_cities_look_or_serve_alike():
    assert len({city.colour for city in CITIES}) == 30
    assert len({city.services for city in CITIES}) == 30
    assert len({frozenset(one.title.zh for one in city.services_in("culture")) for city in CITIES}) == 30


def test_every_city_has_its_own_weather():
    weather = [one.link for city in CITIES for one in city.services if one.title.zh == "天气预报"]
    assert len(set(weather)) == 30


def test_one_title_is_one_text_in_english():
    titles = {one.title for city in CITIES for one in city.services}
    assert len(titles) == len({title.zh for title in titles})

"""Each city of cities.yaml on the real server: its page, its window, its look-up, its local numbers."""

from pathlib import Path

import pytest

from antifraud.cityfile import load_cities
from antifraud.languages import FOLDERS, say

CITIES = load_cities(Path(__file__).parents[2] / "cities.yaml")


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.slug)
def test_a_city_is_served_and_answers(city, server):
    for language in city.languages:
        path, name = f"/{FOLDERS[language]}{city.slug}/", say(city.name, language)
        status, page = server.get(path)
        assert (status, name in page, f'city="{city.slug}"' in page) == (200, True, True)
    status, page = server.get(f"/{city.slug}/embed.html")
    assert (status, f'city="{city.slug}"' in page) == (200, True)
    answer = server.look_up(city.slug, "电话87654321")
    assert (answer["city"], answer["overall"]) == (city.slug, "no_record")
    (clue,) = answer["clues"]
    assert clue["kind"] == "phone"
    assert clue["value"] == f"+86{city.area_code[1:]}87654321"
    assert clue["display"] == f"{city.area_code}-87654321"


def test_the_national_page_leads_to_every_city(server):
    _, page = server.get("/")
    assert [city.slug for city in CITIES if f'href="{city.slug}/index.html"' not in page] == []


def test_a_city_that_does_not_exist_is_said_so(server):
    status, body = server.post("/v1/atlantis/lookup", text="13812345678")
    assert (status, body["code"]) == (404, "unknown_city")

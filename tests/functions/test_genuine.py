"""The code of the day: one for each city, host and day, and only for pages that the city allows."""

import dataclasses
from datetime import timedelta

import pytest

from functions.app import create_app

PORTAL = "https://www.seaside.gov.cn"


@pytest.fixture
def codes(parts):
    def ask(city="seaside", later=timedelta(0), **headers):
        moved = dataclasses.replace(parts, now=lambda: parts.now() + later)
        return create_app(moved).test_client().get(f"/v1/{city}/genuine", headers=headers)

    return ask


def test_a_portal_is_told_its_own_code_and_the_page_of_the_city_the_same(codes):
    told = codes(Origin=PORTAL).json
    assert told["yours"] == told["hosts"][0] == {"host": "www.seaside.gov.cn", "code": told["yours"]["code"]}
    own_page = codes().json
    assert own_page["yours"] is None
    assert own_page["hosts"] == told["hosts"]
    assert told["day"] == "2026-11-21"


def test_a_page_that_is_not_allowed_is_told_nothing(codes):
    answer = codes(Origin="https://www.seaside.gov.cn.evil.example")
    assert (answer.status_code, "hosts" in answer.json) == (403, False)


def test_the_code_changes_with_city_host_and_day_in_china(codes):
    def code(*arguments, **more):
        return codes(*arguments, **more).json["hosts"][0]["code"]

    same = {code(), code(later=timedelta(hours=2, minutes=59))}
    other = {code("uphill"), code(later=timedelta(hours=3))}
    assert len(same) == 1
    assert len(same | other) == 3


def test_it_is_written_as_one_reads_it_aloud(codes):
    assert codes().json["hosts"][0]["code"].replace("-", "").isalnum()
    assert len(codes().json["hosts"][0]["code"]) == 9

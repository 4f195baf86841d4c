"""A city file that is right, to be spoiled line by line, and the words for its faults."""

import pytest

from antifraud.cityfile import parse_cities
from antifraud.errors import CityFileError

RIGHT = """\
common:
  hotlines:
    - {number: "96110", zh: 反诈专线, en: Anti-fraud line}
  services:
    police:
      - {zh: 公安, en: Police, link: soon}
cities:
  - slug: weihai
    adcode: "371000"
    name: {zh: 威海, en: Weihai}
    province: {zh: 山东, en: Shandong}
    area_code: "0631"
    latitude: 37.5128
    longitude: 122.1151
    rollout: live
    since: 2026-12-01
    colour: "#1a5f7a"
    languages: [zh-Hans, en]
    embed_origins: [https://www.weihai.gov.cn]
    hotlines: []
    services:
      life:
        - {zh: 图书馆, en: Library, link: https://www.weihai.gov.cn/lib}
"""

SECOND = """\
  - slug: rizhao
    adcode: "371100"
    name: {zh: 日照, en: Rizhao}
    province: {zh: 山东, en: Shandong}
    area_code: "0633"
    latitude: 35.4168
    longitude: 119.5217
    rollout: pilot
    since: 2026-11-01
    colour: "#2e5339"
    languages: [zh-Hans]
    embed_origins: []
    hotlines:
      - {number: "0633-12345", zh: 市民热线, en: Citizens' hotline}
    services:
      life:
        - {zh: 天气, en: Weather, link: soon}
"""


@pytest.fixture(scope="session")
def right() -> str:
    return RIGHT


@pytest.fixture(scope="session")
def second() -> str:
    """One more entry, from line 24 on when it is put behind the first."""
    return SECOND


@pytest.fixture(scope="session")
def spoil():
    """Give what replaces lines of the right file (counted from 1; None deletes)."""

    def spoiled(changes, text=RIGHT) -> str:
        lines: list[str | None] = list(text.splitlines())
        for line, new in changes.items():
            lines[line - 1] = new
        return "\n".join(line for line in lines if line is not None) + "\n"

    return spoiled


@pytest.fixture(scope="session")
def faults_in():
    """Give what lists the faults of a text as (line:column, code); an empty list when it is right."""

    def faults(text) -> list[tuple[str, str]]:
        try:
            parse_cities(text)
        except CityFileError as error:
            return [(fault.where, fault.code) for fault in error.faults]
        return []

    return faults

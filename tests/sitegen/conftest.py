"""Made-up cities, a made-up widget and one build of the real templates for all tests of the site."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from antifraud.cities import City, Hotline, Service, Text
from antifraud.languages import LANGUAGES
from antifraud.sitegen.build import Sources, build_site
from tests.serving import files_of, serving

SOURCE = Path("site")

HOTLINES = (
    Hotline("96110", Text("反诈专线", "Anti-fraud line")),
    Hotline("110", Text("报警", "Police")),
    Hotline("12345", Text("市民热线", "Citizens' line")),
)
SERVICES = (
    Service("life", Text("水电气缴费", "Water, power and gas"), "https://life.example.gov.cn/pay"),
    Service("police", Text("户籍办理", "Household register"), "https://police.example.gov.cn/"),
    Service("traffic", Text("违章查询", "Traffic fines"), None),
    Service("culture", Text("图书馆", "Library"), "https://library.example.cn/"),
)


def make_city(slug: str, zh: str, province: tuple[str, str], place: tuple[float, float], **other) -> City:
    city = City(
        slug=slug,
        adcode="990100",
        name=Text(zh, slug.capitalize()),
        province=Text(*province),
        area_code="0999",
        latitude=place[0],
        longitude=place[1],
        rollout="live",
        since=date(2026, 1, 1),
        hotlines=HOTLINES,
        services=SERVICES,
        embed_origins=(f"https://www.{slug}.example.gov.cn",),
        colour="#1f5fa8",
        languages=LANGUAGES,
    )
    return dataclasses.replace(city, **other)


EAST, WEST = ("东省", "East"), ("西省", "West")
CITIES = (
    make_city("jiazhou", "甲州", EAST, (30.0, 120.0)),
    make_city("yizhou", "乙州", EAST, (31.0, 121.0), colour="#7a4b12"),
    make_city("bingzhou", "丙州", WEST, (26.0, 106.0), rollout="paused"),
    make_city("dingzhou", "丁<州>", WEST, (25.0, 105.0), languages=("zh-Hans",), services=()),
)
"""Live, of another colour, paused, and one in Chinese only with a name that must be escaped."""


@pytest.fixture(scope="session")
def widget_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("widget")
    for name in (
        "city-antifraud.js",
        "city-antifraud.css",
        "embed-frame.js",
        "embed-page.js",
        "stop-payment.js",
        "stop-payment.late.js",
    ):
        (folder / name).write_text(f"/* {name} */\n" if name.endswith("css") else f"// {name}\n")
    return folder


@pytest.fixture(scope="session")
def sources(widget_folder) -> Sources:
    return Sources(SOURCE, widget_folder)


@pytest.fixture(scope="session")
def built(tmp_path_factory, sources) -> Path:
    out = tmp_path_factory.mktemp("out") / "site"
    build_site(out, sources, CITIES)
    return out


@pytest.fixture(scope="session")
def cities() -> tuple[City, ...]:
    return CITIES


@pytest.fixture(scope="session")
def address(built):
    with serving(files_of(built)) as address:
        yield address

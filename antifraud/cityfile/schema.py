"""What an entry of cities.yaml is: one definition that checks and makes the JSON Schema.

It describes single values; what must agree between entries is in `across`.
"""

from typing import Any

from marshmallow import fields, validate

from antifraud.cities import ROLLOUTS
from antifraud.cityfile.fields import (
    CodeField,
    DayField,
    Entry,
    EntryField,
    ListField,
    NumberField,
    Pattern,
    TextField,
    check_any,
    check_contrast,
)
from antifraud.cityfile.reading import Steps
from antifraud.languages import LANGUAGES

SOON = "soon"

_HOST = r"https://[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(:[0-9]{2,5})?"
_CHINESE = Pattern(r"^.*[\u3400-\u9fff].*$", error="not_chinese")
_ENGLISH = Pattern(r"^[ -\u024f\u2010-\u2027]+$", error="not_english")


def _told(description: str, example: str | float | None = None, **more: object) -> dict[str, Any]:
    examples = {} if example is None else {"examples": [example]}
    return {"description": description, **examples, **more}


def _chinese(longest: int, description: str, example: str) -> TextField:
    return TextField(
        required=True,
        validate=[validate.Length(1, longest, error="bad_length"), _CHINESE],
        metadata=_told(description, example),
    )


def _english(longest: int, description: str, example: str) -> TextField:
    return TextField(
        required=True,
        validate=[validate.Length(1, longest, error="bad_length"), _ENGLISH],
        metadata=_told(description, example),
    )


class NameEntry(Entry):
    """A name in both languages."""

    zh = _chinese(10, "in Chinese, without 市 or 省", "威海")
    en = _english(30, "in English, in pinyin without tones", "Weihai")


class HotlineEntry(Entry):
    """A number a resident may dial."""

    number = CodeField(
        required=True,
        validate=Pattern(
            r"^((0[0-9]{2,3}-)?[1-9][0-9]{2,8}|[48]00-?[0-9]{3}-?[0-9]{4})$",
            error="bad_number",
        ),
        metadata=_told("the number as it is dialled, in quotes; a hyphen after the area code", "0631-12345"),
    )
    zh = _chinese(16, "what it is for, in Chinese", "市民热线")
    en = _english(48, "what it is for, in English", "Citizens' hotline")


class ServiceEntry(Entry):
    """A service a page links to."""

    zh = _chinese(12, "its title in Chinese", "图书馆")
    en = _english(32, "its title in English", "Library")
    link = TextField(
        required=True,
        validate=Pattern(rf"^({SOON}|{_HOST}(/[!-~]*)?)$", error="bad_link"),
        metadata=_told("its address beginning with https://, or the word soon", "https://www.weihai.gov.cn"),
    )


def _group(description: str) -> ListField:
    return ListField(
        EntryField(ServiceEntry),
        validate=validate.Length(1, error="empty_list"),
        metadata=_told(description),
    )


class ServicesEntry(Entry):
    """Services by group; a group may be left out."""

    police = _group("公安: police")
    traffic = _group("交警: roads, trains, buses")
    culture = _group("文化: libraries, museums, sights")
    life = _group("生活服务: everyday services")


def _services(description: str) -> EntryField:
    return EntryField(
        ServicesEntry,
        required=True,
        validate=check_any,
        metadata=_told(description, minProperties=1),
    )


def _hotlines(description: str) -> ListField:
    return ListField(EntryField(HotlineEntry), required=True, metadata=_told(description))


class CommonEntry(Entry):
    """What every city has; it is added after what the city has of its own."""

    hotlines = _hotlines("numbers that are the same in every city")
    services = _services("services that are the same in every city")


class CityEntry(Entry):
    """One city."""

    slug = TextField(
        required=True,
        validate=Pattern("^[a-z]{2,30}$", error="bad_slug"),
        metadata=_told("the short name in addresses: small letters a-z, never changed once in use", "weihai"),
    )
    adcode = CodeField(
        required=True,
        validate=Pattern("^[1-8][0-9]{5}$", error="bad_adcode"),
        metadata=_told("the division code of GB/T 2260: six digits in quotes", "371000"),
    )
    name = EntryField(NameEntry, required=True, metadata=_told("the city's name"))
    province = EntryField(
        NameEntry, required=True, metadata=_told("its province, or the city itself if it is one")
    )
    area_code = CodeField(
        required=True,
        validate=Pattern("^0(10|2[0-9]|[3-9][0-9]{2})$", error="bad_area_code"),
        metadata=_told("the telephone area code with its 0, in quotes", "0631"),
    )
    latitude = NumberField(
        required=True,
        validate=validate.Range(16.0, 53.6, error="outside_china"),
        metadata=_told("degrees north of the city government or centre (WGS84)", 37.5128),
    )
    longitude = NumberField(
        required=True,
        validate=validate.Range(73.4, 135.1, error="outside_china"),
        metadata=_told("degrees east of it (WGS84)", 122.1151),
    )
    rollout = TextField(
        required=True,
        validate=validate.OneOf(ROLLOUTS, error="not_a_choice"),
        metadata=_told("pilot, live, or paused (the page stays, the window points to 96110)", "live"),
    )
    since = DayField(required=True, metadata=_told("the day the window opened there", "2026-12-01"))
    colour = TextField(
        required=True,
        validate=[Pattern("^#[0-9a-f]{6}$", error="bad_colour"), check_contrast],
        metadata=_told("the colour of its page in quotes, dark enough for white text", "#1a5f7a"),
    )
    languages = ListField(
        TextField(
            validate=validate.OneOf(LANGUAGES, error="not_a_choice"),
            metadata={"examples": ["zh-Hans"]},
        ),
        required=True,
        validate=validate.Length(1, error="empty_list"),
        metadata=_told("the languages of its page, the main one first", uniqueItems=True),
    )
    embed_origins = ListField(
        TextField(
            validate=Pattern(f"^{_HOST}$", error="bad_origin"),
            metadata={"examples": ["https://www.weihai.gov.cn"]},
        ),
        required=True,
        metadata=_told(
            "the sites that may show the window in their own pages; [] for none", uniqueItems=True
        ),
    )
    hotlines = _hotlines("the city's own numbers; [] for none")
    services = _services("the city's own services by group")


class FileEntry(Entry):
    """The whole file."""

    common = EntryField(CommonEntry, required=True, metadata=_told("what all cities share"))
    cities = ListField(
        EntryField(CityEntry),
        required=True,
        validate=validate.Length(1, error="empty_list"),
        metadata=_told("the cities, each an entry that begins with - slug"),
    )


def find_field(whole: FileEntry, steps: Steps) -> fields.Field[Any] | None:
    """Return the definition of the value at `steps`, or None where nothing is defined."""
    found: fields.Field[Any] | None = EntryField(whole)
    for step in steps:
        if isinstance(step, int):
            found = found.inner if isinstance(found, fields.List) else None
        else:
            found = found.schema.fields.get(step) if isinstance(found, fields.Nested) else None
    return found

"""The way from the file to cities: read, check, compare, build. All faults of a file are raised at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from antifraud.cities import SERVICE_GROUPS, City, Hotline, Service, Text
from antifraud.cityfile.across import find_clashes
from antifraud.cityfile.faults import faults_of
from antifraud.cityfile.reading import fault_at, place_in, read_yaml
from antifraud.cityfile.schema import SOON, FileEntry
from antifraud.errors import CityFileError, Fault


def load_cities(path: Path) -> tuple[City, ...]:
    """Return the cities of a file, in its order; raises CityFileError with every fault at `line:column`."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise _refusal([fault_at((1, 1), "missing_file")]) from error
    except OSError as error:
        raise _refusal([fault_at((1, 1), "unreadable_file")]) from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        raise _refusal([fault_at(place_in(before, len(before)), "not_utf8")]) from error
    return parse_cities(text)


def parse_cities(text: str) -> tuple[City, ...]:
    """Return the cities of a text in the form of cities.yaml; raises CityFileError with every fault."""
    document = read_yaml(text.removeprefix("\ufeff"))
    if document.value is None:
        raise _refusal(document.faults or [fault_at((1, 1), "empty_file")])
    whole = FileEntry()
    faults = [*document.faults, *find_clashes(document)]
    try:
        content = whole.load(document.value)
    except ValidationError as error:
        faults += faults_of(document, whole, error.messages)
    if faults:
        raise _refusal(faults)
    return tuple(_city(city, content["common"]) for city in content["cities"])


def _refusal(faults: list[Fault]) -> CityFileError:
    ordered = sorted(faults, key=lambda fault: [int(part) for part in fault.where.split(":")])
    return CityFileError("; ".join(f"{fault.where} {fault.code}" for fault in ordered), ordered)


def _city(own: dict[str, Any], common: dict[str, Any]) -> City:
    same = ("slug", "adcode", "area_code", "latitude", "longitude", "rollout", "since", "colour")
    return City(
        **{name: own[name] for name in same},
        name=_text(own["name"]),
        province=_text(own["province"]),
        hotlines=tuple(_hotline(entry) for entry in (*own["hotlines"], *common["hotlines"])),
        services=tuple(_services(own["services"], common["services"])),
        embed_origins=tuple(own["embed_origins"]),
        languages=tuple(own["languages"]),
    )


def _services(*sources: dict[str, list[dict[str, str]]]) -> Iterator[Service]:
    for group in SERVICE_GROUPS:
        for source in sources:
            for entry in source.get(group, ()):
                yield Service(group, _text(entry), None if entry["link"] == SOON else entry["link"])


def _hotline(entry: dict[str, str]) -> Hotline:
    return Hotline(entry["number"], _text(entry))


def _text(entry: dict[str, str]) -> Text:
    return Text(zh=entry["zh"], en=entry["en"])

"""What must agree between the entries of cities.yaml.

It looks at raw values, so that it can also speak of a file that has other faults; a value of the wrong kind
is left to `schema`.
"""

from collections.abc import Iterable, Iterator

from antifraud.cities import SERVICE_GROUPS
from antifraud.cityfile.reading import Document, Steps, fault_at
from antifraud.errors import Fault

_OWN = {"same_slug": ("slug",), "same_adcode": ("adcode",), "same_name": ("name", "zh")}
"""What no two cities share, by the code when they do."""

_NEAR = 0.02
"""Degrees, about two kilometres: closer than any two cities."""

Found = tuple[str, Steps]
"""A text and where it stands."""


def find_clashes(document: Document) -> list[Fault]:
    """Return every fault that takes two entries to see, each at the later of the two."""
    cities = list(_items(document, ("cities",)))
    faults = [*_neighbours(document, cities), *_provinces(document, cities), *_doubles(document, cities)]
    for code, key in _OWN.items():
        faults += _repeats(document, code, _texts(document, [(*city, *key) for city in cities]), {})
    return faults


def _items(document: Document, steps: Steps) -> Iterator[Steps]:
    items = document.at(steps)
    for index in range(len(items) if isinstance(items, list) else 0):
        yield (*steps, index)


def _texts(document: Document, wanted: Iterable[Steps]) -> Iterator[Found]:
    for steps in wanted:
        text = document.at(steps)
        if isinstance(text, str):
            yield str(text), steps


def _repeats(
    document: Document, code: str, found: Iterable[Found], seen: dict[str, Steps]
) -> Iterator[Fault]:
    for text, steps in found:
        first = seen.setdefault(text, steps)
        if first != steps:
            yield fault_at(document.places[steps], code, value=text, line=document.places[first][0])


def _neighbours(document: Document, cities: list[Steps]) -> Iterator[Fault]:
    seen: list[tuple[float, float, Steps]] = []
    for city in cities:
        try:
            north, east = (float(document.at((*city, key))) for key in ("latitude", "longitude"))
        except (TypeError, ValueError):
            continue
        for other_north, other_east, other in seen:
            if abs(north - other_north) < _NEAR and abs(east - other_east) < _NEAR:
                line = document.places[other][0]
                yield fault_at(document.places[(*city, "latitude")], "same_place", line=line)
        seen.append((north, east, city))


def _provinces(document: Document, cities: list[Steps]) -> Iterator[Fault]:
    by_prefix: dict[str, Found] = {}
    by_province: dict[str, Found] = {}
    for city in cities:
        found = list(_texts(document, [(*city, "adcode"), (*city, "province", "zh")]))
        if len(found) < 2:
            continue
        (adcode, at_adcode), (province, at_province) = found
        prefix = adcode[:2]
        other, at_other = by_prefix.setdefault(prefix, (province, at_province))
        code, place = "other_province", at_province
        if other == province:
            other, at_other = by_province.setdefault(province, (prefix, at_adcode))
            code, place = "other_prefix", at_adcode
        if other not in {province, prefix}:
            line = document.places[at_other][0]
            yield fault_at(document.places[place], code, value=prefix, key=province, other=other, line=line)


def _doubles(document: Document, cities: list[Steps]) -> Iterator[Fault]:
    shared: dict[str, dict[str, Steps]] = {}
    for name, found in _lists(document, ("common",)):
        yield from _repeats(document, "repeated", found, shared.setdefault(name, {}))
    for city in cities:
        for name, found in _lists(document, city):
            yield from _repeats(document, "repeated", found, dict(shared[name]))


def _lists(document: Document, entry: Steps) -> Iterator[tuple[str, Iterable[Found]]]:
    yield "hotlines", _texts(document, [(*at, "number") for at in _items(document, (*entry, "hotlines"))])
    for group in SERVICE_GROUPS:
        yield group, _texts(document, [(*at, "zh") for at in _items(document, (*entry, "services", group))])
    for name in ("languages", "embed_origins"):
        yield name, _texts(document, _items(document, (*entry, name)))

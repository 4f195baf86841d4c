"""The official numbers and sites as they stand in the data files: rows, nothing decided.

Recognising needs them to name forgeries; what is official and whose it is, `antifraud.directory` says.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class OfficialNumber:
    """A line as a resident dials it; `website` is a host or empty, `source` says who wrote the row down."""

    number: str
    owner_zh: str
    owner_en: str
    sector: str
    website: str
    source: str


@dataclass(frozen=True, slots=True)
class OfficialSite:
    """A domain with everything below it; `brands` are the words by which forgers imitate it."""

    domain: str
    owner_zh: str
    owner_en: str
    sector: str
    brands: tuple[str, ...]
    source: str


@cache
def load_numbers() -> tuple[OfficialNumber, ...]:
    """Read the official numbers. Once."""
    return tuple(OfficialNumber(*row) for row in _rows("official_numbers.csv"))


@cache
def load_sites() -> tuple[OfficialSite, ...]:
    """Read the official sites. Once."""
    return tuple(
        OfficialSite(domain, owner_zh, owner_en, sector, tuple(brands.split()), source)
        for domain, owner_zh, owner_en, sector, brands, source in _rows("official_sites.csv")
    )


def load_hosts(name: str) -> frozenset[str]:
    """Read one of the plain lists of hosts, one a line, comments after `#`."""
    return frozenset(host for host, *_ in _lines(name))


@cache
def load_platforms() -> tuple[str, ...]:
    """Read the words by which platforms are imitated that are no official sites. Once."""
    return tuple(sorted(word for _, *words in _lines("wellknown.txt") for word in words))


def _lines(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text("utf-8").split("\n")
    return [line.split(" ") for line in lines if line and not line.startswith("#")]


def _rows(name: str) -> list[list[str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]

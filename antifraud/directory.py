"""Whose official line or site a clue is. Decides from the data files alone; knows no verdict and no city.

A number that is listed says nothing about who called: caller ids are forged. A clue that looks forged has no
owner here, and a site owns what is below its domain, never what merely looks like it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from antifraud.cities import Text
from antifraud.clues.model import PHONE, URL, Clue
from antifraud.clues.officials import OfficialNumber, load_numbers, load_sites
from antifraud.clues.url import split_url

FORGED = frozenset(
    {"forged_display", "sender_like_official", "police_on_mobile", "lookalike", "mixed_script"}
)
"""Hints of a clue that is made to look official, and therefore is not."""

SECTORS = (
    *("police", "emergency", "government", "utility", "bank", "payment", "finance", "carrier", "express"),
    *("travel", "shop", "local_life", "internet", "housing", "industry", "other"),
)
"""What an owner does; the labels are in the message files under `sectors`."""

_MOST_LABELS = 10


@dataclass(frozen=True, slots=True)
class Owner:
    """Who stands behind a line or site; `dial` is the number to dial oneself, `website` a host."""

    name: Text
    sector: str
    dial: str | None
    website: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Directory:
    """The owners by number as dialled and by domain."""

    numbers: Mapping[str, Owner]
    sites: Mapping[str, Owner]

    def owner_of(self, clue: Clue) -> Owner | None:
        """Find whose line or site a clue is; None for other kinds and for whatever looks forged."""
        if not FORGED.isdisjoint(clue.hints):
            return None
        if clue.kind == PHONE:
            return self.find_number(clue.value)
        return self.find_host(split_url(clue.value)[0]) if clue.kind == URL else None

    def find_number(self, value: str) -> Owner | None:
        """Find the owner of a number: digits as dialled, or E.164 for a line with an area code."""
        return self.numbers.get("0" + value[3:] if value.startswith("+86") else value)

    def find_host(self, host: str) -> Owner | None:
        """Find the owner of a canonical host: of a listed domain, or of the nearest one above it."""
        labels = host.split(".")[-_MOST_LABELS:]
        names = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self.sites[name] for name in names if name in self.sites), None)


@cache
def load_directory() -> Directory:
    """Read the official numbers and sites. Once."""
    numbers = {row.number: _number_owner(row) for row in load_numbers()}
    lines = {
        row.owner_zh: row.number for row in reversed(load_numbers())
    }  # an owner's first row is its main line
    sites = {
        row.domain: Owner(
            Text(row.owner_zh, row.owner_en), row.sector, lines.get(row.owner_zh), row.domain, row.source
        )
        for row in load_sites()
    }
    return Directory(numbers, sites)


def _number_owner(row: OfficialNumber) -> Owner:
    return Owner(Text(row.owner_zh, row.owner_en), row.sector, row.number, row.website or None, row.source)

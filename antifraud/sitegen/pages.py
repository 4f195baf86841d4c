"""Which pages the site has, and where each lives. Pure: nothing here is read, rendered or written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from antifraud.cities import City
from antifraud.errors import CityFileError
from antifraud.languages import FOLDERS, LANGUAGES
from antifraud.sandbox import CITY, SLUG

NATIONAL = {
    "index": "index.html",
    "how_to_report": "how-to-report.html",
    "verdicts": "verdicts.html",
    "statistics": "statistics.html",
    "privacy": "privacy.html",
    "embed_guide": "embed-guide.html",
    "receipt": "receipt.html",
    "stop_payment": "paid.html",
    "demo": "demo.html",
}
"""Pages that exist once per language: template and message key → address."""

PER_CITY = {
    "city": "index.html",
    "report": "report.html",
    "my_receipt": "receipt.html",
    "appeal": "appeal.html",
    "embed": "embed.html",
    "stop_payment": "paid.html",
    "shared": "shared.html",
    "genuine": "genuine.html",
}
"""Pages that each city has: template and message key → address below the city's folder."""

RESERVED = frozenset({"a", "w", "v1", "_status", SLUG, *(one.rstrip("/") for one in FOLDERS.values())})
"""Folders of the site that no city can be named after."""

NOT_OF_SANDBOX = frozenset({"genuine", "stop_payment", "appeal"})
"""Pages that the sandbox does not have: nothing in it is genuine."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language; `path` is its address below the folder of its language."""

    kind: str
    path: str
    language: str
    city: City | None = None

    @property
    def address(self) -> str:
        """Where the page is below the root of the site."""
        return FOLDERS[self.language] + self.path

    @property
    def is_sandbox(self) -> bool:
        """Tell whether the page is of the sandbox, which is no city and in no list."""
        return self.city is CITY

    @property
    def to_root(self) -> str:
        """What leads from the page to the root of the site: empty, or some `../`."""
        return "../" * self.address.count("/")

    @property
    def to_home(self) -> str:
        """What leads from the page to the folder of its language."""
        return "../" * self.path.count("/")

    @property
    def template(self) -> str:
        """Which template draws the page."""
        return f"{'city' if self.city else 'national'}/{self.kind}.html"


def list_pages(cities: Sequence[City]) -> tuple[Page, ...]:
    """Return every page, the sandbox's among them; raises CityFileError for a city named like a folder."""
    for city in cities:
        if city.slug in RESERVED:
            raise CityFileError(f"the slug {city.slug!r} is a folder of the site; choose another")
    pages = [Page(kind, path, language) for language in LANGUAGES for kind, path in NATIONAL.items()]
    pages += [
        Page(kind, f"{city.slug}/{path}", language, city)
        for city in (*cities, CITY)
        for language in LANGUAGES
        if language in city.languages
        for kind, path in PER_CITY.items()
        if city is not CITY or kind not in NOT_OF_SANDBOX
    ]
    return (*pages, Page("not_found", "404.html", LANGUAGES[0]))


def in_every_language(page: Page) -> tuple[Page, ...]:
    """Return the same page in each language that it has, itself among them."""
    if page.kind == "not_found":
        return (page,)
    offered = page.city.languages if page.city else LANGUAGES
    return tuple(replace(page, language=one) for one in LANGUAGES if one in offered)


def by_province(cities: Iterable[City]) -> dict[str, list[City]]:
    """Return the cities under the Chinese name of their province, both in the order they came in."""
    groups: dict[str, list[City]] = {}
    for city in cities:
        groups.setdefault(city.province.zh, []).append(city)
    return groups

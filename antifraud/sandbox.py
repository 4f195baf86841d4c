"""The city `sandbox`, which is no city: answers that never change, for those who embed the window. Pure.

Its numbers are mobiles of the segment 154, which is given to nobody. It is in no list of cities.
"""

from datetime import UTC, date, datetime

from antifraud.cities import City, Hotline, Text
from antifraud.clues.model import PHONE
from antifraud.keys import ClueKey
from antifraud.languages import LANGUAGES
from antifraud.ports import Known
from antifraud.reports import Report, Reported, ReportKey
from antifraud.sources import DEMO
from antifraud.verdicts import CONFIRMED, HIGH_RISK, NO_RECORD, OFFICIAL, REPORTED, UNAVAILABLE, Listing

SLUG = "sandbox"
DAY = date(2026, 1, 5)

CITY = City(
    slug=SLUG,
    adcode="000000",
    name=Text("沙盒", "Sandbox"),
    province=Text("沙盒", "Sandbox"),
    area_code="0999",
    latitude=0.0,
    longitude=0.0,
    rollout="live",
    since=DAY,
    hotlines=(
        Hotline("96110", Text("反诈专线", "Anti-fraud line")),
        Hotline("110", Text("报警", "Police")),
    ),
    services=(),
    embed_origins=("https:", "http:"),  # anybody may frame it: there is nothing to lose in it
    colour="#5a5a5a",
    languages=LANGUAGES,
)

LEVELS = {
    "+8615400000001": CONFIRMED,
    "+8615400000002": HIGH_RISK,
    "+8615400000003": REPORTED,
    "+8615400000005": NO_RECORD,
}
"""Numbers and the level that each always has; `official` is 95588, and every other number has no record."""

OUTAGE = ClueKey(PHONE, "+8615400000006")
"""The number that is answered as if the database were down."""

RECEIPT_KEY = ReportKey("SANDBAXA", "TESTTEST")
"""Every report here gets this receipt."""


def list_sandbox_numbers() -> tuple[tuple[str, str], ...]:
    """Return what to type for each level, as a person writes it."""
    numbers = {**LEVELS, OUTAGE.id: UNAVAILABLE}
    typed = [(f"{number[3:6]} {number[6:10]} {number[10:]}", level) for number, level in numbers.items()]
    return (*typed, ("95588", OFFICIAL))


def known_of(key: ClueKey) -> Known | None:
    """Return what is always known of a clue, marked as made up; None for one of no number above."""
    level = LEVELS.get(key.id) if key.kind == PHONE else None
    if level is None:
        return None
    return Known(listings=(Listing(DEMO, level, "refund", DAY, DAY),))


REPORT = Report(
    key=RECEIPT_KEY,
    clue=ClueKey(PHONE, "+8615400000001"),
    display="154 0000 0001",
    city=SLUG,
    at=datetime(2026, 1, 5, 4, 0, tzinfo=UTC),
    category="refund",
    clues=(Reported("phone", "154 0000 0001"),),
    repeat="",
    network="",
)
"""What the receipt tells when it is asked for."""

"""Made-up reports for a first look: the mix of 2015, spread over the cities, every clue marked as `demo`.

Its numbers cannot belong to anybody: mobiles from the unassigned segment 154, QQ numbers above any given out,
hosts under example.com, which is reserved, and cards with an issuer that does not exist.
"""

import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from operator import itemgetter

import click

from antifraud.assembly import Database
from antifraud.cities import City
from antifraud.clues import Clue
from antifraud.clues.card import passes_luhn
from antifraud.clues.model import BANK_CARD, PHONE, QQ, URL, WECHAT
from antifraud.keys import Keys
from antifraud.ports import ListedClue, Visitor
from antifraud.reports import CATEGORIES
from antifraud.usecases.file_report import Statement, file_report
from antifraud.verdicts import CONFIRMED, NO_RECORD, Listing

SOURCE = "demo"
CLUES = 240
SEED = 2015

KIND_SHARES = {PHONE: 60.3, QQ: 20.7, URL: 8.5, BANK_CARD: 6.6, WECHAT: 3.8}
"""Per cent of reports by kind, as the service of 2015 published them."""

_CATEGORY_WEIGHTS = tuple(range(len(CATEGORIES), 0, -1))
_CONFIRMED_SHARE = 0.08
_REPORTERS = (1, 1, 1, 2, 2, 3, 4, 6, 9, 15)
_OLDEST_DAYS = 200
_AT_ONCE = 8

_Marked = tuple[ListedClue, Mapping[str, Listing]]
_Made = tuple[list[tuple[Statement, datetime]], _Marked]


class OpenGate:
    """Lets everything in: what is made up comes from nobody's network."""

    def admit(self, visitor: Visitor, clues: Sequence[str], now: datetime) -> frozenset[str]:
        """Hold nothing for review."""
        del visitor, clues, now
        return frozenset()


def load_demo(
    cities: Mapping[str, City], database: Database, keys: Keys, now: datetime, seed: int = SEED
) -> int:
    """Store the set unless it is there; return how many clues were stored. Raises StoreError."""
    chance = random.Random(seed)  # noqa: S311 - a demonstration, the same each time
    clues = list(dict.fromkeys(_made_up(chance) for _ in range(CLUES)))
    if database.listings.read_listings([keys.clue_key(clues[-1].kind, clues[-1].value)]):
        return 0
    made = [
        (_statements(clue, tuple(cities), chance, now), _marked(clue, keys, chance, now)) for clue in clues
    ]

    def store(one: _Made) -> None:
        for statement, at in one[0]:
            file_report(statement, database.reports, keys, at, OpenGate())
        database.listings.write_listings([one[1]])

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        stored = pool.map(store, made[:-1])
        with click.progressbar(stored, length=len(made), label="loading made-up reports") as shown:
            for _ in shown:
                pass
    store(made[-1])  # last, because it tells the next run that all of them are there
    return len(clues)


def _made_up(chance: random.Random) -> Clue:
    kind = chance.choices(list(KIND_SHARES), list(KIND_SHARES.values()))[0]
    number = f"{chance.randrange(10_000):04}"
    if kind == BANK_CARD:
        digits = f"62000000000{number}"
        card = next(digits + last for last in "0123456789" if passes_luhn(digits + last))
        return Clue(kind, card, f"{card[:6]}******{card[-4:]}", (0, 0))
    value, display = {
        PHONE: (f"+861540000{number}", f"154 0000 {number}"),
        QQ: (f"9900000{number}", f"9900000{number}"),
        URL: (f"http://shop{number}.example.com/pay", f"shop{number}.example.com/pay"),
        WECHAT: (f"demo_{number}", f"demo_{number}"),
    }[kind]
    return Clue(kind, value, display, (0, 0))


def _statements(
    clue: Clue, cities: tuple[str, ...], chance: random.Random, now: datetime
) -> list[tuple[Statement, datetime]]:
    """Return what people say of a clue, oldest first, as it would come in."""
    category = chance.choices(CATEGORIES, _CATEGORY_WEIGHTS)[0]
    newest = chance.randrange(_OLDEST_DAYS)
    made = []
    for person in range(chance.choice(_REPORTERS)):
        at = now - timedelta(days=newest + chance.randrange(30), minutes=chance.randrange(1440))
        device = f"demo-{clue.kind}-{clue.value[-8:]}-{person:04}"
        address = f"198.18.{chance.randrange(256)}.1"
        made.append((Statement(chance.choice(cities), (clue,), category, device=device, address=address), at))
    return sorted(made, key=itemgetter(1))


def _marked(clue: Clue, keys: Keys, chance: random.Random, now: datetime) -> _Marked:
    level = CONFIRMED if chance.random() < _CONFIRMED_SHARE else NO_RECORD
    day = now.date() if level == CONFIRMED else None
    listing = Listing(SOURCE, level, None, day, day)
    return ListedClue(keys.clue_key(clue.kind, clue.value), clue.display, listing), {SOURCE: listing}

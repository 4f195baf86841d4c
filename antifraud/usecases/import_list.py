"""Take in a partner's list: check each line, join it with what is there, store what changed.

What two lines, or two imports, say of one clue from one source is joined so that order and repetition make no
difference: the later `last_seen` wins, on the same day the graver level.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from antifraud.clues import KINDS, parse
from antifraud.errors import ClueError
from antifraud.keys import Keys
from antifraud.listfile import REQUIRED, Line
from antifraud.ports import ListedClue, ListingKeeper
from antifraud.reports import CATEGORIES
from antifraud.sources import kind_of, may_confirm
from antifraud.verdicts import CONFIRMED, HIGH_RISK, LEVELS, REPORTED, Listing

BATCH = 500
"""Lines that are read, compared and written together: several calls of the database at once."""


LISTABLE = (CONFIRMED, HIGH_RISK, REPORTED)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that was not taken in, and why (a code under `import` in the message files)."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the lines so far."""

    lines: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return both together."""
        return Counts(
            self.lines + other.lines,
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.rejected + other.rejected,
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Some lines, checked and compared with what is there; `rows` is what has to be written."""

    last_line: int
    counts: Counts
    rejected: tuple[Rejected, ...]
    rows: tuple[tuple[ListedClue, Mapping[str, Listing]], ...]


def batches_of(lines: Iterable[Line], size: int = BATCH) -> Iterator[list[Line]]:
    """Yield the lines in runs of `size`."""
    waiting = iter(lines)
    while run := list(islice(waiting, size)):
        yield run


def prepare(lines: Sequence[Line], keeper: ListingKeeper, keys: Keys, today: date) -> Batch:
    """Check `lines` and compare them with what is stored; writes nothing. Raises StoreError."""
    checked = [_checked(line, keys, today) for line in lines]
    good = [one for one in checked if isinstance(one, ListedClue)]
    rejected = tuple(one for one in checked if isinstance(one, Rejected))
    stored = keeper.read_listings(list(dict.fromkeys(one.clue for one in good)))
    joined = dict(stored)
    new = changed = 0
    touched: dict[ListedClue, None] = {}
    for one in good:
        there = joined.get(one.clue, {})
        before = there.get(one.listing.source)
        after = join(before, one.listing)
        new += before is None
        changed += before is not None and before != after
        if before != after:
            joined[one.clue] = {**there, one.listing.source: after}
            touched[replace(one, listing=after)] = None
    rows = {one.clue: one for one in touched}
    return Batch(
        lines[-1].number,
        Counts(len(lines), new, changed, len(good) - new - changed, len(rejected)),
        rejected,
        tuple((one, joined[clue]) for clue, one in rows.items()),
    )


def rejects_of(lines: Sequence[Line], keys: Keys, today: date) -> list[Rejected]:
    """Return which of `lines` cannot be taken in, without asking the database."""
    return [one for one in (_checked(line, keys, today) for line in lines) if isinstance(one, Rejected)]


def join(before: Listing | None, after: Listing) -> Listing:
    """Return what both statements of one source say together, whichever came first."""
    if before is None:
        return after
    winner = max(before, after, key=_weight)
    firsts = [one.first_seen for one in (before, after) if one.first_seen]
    return replace(winner, first_seen=min(firsts, default=None))


def _weight(listing: Listing) -> tuple[date, int, str]:
    return listing.last_seen or date.min, -LEVELS.index(listing.level), listing.category or ""


def _checked(line: Line, keys: Keys, today: date) -> ListedClue | Rejected:
    code = line.fault or _fault(line.fields)
    if code:
        return Rejected(line.number, code)
    fields = line.fields
    try:
        first, last = (_day(fields.get(name), today) for name in ("first_seen", "last_seen"))
        clue = parse(fields["value"], fields["kind"])[0]
    except ValueError:
        return Rejected(line.number, "bad_date")
    except ClueError:
        return Rejected(line.number, "not_a_clue")
    if first and last and first > last:
        return Rejected(line.number, "dates_reversed")
    listing = Listing(fields["source"], fields["level"], fields.get("category"), first, last or first)
    return ListedClue(keys.clue_key(clue.kind, clue.value), clue.display, listing)


def _fault(fields: Mapping[str, str]) -> str | None:
    source, level = fields.get("source", ""), fields.get("level", "")
    checks = (
        ("missing_field", any(name not in fields for name in REQUIRED)),
        ("unknown_kind", fields.get("kind") not in KINDS),
        ("unknown_source", kind_of(source) is None),
        ("unknown_level", level not in LISTABLE),
        ("only_authorities_confirm", level == CONFIRMED and not may_confirm(source)),
        ("unknown_category", fields.get("category", CATEGORIES[0]) not in CATEGORIES),
    )
    return next((code for code, wrong in checks if wrong), None)


def _day(text: str | None, today: date) -> date | None:
    """Return a day; raises ValueError for what is none and for the future."""
    if text is None:
        return None
    day = date.fromisoformat(text)
    if day > today:
        raise ValueError("in the future")
    return day

"""What the use cases need of the outside, as Protocols. Joined to real parts only at the entry points."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from antifraud.keys import ClueKey
from antifraud.reports import Report, ReportKey
from antifraud.verdicts import Evidence, Listing


@dataclass(frozen=True, slots=True)
class Known:
    """Everything stored about one clue."""

    evidence: Evidence = Evidence()
    listings: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a report that was put: `first` is the one already there, if any."""

    report: Report
    new: bool

    def is_repeat_of(self, other: Report) -> bool:
        """Tell whether the stored report came from the same form as `other`."""
        return self.report.repeat == other.repeat


@dataclass(frozen=True, slots=True)
class Counted:
    """One report as the stream carries it: `sequence` orders the reports of one shard of one clue."""

    clue: ClueKey
    shard: int
    sequence: str
    at: datetime
    city: str
    category: str
    display: str


@dataclass(frozen=True, slots=True)
class Increment:
    """What a run of reports of one shard adds to the evidence on one clue, exactly once.

    `fraud` and `activity` are sums by year, as `verdicts.yearly_unit` counts them.
    """

    clue: ClueKey
    shard: int
    first_sequence: str
    last_sequence: str
    fraud: Mapping[int, Decimal]
    activity: Mapping[int, Decimal]
    reports: int
    cities: Mapping[str, int]
    categories: Mapping[str, int]
    first_at: datetime
    last_at: datetime
    display: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one clue, comparable whichever way they were reached: by folding or by counting anew.

    The first and last times of each shard are compared by their days only, as they are shown.
    """

    reports: int
    fraud: Mapping[int, Decimal]
    activity: Mapping[int, Decimal]
    cities: Mapping[str, int]
    categories: Mapping[str, int]
    first_day: date
    last_day: date
    firsts: Mapping[int, datetime] = field(default_factory=dict, compare=False)
    lasts: Mapping[int, datetime] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class StoredTally:
    """The evidence row of a clue: its counts, and of each shard the sequence last added."""

    clue: ClueKey
    tally: Tally
    sequences: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ListedClue:
    """One line of a partner's list, ready to be stored."""

    clue: ClueKey
    display: str
    listing: Listing


class KnownReader(Protocol):
    """Reads what is known of clues."""

    def read(self, keys: Sequence[ClueKey]) -> Mapping[ClueKey, Known]:
        """Return what is stored; a clue with nothing stored is absent. Raises StoreError."""


class ReportKeeper(Protocol):
    """Keeps reports."""

    def put(self, report: Report) -> Kept:
        """Store `report` unless this person reported this clue before. Raises StoreError."""

    def update(self, report: Report) -> None:
        """Replace the details of the report with the same key; what was counted stays as it was."""

    def get(self, key: ReportKey) -> Report | None:
        """Return one report."""

    def counted_up_to(self, clue: ClueKey, shard: int) -> datetime | None:
        """Return the time of the last report of that shard that is in the verdict."""


class EvidenceKeeper(Protocol):
    """Adds up evidence."""

    def add(self, increment: Increment) -> bool:
        """Add it unless its first sequence was added already; tells whether it was added."""

    def last_sequence(self, clue: ClueKey, shard: int) -> str:
        """Return the sequence up to which that shard is added, `""` for none."""

    def set_aside(self, record: Mapping[str, object], reason: str) -> None:
        """Keep a record of the stream that cannot be read, so that nothing is dropped."""


class Recounter(Protocol):
    """Reads everything that was reported and everything that was counted, and mends counts."""

    def reports(self) -> Iterator[Counted]:
        """Yield every report of the table; their sequences are unknown, `""`."""

    def tallies(self) -> Iterator[StoredTally]:
        """Yield every evidence row."""

    def replace(self, clue: ClueKey, tally: Tally, before: StoredTally | None, display: str) -> bool:
        """Write the counts unless the row was folded into since it was read; tells whether it was written."""


class ListingKeeper(Protocol):
    """Keeps what partners list."""

    def read_listings(self, keys: Sequence[ClueKey]) -> Mapping[ClueKey, Mapping[str, Listing]]:
        """Return what each source says of each clue."""

    def write_listings(self, rows: Iterable[tuple[ListedClue, Mapping[str, Listing]]]) -> None:
        """Replace all listings of each clue."""


class Counter(Protocol):
    """Counts what somebody did in a window of time."""

    def count(self, principal: str, window: str, expires: datetime) -> int:
        """Return how often, with this time."""

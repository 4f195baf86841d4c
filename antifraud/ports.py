"""What the use cases need of the outside, as Protocols. Joined to real parts only at the entry points."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from antifraud.cases import Step
from antifraud.keys import ClueKey
from antifraud.reports import Amendment, Report, ReportKey
from antifraud.tallies import Stated, Tally
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
    """One stored report as it is counted; `changed_at` is when it was made or last amended."""

    clue: ClueKey
    shard: int
    stated: Stated
    changed_at: datetime
    display: str


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one report, as the stream carries it: new, amended, or gone.

    `sequence` orders the changes of one shard of one clue.
    """

    sequence: str
    before: Counted | None
    after: Counted | None

    @property
    def report(self) -> Counted:
        """The report as it is, or as it last was."""
        report = self.after or self.before
        if report is None:
            raise ValueError("a change of nothing")
        return report


@dataclass(frozen=True, slots=True)
class Increment:
    """What a run of changes in one shard adds to the evidence on one clue, exactly once.

    `first_at` and `last_at` are those of the reports that are new, `changed_at` is the time of the last
    change.
    """

    clue: ClueKey
    shard: int
    first_sequence: str
    last_sequence: str
    tally: Tally
    first_at: datetime | None
    last_at: datetime | None
    changed_at: datetime
    display: str


@dataclass(frozen=True, slots=True)
class Times:
    """Of each shard of the reports on a clue: the first report, the last one, the last change."""

    firsts: Mapping[int, datetime] = field(default_factory=dict)
    lasts: Mapping[int, datetime] = field(default_factory=dict)
    changes: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredTally:
    """The evidence row of a clue: its counters, its times, and of each shard the sequence last added."""

    clue: ClueKey
    tally: Tally
    times: Times
    sequences: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ListedClue:
    """One line of a partner's list, ready to be stored."""

    clue: ClueKey
    display: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who wants to write: network and device as pseudonyms (`""` for none), what and for which city."""

    network: str
    device: str
    action: str
    city: str
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to do something as it is counted, in a window of time: pseudonyms only.

    Each name in `most` is counted unless there are so many already, and with it each name in `more`. `once`
    is good once in the window (`""` for nothing of the sort).
    """

    principal: str
    window: str
    expires: datetime
    most: Mapping[str, int]
    more: tuple[str, ...] = ()
    once: str = ""


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether an attempt was counted, the counts with it, and whether its `once` had been used before."""

    counted: bool
    counts: Mapping[str, int]
    used: bool


class Gate(Protocol):
    """Decides who may write how often."""

    def admit(self, visitor: Visitor, clues: Sequence[str], now: datetime) -> frozenset[str]:
        """Return which of the clues (short hashes) are to be held for review.

        Raises TooManyError, ProofError.
        """


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What was counted on one day (China's time) in one city, by the names of `daycounts`."""

    day: date
    city: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ClueCounts:
    """How often one clue was reported, by city and kind of fraud; which clue it is stays untold."""

    kind: str
    reports: int
    cities: Mapping[str, int]
    categories: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """What partners say of one clue; which clue it is stays untold."""

    kind: str
    listings: tuple[Listing, ...]


class KnownReader(Protocol):
    """Reads what is known of clues."""

    def read(self, keys: Sequence[ClueKey]) -> Mapping[ClueKey, Known]:
        """Return what is stored; a clue with nothing stored is absent. Raises StoreError."""


class ReportKeeper(Protocol):
    """Keeps reports."""

    def put(self, report: Report) -> Kept:
        """Store `report` unless this person reported this clue before. Raises StoreError."""

    def amend(self, key: ReportKey, amendment: Amendment, now: datetime) -> Report | None:
        """Store what a person says anew and return the report; None if there is none."""

    def withdraw(self, key: ReportKey, now: datetime) -> Report | None:
        """Take a report back and forget its sealed text; return it, None if there is none."""

    def get(self, key: ReportKey) -> Report | None:
        """Return one report."""

    def counted_up_to(self, clue: ClueKey, shard: int) -> datetime | None:
        """Return the time of the last report of that shard that is in the verdict."""


class CaseKeeper(Protocol):
    """Keeps what the police did about clues."""

    def steps(self, clue: ClueKey) -> tuple[Step, ...]:
        """Return the steps so far, first first."""

    def add(self, clue: ClueKey, step: Step, after: int) -> bool:
        """Add a step after so many; False if another was added meanwhile."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decided about held statements: to let them count, or to dismiss them."""

    release: bool
    by: str
    at: datetime


class Reviewer(Protocol):
    """Keeps statements that wait for review."""

    def waiting(self) -> Iterator[ClueKey]:
        """Yield every clue with statements that wait."""

    def decide(self, clue: ClueKey, clue_hash: str, ruling: Ruling) -> int:
        """Rule all held statements on a clue; return how many."""


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
        """Yield every report of the table."""

    def tallies(self) -> Iterator[StoredTally]:
        """Yield every evidence row."""

    def replace(self, should: StoredTally, before: StoredTally | None, display: str) -> bool:
        """Write counters and times unless the row was folded into since; tells whether it was written."""


class ListingKeeper(Protocol):
    """Keeps what partners list."""

    def read_listings(self, keys: Sequence[ClueKey]) -> Mapping[ClueKey, Mapping[str, Listing]]:
        """Return what each source says of each clue."""

    def write_listings(self, rows: Iterable[tuple[ListedClue, Mapping[str, Listing]]]) -> None:
        """Replace all listings of each clue; no clue is in two rows."""


class Counter(Protocol):
    """Counts what somebody did in a window of time."""

    def count(self, principal: str, window: str, expires: datetime) -> int:
        """Return how often, with this time."""

    def admit(self, attempt: Attempt) -> Admission:
        """Count all of an attempt or nothing of it, in one step. Raises StoreError."""


class DayKeeper(Protocol):
    """Keeps what was counted of each day in each city."""

    def add(self, day: date, city: str, counts: Mapping[str, int], batch: str) -> None:
        """Add counts; asking again with the same batch right away adds nothing. Raises StoreError."""

"""Counting without watching: sums in this process, added to the row of the day at most once a minute.

Nothing that is counted can tell who asked or what. It runs beside the answers, so that it can neither delay
nor fail one; counts that cannot be added are dropped, and the log says how many.
"""

import logging
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from antifraud.daycounts import LOOKED_UP, NO_CLUE, OPENED, REPORTED, UNSAID, WHY, name_of
from antifraud.errors import StoreError
from antifraud.ports import DayKeeper
from antifraud.verdicts import NO_RECORD
from functions.schemas import CHINA_TIME

BETWEEN = timedelta(minutes=1)

log = logging.getLogger("antifraud")

Sums = dict[tuple[date, str], Counter[str]]


def in_background(work: Callable[[], None]) -> None:
    """Run `work` beside the answer."""
    threading.Thread(target=work, name="counting", daemon=True).start()


@dataclass(slots=True)
class Counting:
    """Sums by day (China's time) and city; the first is written at once, the next a minute later."""

    keeper: DayKeeper
    now: Callable[[], datetime]
    new_batch: Callable[[], str]
    start: Callable[[Callable[[], None]], None] = in_background
    sums: Sums = field(default_factory=lambda: defaultdict(Counter))
    written: datetime | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def looked_up(self, city: str, clues: Iterable[Mapping[str, Any]]) -> None:
        """Count the clues of an answer, by kind and level."""
        found = [(one["kind"], one["verdict"]["level"]) for one in clues] or [(NO_CLUE, NO_RECORD)]
        self._count(city, [name_of(LOOKED_UP, *pair) for pair in found])

    def reported(self, city: str, clues: Iterable[Mapping[str, Any]], category: str | None) -> None:
        """Count the clues of a new report, by kind and kind of fraud; a quick tip names none."""
        self._count(city, [name_of(REPORTED, one["kind"], category or UNSAID) for one in clues])

    def asked_why(self, city: str, level: str, answer: str) -> None:
        """Count why somebody still wants to pay."""
        self._count(city, [name_of(WHY, level, answer)])

    def opened(self, city: str, guard: str) -> None:
        """Count a request that was let through because the guard's counter was down."""
        self._count(city, [name_of(OPENED, guard)])

    def _count(self, city: str, names: Iterable[str]) -> None:
        moment = self.now()
        with self.lock:
            self.sums[moment.astimezone(CHINA_TIME).date(), city].update(names)
            if self.written and moment - self.written < BETWEEN:
                return
            taken, self.sums, self.written = self.sums, defaultdict(Counter), moment
        try:
            self.start(lambda: self._write(taken))
        except RuntimeError:
            log.warning("counts_lost no_thread")

    def _write(self, taken: Sums) -> None:
        for (day, city), counts in taken.items():
            try:
                self.keeper.add(day, city, counts, self.new_batch())
            except StoreError as error:
                log.warning("counts_lost %s %s", sum(counts.values()), error.code)

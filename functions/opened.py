"""Counts every time a limit let people through because its counter was down. It stores nothing."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import g

from functions.counting import Counting

log = logging.getLogger("antifraud")


@dataclass(frozen=True, slots=True)
class Opened:
    """Told by each guard that opened: one line in the log, counted since this process started and by day."""

    counting: Counting
    tally: Counter[str] = field(default_factory=Counter)

    def __call__(self, guard: str) -> None:
        """Count one request that `guard` let through unlooked."""
        log.warning("%s guard_open %s", g.request_id, guard)
        self.tally[guard] += 1
        self.counting.opened(g.asked_city.slug, guard)

    def counts(self) -> Mapping[str, int]:
        """Return how often, by guard."""
        return dict(self.tally)

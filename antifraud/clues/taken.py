"""Ranges of a text that belong to something already: sorted, none overlapping another."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

Span = tuple[int, int]


class Taken(NamedTuple):
    """Where the ranges start and where they end."""

    starts: list[int]
    ends: list[int]

    def covers(self, start: int, end: int) -> bool:
        """Tell whether a range touches one that is taken."""
        at = bisect_right(self.ends, start)
        return at < len(self.starts) and self.starts[at] < end


def taken(spans: Iterable[Span]) -> Taken:
    """Sort ranges and join those that overlap."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start < ends[-1]:
            ends[-1] = max(end, ends[-1])
        else:
            starts.append(start)
            ends.append(end)
    return Taken(starts, ends)

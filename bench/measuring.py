"""Measuring for `make bench`: processor time of this process, the best of several rounds."""

import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One ratio: `name` takes `ratio` times what `baseline` takes; `goal` says what is wanted."""

    name: str
    ratio: float
    baseline: str
    goal: str = ""
    detail: str = ""


def processor_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the least processor time that `work` took in `rounds` runs, after one to warm up."""
    work()
    return min(_timed(work, time.process_time) for _ in range(rounds))


def wall_seconds(work: Callable[[], object], rounds: int = 1) -> float:
    """Return the least time that `work` took."""
    return min(_timed(work, time.perf_counter) for _ in range(rounds))


def _timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    work()
    return clock() - began

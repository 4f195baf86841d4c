"""How often anybody may write, ask and guess, and how much work a proof takes: public numbers only."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that are the same everywhere; those that a deployment sets are in docs/settings.md.

    Hours are those of the clock. A challenge costs `work_least` to `work_most` derivations of `work_cost`
    rounds each.
    """

    reports_per_device: int = 20
    reports_on_one_clue: int = 3
    receipts_missed: int = 20
    proof_life: timedelta = timedelta(minutes=5)
    work_cost: int = 5_000
    work_least: int = 50
    work_most: int = 149
    work_step_network: int = 10
    work_step_everyone: int = 300
    work_factor_most: int = 16


LIMITS = Limits()


def work_factor(network: int, everyone: int) -> int:
    """Return how many times the usual work a challenge asks for, 1 to 16.

    `network` and `everyone` count the challenges of this minute in this process: of the network that asks,
    and of all. Each ten of one network and each three hundred of all add once the usual work.
    """
    steps = _steps(network, LIMITS.work_step_network) * _steps(everyone, LIMITS.work_step_everyone)
    return min(steps, LIMITS.work_factor_most)


def work_range(factor: int) -> range:
    """Return the counters that a challenge of that factor may end at; one is chosen by chance."""
    return range(LIMITS.work_least * factor, (LIMITS.work_most + 1) * factor)


def _steps(count: int, step: int) -> int:
    return max(1, ceil(count / step))

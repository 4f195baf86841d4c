"""What statements on a clue add up to: counters by name, added and taken away exactly. Pure.

n reports of fraud · f_YEAR a_YEAR p_YEAR fraud, activity and legitimate sums in billionths · c_SLUG by city ·
g_CODE by kind of fraud · m_CODE by mark · w_XX v_XX fraud and legitimate statements by network (one of 256
parts that a keyed hash of the network falls into, so that no network can be told) · x held for review
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from antifraud.fading import HALF_LIFE_ACTIVITY_DAYS, HALF_LIFE_EVIDENCE_DAYS, total_of_years, yearly_unit
from antifraud.keys import ALPHABET
from antifraud.reports import HELD, LEGITIMATE_MARKS
from antifraud.verdicts import CLEARED, Evidence

Tally = Mapping[str, int]

SUMS = ("f_", "a_", "p_")
"""Counters in billionths; all others count people."""

COUNTER_PREFIXES = (*SUMS, "c_", "g_", "m_", "w_", "v_")
COUNTERS = ("n", "x")


@dataclass(frozen=True, slots=True)
class Stated:
    """What of a stored statement is counted."""

    at: datetime
    city: str
    category: str
    network: str
    mark: str | None = None
    state: str | None = None


def is_counter(name: str) -> bool:
    """Tell whether an attribute of an evidence row is one of the counters."""
    return name in COUNTERS or name.startswith(COUNTER_PREFIXES)


def tally_of(stated: Stated | None) -> Tally:
    """Return what one statement adds to each counter; nothing while it does not count."""
    if stated is None or stated.state not in {None, HELD}:
        return {}
    if stated.state == HELD:
        return {"x": 1}
    year, bucket = stated.at.year, network_bucket(stated.network)
    if stated.mark is None:
        return {
            "n": 1,
            f"f_{year}": yearly_unit(stated.at, HALF_LIFE_EVIDENCE_DAYS),
            f"a_{year}": yearly_unit(stated.at, HALF_LIFE_ACTIVITY_DAYS),
            f"c_{stated.city}": 1,
            f"g_{stated.category}": 1,
            f"w_{bucket}": 1,
        }
    marked = {f"m_{stated.mark}": 1}
    if stated.mark not in LEGITIMATE_MARKS:
        return marked
    return {**marked, f"p_{year}": yearly_unit(stated.at, HALF_LIFE_EVIDENCE_DAYS), f"v_{bucket}": 1}


def network_bucket(network: str) -> str:
    """Return which of 256 parts the pseudonym of a network falls into, in two hexadecimal digits."""
    return f"{ALPHABET.index(network[0]) % 8 * 32 + ALPHABET.index(network[1]):02x}"


def total(tallies: Iterable[Tally]) -> Tally:
    """Return several tallies as one, without what comes to nothing."""
    counted: dict[str, int] = {}
    for tally in tallies:
        for name, count in tally.items():
            counted[name] = counted.get(name, 0) + count
    return {name: count for name, count in counted.items() if count}


def difference(after: Tally, before: Tally) -> Tally:
    """Return what has to be added to `before` to have `after`."""
    return total((after, {name: -count for name, count in before.items()}))


def since(tally: Tally, base: Tally) -> Tally:
    """Return what came after `base` was counted; what was withdrawn since does not go below nothing."""
    return {name: left for name, count in tally.items() if (left := count - base.get(name, 0)) > 0}


def evidence_of(tally: Tally) -> Evidence:
    """Return a tally as the evidence that is judged, without its days and flags."""
    return Evidence(
        fraud=total_of_years(_by_year(tally, "f_"), HALF_LIFE_EVIDENCE_DAYS),
        legitimate=total_of_years(_by_year(tally, "p_"), HALF_LIFE_EVIDENCE_DAYS),
        activity=total_of_years(_by_year(tally, "a_"), HALF_LIFE_ACTIVITY_DAYS),
        reports=tally.get("n", 0),
        reporters=tally.get("n", 0),
        cities=_by_code(tally, "c_"),
        categories=_by_code(tally, "g_"),
        networks=len(_by_code(tally, "w_")),
        legitimate_networks=len(_by_code(tally, "v_")),
        marks=_by_code(tally, "m_"),
        held=tally.get("x", 0),
    )


def together(evidences: Sequence[Evidence]) -> Evidence:
    """Return the evidence on one clue that is stored under several keys, that of the key in use first.

    A person is under one of them only. Networks may be under both, so that the greater number is sure.
    What was cleared under the key in use was cleared after all that is stored under the one before.
    """
    if CLEARED in evidences[0].flags:
        return evidences[0]
    some = [one for one in evidences if one != Evidence()]
    if len(some) < 2:
        return some[0] if some else Evidence()
    firsts = [one.first_seen for one in some if one.first_seen]
    lasts = [one.last_seen for one in some if one.last_seen]
    deadlines = [one.disputed_until for one in some if one.disputed_until]
    apart = max(lasts) - min(firsts) if firsts and lasts else timedelta(0)
    return Evidence(
        fraud=sum(one.fraud for one in some),
        legitimate=sum(one.legitimate for one in some),
        activity=sum(one.activity for one in some),
        reports=sum(one.reports for one in some),
        reporters=sum(one.reporters for one in some),
        cities=total(one.cities for one in some),
        categories=total(one.categories for one in some),
        first_seen=min(firsts, default=None),
        last_seen=max(lasts, default=None),
        flags=tuple(sorted({flag for one in some for flag in one.flags})),
        networks=max(one.networks for one in some),
        legitimate_networks=max(one.legitimate_networks for one in some),
        marks=total(one.marks for one in some),
        held=sum(one.held for one in some),
        span=max([apart, *(one.span for one in some if one.first_seen)]),
        disputed_until=min(deadlines, default=None),
    )


def _by_code(tally: Tally, prefix: str) -> dict[str, int]:
    return {name[2:]: count for name, count in tally.items() if name.startswith(prefix) and count > 0}


def _by_year(tally: Tally, prefix: str) -> dict[int, int]:
    return {int(name): count for name, count in _by_code(tally, prefix).items()}

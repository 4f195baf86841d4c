"""Evidence and time in, verdict out: every level, threshold and constant of judging. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from math import sqrt

from antifraud.fading import (
    HALF_LIFE_ACTIVITY_DAYS,
    HALF_LIFE_EVIDENCE_DAYS,
    activity_unit,
    evidence_unit,
)
from antifraud.sources import DEMO, may_confirm

CONFIRMED = "confirmed"
HIGH_RISK = "high_risk"
REPORTED = "reported"
OFFICIAL = "official"
NO_RECORD = "no_record"
UNAVAILABLE = "unavailable"

LEVELS = (CONFIRMED, HIGH_RISK, REPORTED, OFFICIAL, NO_RECORD, UNAVAILABLE)
"""Every level, gravest first."""

OVERALL_ORDER = (CONFIRMED, HIGH_RISK, REPORTED, UNAVAILABLE, NO_RECORD, OFFICIAL)
"""Which level stands for a whole message: one we could not look up outweighs one with no record."""

DISPUTED = "disputed"
CLEARED = "cleared"
ADVERTISING = "advertising"
"""The one mark that speaks neither for fraud nor against it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The published rule of each level; the page that explains verdicts prints these very numbers."""

    half_life_activity_days: int = HALF_LIFE_ACTIVITY_DAYS
    half_life_evidence_days: int = HALF_LIFE_EVIDENCE_DAYS
    wilson_z: float = 1.96
    high_risk_reporters: int = 5
    high_risk_few_reporters: int = 3
    high_risk_few_cities: int = 3
    high_risk_networks: int = 3
    high_risk_confidence: float = 0.4
    burst_hours: int = 1
    burst_networks: int = 5
    statements_per_network: int = 3
    reported_evidence: float = 0.05
    cleared_reporters: int = 3
    cleared_networks: int = 3
    recent_days: int = 14
    old_activity: float = 0.5


RULES = Rules()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all statements on one clue add up to. Sums are relative to `fading.EPOCH`, days in UTC.

    `networks` are those that the reporters, and `legitimate_networks` those that the people who call it
    legitimate came from; `marks` counts people by what they marked it as, `held` the statements that wait
    for review and count for nothing, `span` is the time between the first statement and the last. Of a
    clue that was cleared, all of it is what was stated since.
    """

    fraud: float = 0.0
    legitimate: float = 0.0
    activity: float = 0.0
    reports: int = 0
    reporters: int = 0
    cities: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
    first_seen: date | None = None
    last_seen: date | None = None
    flags: tuple[str, ...] = ()
    networks: int = 0
    legitimate_networks: int = 0
    marks: Mapping[str, int] = field(default_factory=dict)
    held: int = 0
    span: timedelta = timedelta.max
    disputed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What one source other than the public says of a clue; `confirmed` only from an authority."""

    source: str
    level: str
    category: str | None = None
    first_seen: date | None = None
    last_seen: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What we say about a clue: a level, the reasons in order of weight, and the facts behind them."""

    level: str
    reasons: tuple[str, ...]
    flags: tuple[str, ...] = ()
    reports: int = 0
    reporters: int = 0
    cities: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    first_seen: date | None = None
    last_seen: date | None = None
    source: str | None = None


COULD_NOT_LOOK = Verdict(UNAVAILABLE, ("not_reached",))


def wilson_lower(positive: float, total: float, z: float = RULES.wilson_z) -> float:
    """Return the lower end of the Wilson score interval of `positive` out of `total`; 0 for no total."""
    if total <= 0:
        return 0.0
    share = min(1.0, positive / total)
    z2 = z * z
    spread = z * sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    return max(0.0, (share + z2 / (2 * total) - spread) / (1 + z2 / total))


def fraud_left(evidence: Evidence, now: datetime) -> float:
    """Return what is left of the fraud sum at `now`, with so many statements per network at most."""
    return evidence.fraud / evidence_unit(now) * _heard(evidence.reporters, evidence.networks)


def legitimate_left(evidence: Evidence, now: datetime) -> float:
    """Return the same of the legitimate sum."""
    people = sum(count for mark, count in evidence.marks.items() if mark != ADVERTISING)
    return evidence.legitimate / evidence_unit(now) * _heard(people, evidence.legitimate_networks)


def _heard(people: int, networks: int) -> float:
    """Return the share of a sum that counts. It does not change with time, so time alone raises nothing."""
    return min(1.0, RULES.statements_per_network * networks / people) if people else 0.0


def confidence(evidence: Evidence, now: datetime) -> float:
    """Return how sure we are, at `now`, that the statements speak of fraud: 0 to 1."""
    fraud = fraud_left(evidence, now)
    return wilson_lower(fraud, fraud + legitimate_left(evidence, now))


def is_burst(evidence: Evidence) -> bool:
    """Tell whether everything was stated within an hour or so from few networks, as a flood would be."""
    short = evidence.span < timedelta(hours=RULES.burst_hours)
    return short and evidence.networks < RULES.burst_networks


def public_level(evidence: Evidence, now: datetime) -> str:
    """Return the level that reports of the public alone give: no record, reported or high risk."""
    if evidence.fraud / evidence_unit(now) < RULES.reported_evidence or not _is_news(evidence):
        return NO_RECORD
    several = _several(evidence) and not is_burst(evidence)
    return HIGH_RISK if several and confidence(evidence, now) >= RULES.high_risk_confidence else REPORTED


def _several(evidence: Evidence) -> bool:
    """Tell whether several people who do not know each other reported."""
    people, cities = evidence.reporters, len(evidence.cities)
    few_far_apart = people >= RULES.high_risk_few_reporters and cities >= RULES.high_risk_few_cities
    many = people >= RULES.high_risk_reporters
    return (many or few_far_apart) and evidence.networks >= RULES.high_risk_networks


def _is_news(evidence: Evidence) -> bool:
    """Tell whether a clue that was cleared was reported again by people independent of each other."""
    return CLEARED not in evidence.flags or (
        evidence.reporters >= RULES.cleared_reporters and evidence.networks >= RULES.cleared_networks
    )


def judge(
    evidence: Evidence, now: datetime, listings: tuple[Listing, ...] = (), *, official: bool = False
) -> Verdict:
    """Return the verdict on one clue at `now`.

    An authority's listing wins over the directory, the directory over partners and the public. Reports
    against a listed official line are kept but not shown with it. What was cleared no listing brings back.
    While an appeal is open nothing changes but the flag; when it was not decided in time, all but an
    authority's word drops one level.
    """
    flags = _flags(evidence, listings)
    listings = () if CLEARED in flags else listings
    confirmed = next((one for one in listings if one.level == CONFIRMED and may_confirm(one.source)), None)
    if confirmed is None and official:
        return Verdict(OFFICIAL, ("listed_line",), flags)
    public = public_level(evidence, now)
    level = CONFIRMED if confirmed else _gravest((public, *map(_partner_level, listings)))
    if _is_overdue(evidence, now):
        level = _BELOW.get(level, level)
    if level == NO_RECORD:
        return Verdict(NO_RECORD, ("nothing_known",), flags)
    told = evidence if public != NO_RECORD else Evidence(disputed_until=evidence.disputed_until)
    shown = replace(told, flags=flags)
    return _described(level, shown, listings, now, confirmed)


_BELOW = {HIGH_RISK: REPORTED, REPORTED: NO_RECORD}


def _is_overdue(evidence: Evidence, now: datetime) -> bool:
    """Tell whether an appeal is open and should have been decided by now."""
    until = evidence.disputed_until
    return DISPUTED in evidence.flags and until is not None and now >= until


def overall_level(levels: tuple[str, ...]) -> str:
    """Return the level that stands for a whole message; without any clue there is no record."""
    return min(levels, key=OVERALL_ORDER.index, default=NO_RECORD)


def _flags(evidence: Evidence, listings: tuple[Listing, ...]) -> tuple[str, ...]:
    """Return what marks a clue whatever its level: its own flags, and that it is made up."""
    made_up = (DEMO,) if any(one.source == DEMO for one in listings) else ()
    return (*evidence.flags, *made_up)


def _partner_level(listing: Listing) -> str:
    """Return the level a listing gives; red is not for those who are no authority."""
    return HIGH_RISK if listing.level == CONFIRMED else listing.level


def _gravest(levels: tuple[str, ...]) -> str:
    return min(levels, key=LEVELS.index)


def _described(
    level: str,
    evidence: Evidence,
    listings: tuple[Listing, ...],
    now: datetime,
    confirmed: Listing | None,
) -> Verdict:
    seen = [day for one in listings for day in (one.first_seen, one.last_seen) if day]
    seen += [day for day in (evidence.first_seen, evidence.last_seen) if day]
    categories = [
        name for name, _ in sorted(evidence.categories.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    listed = [one.category for one in listings if one.category]
    return Verdict(
        level=level,
        reasons=_reasons(evidence, listings, now, confirmed),
        flags=evidence.flags,
        reports=evidence.reports,
        reporters=evidence.reporters,
        cities=tuple(sorted(evidence.cities)),
        categories=tuple(dict.fromkeys([*listed, *categories])),
        first_seen=min(seen, default=None),
        last_seen=max(seen, default=None),
        source=(confirmed or next(iter(listings), Listing("", ""))).source or None,
    )


def _reasons(
    evidence: Evidence, listings: tuple[Listing, ...], now: datetime, confirmed: Listing | None
) -> tuple[str, ...]:
    public = evidence.reporters > 0
    newest = evidence.last_seen or date.min
    recent = newest >= (now - timedelta(days=RULES.recent_days)).date()
    old = evidence.activity / activity_unit(now) < RULES.old_activity
    many = public_level(evidence, now) == HIGH_RISK
    advertising = evidence.marks.get(ADVERTISING, 0) > 0
    candidates = (
        ("authority_record", confirmed is not None),
        ("partner_record", any(one.level != NO_RECORD and one is not confirmed for one in listings)),
        ("independent_reports", public and many),
        ("several_cities", len(evidence.cities) > 1),
        ("recent_reports", public and recent),
        ("few_reports", public and not many),
        ("old_reports", public and old),
        ("contested", public and evidence.legitimate > 0),
        ("called_advertising", public and advertising),
        ("under_review", public and (evidence.held > 0 or (_several(evidence) and is_burst(evidence)))),
        ("appeal_overdue", confirmed is None and _is_overdue(evidence, now)),
    )
    return tuple(code for code, holds in candidates if holds)

"""Evidence and time in, verdict out: every level, threshold and constant of judging. Pure.

Each report adds `2 ** ((t - EPOCH) / half_life)` to a sum, so that fading costs no write: dividing the sum
by the same power of now gives what is left. The half-lives never change once something is stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import sqrt

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

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rules:
    """The published rule of each level; the page that explains verdicts prints these very numbers."""

    half_life_activity_days: int = 14
    half_life_evidence_days: int = 125
    wilson_z: float = 1.96
    high_risk_reporters: int = 5
    high_risk_few_reporters: int = 3
    high_risk_few_cities: int = 3
    high_risk_confidence: float = 0.4
    reported_evidence: float = 0.05
    recent_days: int = 14
    old_activity: float = 0.5


RULES = Rules()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all reports on one clue add up to. Sums are relative to `EPOCH`, days in UTC."""

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


def unit_at(moment: datetime, half_life_days: int) -> float:
    """Return what one report made at `moment` adds to a sum with that half-life."""
    return float(2.0 ** ((moment - EPOCH).total_seconds() / 86_400 / half_life_days))


def evidence_unit(moment: datetime) -> float:
    """Return what one report made at `moment` adds to the fraud or the legitimate sum."""
    return unit_at(moment, RULES.half_life_evidence_days)


def activity_unit(moment: datetime) -> float:
    """Return what one report made at `moment` adds to the sum that tells whether a clue is active."""
    return unit_at(moment, RULES.half_life_activity_days)


def yearly_unit(moment: datetime, half_life_days: int) -> Decimal:
    """Return what a report adds to the stored sum of its own year (UTC), in billionths.

    A stored sum starts anew each year, because one that ran from `EPOCH` would outgrow the 38 digits of a
    DynamoDB number within five years.
    """
    since = unit_at(moment, half_life_days) / unit_at(_year_start(moment.year), half_life_days)
    return Decimal(f"{since:.9f}")


def sums_of_years(times: Iterable[datetime], half_life_days: int) -> dict[int, Decimal]:
    """Return what reports made at `times` add to the stored sum of each year."""
    sums: dict[int, Decimal] = {}
    for moment in times:
        sums[moment.year] = sums.get(moment.year, Decimal(0)) + yearly_unit(moment, half_life_days)
    return sums


def total_of_years(sums: Mapping[int, Decimal], half_life_days: int) -> float:
    """Return stored sums by year as one sum relative to `EPOCH`."""
    return sum(
        float(amount) * unit_at(_year_start(year), half_life_days) for year, amount in sorted(sums.items())
    )


def _year_start(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def wilson_lower(positive: float, total: float, z: float = RULES.wilson_z) -> float:
    """Return the lower end of the Wilson score interval of `positive` out of `total`; 0 for no total."""
    if total <= 0:
        return 0.0
    share = min(1.0, positive / total)
    z2 = z * z
    spread = z * sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    return max(0.0, (share + z2 / (2 * total) - spread) / (1 + z2 / total))


def confidence(evidence: Evidence, now: datetime) -> float:
    """Return how sure we are, at `now`, that the reports speak of fraud: 0 to 1."""
    left = evidence_unit(now)
    return wilson_lower(evidence.fraud / left, (evidence.fraud + evidence.legitimate) / left)


def public_level(evidence: Evidence, now: datetime) -> str:
    """Return the level that reports of the public alone give: no record, reported or high risk."""
    if evidence.fraud / evidence_unit(now) < RULES.reported_evidence:
        return NO_RECORD
    several = evidence.reporters >= RULES.high_risk_reporters or (
        evidence.reporters >= RULES.high_risk_few_reporters
        and len(evidence.cities) >= RULES.high_risk_few_cities
    )
    if several and confidence(evidence, now) >= RULES.high_risk_confidence:
        return HIGH_RISK
    return REPORTED


def judge(
    evidence: Evidence, now: datetime, listings: tuple[Listing, ...] = (), *, official: bool = False
) -> Verdict:
    """Return the verdict on one clue at `now`.

    An authority's listing wins over the directory, the directory over partners and the public. Reports
    against a listed official line are kept but not shown with it.
    """
    evidence = replace(evidence, flags=_flags(evidence, listings))
    confirmed = next((one for one in listings if one.level == CONFIRMED and may_confirm(one.source)), None)
    if confirmed is None and official:
        return Verdict(OFFICIAL, ("listed_line",), evidence.flags)
    public = public_level(evidence, now)
    level = CONFIRMED if confirmed else _gravest((public, *map(_partner_level, listings)))
    if level == NO_RECORD:
        return Verdict(NO_RECORD, ("nothing_known",), evidence.flags)
    shown = evidence if public != NO_RECORD else Evidence(flags=evidence.flags)
    return _described(level, shown, listings, now, confirmed)


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
    candidates = (
        ("authority_record", confirmed is not None),
        ("partner_record", any(one.level != NO_RECORD and one is not confirmed for one in listings)),
        ("independent_reports", public and many),
        ("several_cities", len(evidence.cities) > 1),
        ("recent_reports", public and recent),
        ("few_reports", public and not many),
        ("old_reports", public and old),
        ("contested", public and evidence.legitimate > 0),
    )
    return tuple(code for code, holds in candidates if holds)

"""What running it costs: an estimate to plan with. Pure.

List prices of us-east-1 in dollars without the free tier, from aws.amazon.com/pricing; they change, so look
them up before relying on them. In China the same services are billed in yuan at prices of the same order.
"""

DAYS = 30

_MILLION = 1e6
HTTP_API = 1.00 / _MILLION
LAMBDA_REQUEST = 0.20 / _MILLION
LAMBDA_GB_SECOND = 0.0000166667
READ_UNIT = 0.25 / _MILLION
REPORT = 1.10 / _MILLION
LOG_GB = 0.50
CDN_GB = 0.085
ALARM = 0.10

MEMORY_GB = 0.5
SECONDS = 0.02
"""Billed time of a look-up, cold starts spread over the warm ones."""
READS = 2 * 0.5 * 1.5
"""Read units of a look-up: evidence and listings, eventual, of one clue or of a link with its host."""
LOG_BYTES = 400
PAGE_BYTES = 60_000
"""What a first visit loads."""
VISITS = 0.5
"""First visits per look-up."""
REPORTS = 0.01
"""Reports per look-up."""


def monthly_cost(lookups_a_day: int, cities: int) -> float:
    """Return dollars a month for that many look-ups a day in all cities together."""
    lookup = HTTP_API + LAMBDA_REQUEST + LAMBDA_GB_SECOND * MEMORY_GB * SECONDS + READ_UNIT * READS
    written = REPORTS * (REPORT + HTTP_API + LAMBDA_REQUEST)
    moved = LOG_BYTES / 1e9 * LOG_GB + VISITS * PAGE_BYTES / 1e9 * CDN_GB
    return lookups_a_day * DAYS * (lookup + written + moved) + ALARM * (4 + cities)


def cost_lines(cities: int) -> list[str]:
    """Return what to tell a person."""
    told = ", ".join(
        f"${monthly_cost(day, cities):,.0f} at {day:,} look-ups a day" for day in (10_000, 1_000_000)
    )
    return [f"running costs a month, about: {told} (docs/deploying.md says from what)"]

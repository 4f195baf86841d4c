"""What is counted of a day in a city, by name: sums of codes that cannot tell who asked what. Pure.

l:KIND:LEVEL clues looked up · r:KIND:CATEGORY clues reported · w:LEVEL:ANSWER answers to "why do you still
want to pay" · o:GUARD requests that a guard let through because its counter was down
"""

LOOKED_UP = "l"
REPORTED = "r"
WHY = "w"
OPENED = "o"

NO_CLUE = "none"
"""Stands for the kind where a look-up held no clue."""

UNSAID = "other"
"""Stands for the kind of fraud where a report named none."""

WHY_LEVELS = ("confirmed", "high_risk")
"""Levels after which somebody who still wants to pay is asked why."""

WHY_ANSWERS = ("promised_return", "threatened", "friend_asked", "get_back", "not_paying")
"""What they may answer."""


def name_of(what: str, *codes: str) -> str:
    """Return the name under which something is counted."""
    return ":".join((what, *codes))


def codes_of(name: str) -> tuple[str, ...]:
    """Return what is counted and its codes."""
    return tuple(name.split(":"))

"""Who may list clues besides the public, and which of them may say `confirmed`. Pure."""

import re

AUTHORITIES = frozenset({"police", "bank"})
"""Kinds of source whose word is enough for red."""

PARTNERS = frozenset({"carrier", "platform", "security", "city"})
"""Kinds of source that may call a clue suspicious and never confirmed."""

DEMO = "demo"
"""Marks made-up clues; no list that is imported may use it."""

_NAME = re.compile(r"([a-z]+)(?::[a-z0-9-]{1,40})?")


def kind_of(source: str) -> str | None:
    """Return the kind of a source such as `police`, `bank:icbc` or `police:330100`; None if it is none."""
    match = _NAME.fullmatch(source)
    kind = match.group(1) if match else None
    return kind if kind in AUTHORITIES | PARTNERS else None


def may_confirm(source: str) -> bool:
    """Tell whether this source's word is enough for red; in a demonstration the made-up one's is."""
    return source == DEMO or kind_of(source) in AUTHORITIES

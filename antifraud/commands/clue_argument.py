"""A clue as the argument of a command: as a resident types it, or `kind#id` from a list. Asks nothing."""

import re

from antifraud.clues import KINDS, parse
from antifraud.keys import ClueKey, Keys

_REFERENCE = re.compile(rf"({'|'.join(KINDS)})#(\S+)")


def read_clue(text: str, keys: Keys) -> ClueKey:
    """Return where everything about a clue is stored; raises ClueError."""
    match = _REFERENCE.fullmatch(text)
    if match:
        return ClueKey(*match.groups())
    clue = parse(text)[0]
    return keys.clue_key(clue.kind, clue.value)


def reference_of(clue: ClueKey) -> str:
    """Return what `read_clue` understands, which for a bank card is no card number."""
    return f"{clue.kind}#{clue.id}"

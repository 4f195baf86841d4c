"""What people type turned into canonical clues. Pure: no file but its own data, no network, no clock."""

from antifraud.clues.find import find, parse
from antifraud.clues.model import KINDS, Clue

__all__ = ["KINDS", "Clue", "find", "parse"]

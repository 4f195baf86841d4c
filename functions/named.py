"""Clues that a request names one by one, read. It finds none in a text."""

from collections.abc import Mapping, Sequence

from antifraud.cities import City
from antifraud.clues import Clue, parse
from antifraud.errors import ClueError, Fault, FieldsError


def read_named(named: Sequence[Mapping[str, str]], city: City) -> list[list[Clue]]:
    """Return the readings of each named clue, likeliest first; raises FieldsError with all that are none."""
    readings: list[list[Clue]] = []
    faults = []
    for position, one in enumerate(named):
        try:
            readings.append(parse(one["value"], one.get("kind"), city))
        except ClueError:
            faults.append(Fault(f"clues.{position}.value", "not_a_clue"))
    if faults:
        raise FieldsError(faults=faults)
    return readings

"""The shared vectors of everything but addresses; Node runs the same files for the browser's twin."""

import json
from pathlib import Path
from typing import Any

import pytest

from antifraud.clues import find, parse
from antifraud.errors import ClueError

FOLDER = Path(__file__).parent.parent / "vectors"
OTHER = ("forms", "parse")
MESSAGES = sorted(
    {file.stem.removeprefix("clues_") for file in FOLDER.glob("clues_*.json")}.difference(OTHER)
)


def cases(name: str) -> list[Any]:
    found = json.loads((FOLDER / f"clues_{name}.json").read_text("utf-8"))["cases"]
    return [pytest.param(case, id=f"{name}:{case['text'][:30]}") for case in found]


@pytest.mark.parametrize("case", [case for name in MESSAGES for case in cases(name)])
def test_a_message_yields_exactly_its_clues(case):
    found = sorted([clue.kind, clue.value] for clue in find(case["text"], case.get("city")))
    assert found == sorted(case["clues"])


@pytest.mark.parametrize("case", cases("forms"))
def test_display_hints_and_span(case):
    found = find(case["text"], case.get("city"))
    assert [
        [clue.kind, clue.value, clue.display, list(clue.hints), list(clue.span)] for clue in found
    ] == case["clues"]


@pytest.mark.parametrize("case", cases("parse"))
def test_all_readings_of_one_thing(case):
    try:
        readings = parse(case["text"], case.get("kind"), case.get("city"))
    except ClueError:
        readings = []
    assert [[clue.kind, clue.value] for clue in readings] == case["readings"]

"""How often clues are found, and found rightly, in messages that people wrote who never saw the rules.

`judged.jsonl` has what a careful person calls the clues of each message; `optional` are those that such a
person may leave out. Each set was first measured unseen, then its lessons became rules: docs/clues.md.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from antifraud.clues import find

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "vectors/judged.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def counts():
    """Clues by kind: those found rightly, those missed, those found wrongly."""
    right, missed, wrong = Counter(), Counter(), Counter()
    for case in CASES:
        spans = {}
        for clue in find(case["text"], case.get("city")):
            spans.setdefault(clue.span, []).append([clue.kind, clue.value])
        allowed = case["clues"] + case.get("optional", [])
        found = [reading for readings in spans.values() for reading in readings]
        for kind, value in case["clues"]:
            (right if [kind, value] in found else missed)[kind] += 1
        for readings in spans.values():
            if not any(one in allowed for one in readings):
                wrong[readings[0][0]] += 1
    return right, missed, wrong


def rates(counts, *kinds):
    right, missed, wrong = (sum(count for kind, count in one.items() if kind in kinds) for one in counts)
    return right / (right + missed), right / (right + wrong)


def test_nine_of_ten_clues_are_found_and_almost_none_is_made_up(counts):
    recall, precision = rates(counts, *counts[0])
    assert recall >= 0.92
    assert precision >= 0.97


@pytest.mark.parametrize("kind", ["phone", "url"])
def test_numbers_and_links_are_found_best(counts, kind):
    recall, precision = rates(counts, kind)
    assert recall >= 0.97
    assert precision >= 0.97


def test_at_most_one_of_a_thousand_clean_messages_has_a_clue():
    clean = [case["text"] for case in CASES if not case["clues"] and not case.get("optional")]
    assert len(clean) > 1_000
    assert sum(bool(find(text, "0571")) for text in clean) <= len(clean) // 1_000

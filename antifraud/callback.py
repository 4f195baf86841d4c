"""Three words that any genuine call about a report must say, so that nobody is taken in by another. Pure.

They follow from the statement and the hash key of the deployment, and are sealed with the story: nobody who
has only a copy of the database can say them.
"""

import csv
import functools
from pathlib import Path

from antifraud.cities import Text
from antifraud.keys import Keys
from antifraud.reports import Report

WORDS = 3
_FILE = Path(__file__).parent / "data" / "call_back_words.csv"


def call_back_words(report: Report, keys: Keys) -> Text | None:
    """Return the words of a statement, one of 16.7 million threes; None for who wished no call.

    None as well when the key that they follow from is gone: no words are better than other words, by which
    a genuine caller would be taken for a fraud.
    """
    for kept in (keys, keys.before):
        if kept and report.call_back == kept.mark:
            secret = kept.secret("call back", report.siblings[0].receipt)
            words = [list_words()[place] for place in secret[:WORDS]]
            return Text(" ".join(one.zh for one in words), " ".join(one.en for one in words))
    return None


@functools.cache
def list_words() -> tuple[Text, ...]:
    """Return the words that such a call may be known by."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(Text(row["zh"], row["en"]) for row in csv.DictReader(lines))

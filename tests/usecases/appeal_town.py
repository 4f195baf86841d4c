"""A town whose people appeal: what tests of appeals share."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from antifraud.appeal_ports import Wording
from antifraud.clues.model import Clue
from antifraud.ports import ListedClue, Visitor
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.evidence_table import read_record
from antifraud.storage.stream import StreamReader
from antifraud.usecases.appeal_desk import judged
from antifraud.usecases.close_appeal import Decision, decide_appeal
from antifraud.usecases.file_report import Statement, file_report
from antifraud.usecases.fold_reports import fold_reports
from antifraud.usecases.prove_appeal import (
    prove_by_code,
)
from antifraud.usecases.start_appeal import Claim, start_appeal
from antifraud.verdicts import Listing
from tools.demo import OpenGate

PHONE = Clue("phone", "+8613812345678", "138 1234 5678", (0, 11))
CARD = Clue("bank_card", "6222021234567894", "622202******7894", (0, 16))
WORDING = Wording("about your number", "the code is {code}")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass
class Town:
    """Everything around one clue, on the real table."""

    database: object
    keys: object
    settings: object
    desk: object
    outbox: object
    now: object

    def report(self, people, at=None, clue=PHONE, first=0):
        """Let people in different networks and cities report it, and fold."""
        for person in range(first, first + people):
            statement = Statement(
                city=("seaside", "uphill", "island")[person % 3],
                clues=(clue,),
                category="refund",
                device=f"device-{person:010}",
                address=f"10.{person}.7.1",
            )
            moment = (at or self.now) - HOUR * person
            file_report(statement, self.database.reports, self.keys, moment, OpenGate())
        self.fold()

    def fold(self):
        reader = StreamReader(open_client(), open_streams(), self.settings.table)
        for records in reader.batches():
            assert fold_reports(records, read_record, self.database.evidence) == []

    def list_it(self, level, source="platform:shop", clue=PHONE):
        key = self.keys.clue_key(clue.kind, clue.value)
        listing = Listing(source, level, "refund", date(2026, 1, 1), date(2026, 11, 1))
        self.database.listings.write_listings([(ListedClue(key, clue.display, listing), {source: listing})])

    def claim(self, clue=PHONE, **more):
        visitor = Visitor(network="ABCDEFGH", device="", action="appeal", city="seaside")
        given = {"city": "seaside", "clue": clue, "reason": "mistaken", "visitor": visitor}
        return Claim(**{**given, "text": "这是我的号码", "contact": "13900001111", **more})

    def start(self, clue=PHONE, at=None, **more):
        return start_appeal(self.claim(clue, **more), self.desk, OpenGate(), WORDING, at or self.now)

    def code(self):
        last = json.loads(self.outbox.read_text("utf-8").splitlines()[-1])
        return last["text"].removeprefix("the code is ")

    def open(self, clue=PHONE, at=None):
        appeal = self.start(clue, at)
        return prove_by_code(appeal, self.code(), self.desk, at or self.now)

    def decide(self, appeal, state, at=None, **more):
        decision = Decision(state, "reports_mistaken", "reviewer:li", "looked at it", **more)
        return decide_appeal(appeal, decision, self.desk, at or self.now)

    def says(self, at=None, clue=PHONE):
        verdict = judged(self.keys.lookup_keys(clue.kind, clue.value)[0], self.desk, at or self.now)
        return verdict.level, verdict.flags

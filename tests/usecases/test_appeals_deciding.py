"""Appeals on the real table: the clue marked, the clock, decided, and what brings a cleared one back."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from antifraud.appeals import (
    APPEAL_RULES,
    CODE_SENT,
    CONTROL_PROVEN,
    OVERDUE,
    PROVING,
    REFUSED,
    REOPENED,
    STARTED,
    UPHELD,
    WITHDRAWN,
)
from antifraud.clues import parse
from antifraud.errors import (
    AppealedLatelyError,
    AppealStepError,
    AuthorityError,
    NothingToAppealError,
)
from antifraud.storage.appeal_table import AppealTable
from antifraud.usecases.close_appeal import Decision, decide_appeal, reopen_clue, withdraw_appeal
from antifraud.usecases.read_appeals import read_appeal, waiting_appeals
from antifraud.verdicts import CONFIRMED, HIGH_RISK, NO_RECORD, REPORTED
from tests.usecases.appeal_town import CARD, DAY, HOUR, PHONE


def test_refused_and_withdrawn_appeals_leave_no_mark(town):
    town.report(1)
    withdrawn = withdraw_appeal(town.open(), town.desk, town.now)
    assert town.says() == (REPORTED, ())
    refused = town.decide(town.open(), REFUSED)
    assert town.says() == (REPORTED, ())
    assert (refused.state, withdrawn.state) == (REFUSED, WITHDRAWN)
    for closed in (refused, withdrawn):
        with pytest.raises(AppealStepError):
            town.decide(closed, UPHELD)
    assert waiting_appeals(town.desk.keeper, town.now) == []


def test_after_a_refusal_nobody_can_appeal_for_a_while(town):
    town.report(1)
    town.decide(town.open(), REFUSED)
    again = town.now + APPEAL_RULES.again_after_refusal
    with pytest.raises(AppealedLatelyError):
        town.start(at=again - HOUR)
    assert town.start(at=again).state == PROVING


def test_a_step_taken_twice_is_taken_once(town):
    town.report(1)
    opened = town.open()
    town.decide(opened, UPHELD)
    with pytest.raises(AppealStepError):
        town.decide(opened, REFUSED)
    assert town.says() == (NO_RECORD, ("cleared",))
    steps = [one.step for one in town.desk.keeper.events(opened.id)]
    assert steps == [STARTED, CODE_SENT, CONTROL_PROVEN, UPHELD]


def test_the_clock_drops_what_the_public_said_and_never_what_an_authority_said(town):
    town.report(6)
    opened = town.open()
    before, after = opened.due - timedelta(seconds=1), opened.due
    assert [town.says(at)[0] for at in (before, after)] == [HIGH_RISK, REPORTED]
    assert read_appeal(opened.id, town.desk, after).events[-1].step == OVERDUE
    town.list_it(CONFIRMED, "police:1")
    assert [town.says(at)[0] for at in (before, after)] == [CONFIRMED, CONFIRMED]


def test_an_authoritys_word_falls_only_with_its_agreement(town):
    town.list_it(CONFIRMED, "police:1")
    opened = town.open()
    assert opened.authority
    assert town.says() == (CONFIRMED, ("disputed",))
    with pytest.raises(AuthorityError):
        town.decide(opened, UPHELD)
    assert town.says() == (CONFIRMED, ("disputed",))
    town.decide(opened, UPHELD, agreed="letter 12 of the police")
    assert town.says() == (NO_RECORD, ("cleared",))
    assert "letter 12 of the police" in town.desk.keeper.events(opened.id)[-1].why


def test_what_waits_comes_in_the_order_of_urgency(town):
    clues = [parse(f"1381234567{number}", "phone")[0] for number in range(3)]
    for clue in clues:
        town.report(1, clue=clue)
    late = town.open(clues[0], at=town.now - 8 * DAY)
    soon = town.open(clues[1], at=town.now - 6 * DAY)
    town.list_it(CONFIRMED, "bank:icbc", clue=clues[2])
    against = town.open(clues[2])
    waiting = waiting_appeals(town.desk.keeper, town.now)
    assert [one.id for one in waiting] == [late.id, against.id, soon.id]


def test_upheld_is_not_revived_by_old_reports_or_imports_only_by_newer_independent_ones(town):
    town.report(6)
    town.decide(town.open(), UPHELD)
    assert town.says() == (NO_RECORD, ("cleared",))
    town.list_it(HIGH_RISK)
    town.list_it(CONFIRMED, "police:1")
    assert town.says() == (NO_RECORD, ("cleared",)), "no import revives it"
    later = town.now + DAY
    town.report(2, at=later, first=20)
    assert town.says(later) == (NO_RECORD, ("cleared",)), "two are not enough"
    town.report(3, at=later, first=30)
    assert town.says(later) == (HIGH_RISK, ("cleared",))
    with pytest.raises(NothingToAppealError):
        town.start(CARD)
    again = town.open(at=later)
    assert town.says(later)[1] == ("cleared", "disputed")
    town.decide(again, UPHELD, later)
    assert town.says(later) == (NO_RECORD, ("cleared",))


def test_reports_that_are_folded_after_a_decision_are_not_in_its_snapshot(town):
    town.report(6)
    opened = town.open()
    town.report(5, first=40)
    town.decide(opened, UPHELD)
    town.fold()
    assert town.says() == (NO_RECORD, ("cleared",))


@dataclass(frozen=True)
class Meddler:
    """The database, in which something happens just before the first transaction."""

    client: object
    meddle: object
    done: list

    def __getattr__(self, name):
        return getattr(self.client, name)

    def transact_write_items(self, items):
        if not self.done:
            self.done.append(True)
            self.meddle()
        self.client.transact_write_items(items)


def test_a_report_that_is_folded_while_a_clue_is_cleared_is_in_the_snapshot(town):
    town.report(6)
    opened = town.open()
    client = town.database.known.client
    meddler = Meddler(client, lambda: town.report(5, first=40), [])
    keeper = AppealTable(meddler, town.settings.table)
    decision = Decision(UPHELD, "reports_mistaken", "reviewer:li", "looked at it")
    decide_appeal(opened, decision, replace(town.desk, keeper=keeper), town.now)
    assert meddler.done
    key = {"pk": {"S": f"C#phone#{PHONE.value}"}, "sk": {"S": "V"}}
    row = client.get_item(TableName=town.settings.table, Key=key, ConsistentRead=True)["Item"]
    assert row["z"]["M"]["n"] == row["n"] == {"N": "11"}
    assert town.says() == (NO_RECORD, ("cleared",))


def test_the_alliance_ends_a_clearing_for_new_findings_and_old_reports_stay_out(town):
    town.report(6)
    opened = town.open()
    town.decide(opened, UPHELD)
    town.list_it(CONFIRMED, "police:1")
    key = town.keys.clue_key(PHONE.kind, PHONE.value)
    after = reopen_clue(key, "reviewer:li", "new case of the police", town.desk, town.now)
    assert (after.id, after.state) == (opened.id, REOPENED)
    level, flags = town.says()
    assert (level, flags) == (CONFIRMED, ())
    assert town.database.known.read([key])[key].evidence.reports == 0
    with pytest.raises(NothingToAppealError):
        reopen_clue(key, "reviewer:li", "again", town.desk, town.now)

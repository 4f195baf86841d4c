"""Appeals on the real table: control proven, clue marked, decided, and what brings a cleared one back."""

import json
import threading
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from nacl.public import SealedBox

from antifraud.appeal_ports import Wording
from antifraud.appeals import (
    APPEAL_RULES,
    CODE_SENT,
    CONTROL_PROVEN,
    EXPIRED,
    LETTER_CONFIRMED,
    OPEN,
    OVERDUE,
    PROVING,
    REFUSED,
    REOPENED,
    STARTED,
    UPHELD,
    WITHDRAWN,
)
from antifraud.assembly import make_desk
from antifraud.clues import parse
from antifraud.clues.model import Clue
from antifraud.errors import (
    AppealedLatelyError,
    AppealOpenError,
    AppealStepError,
    AuthorityError,
    CodeExpiredError,
    NothingToAppealError,
    NotProvenError,
    SendError,
    StoreError,
    TooManyError,
    UnknownAppealError,
    WrongCodeError,
)
from antifraud.outside.senders import NoSender, Outbox
from antifraud.ports import ListedClue, Visitor
from antifraud.storage.appeal_table import AppealTable
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.evidence_table import read_record
from antifraud.storage.stream import StreamReader
from antifraud.usecases.appeal_desk import judged
from antifraud.usecases.close_appeal import Decision, decide_appeal, reopen_clue, withdraw_appeal
from antifraud.usecases.file_report import Statement, file_report
from antifraud.usecases.fold_reports import fold_reports
from antifraud.usecases.prove_appeal import (
    confirm_letter,
    prove_by_code,
    prove_by_site,
    send_code_again,
    site_token,
)
from antifraud.usecases.read_appeals import read_appeal, waiting_appeals
from antifraud.usecases.start_appeal import Claim, start_appeal
from antifraud.verdicts import CONFIRMED, HIGH_RISK, NO_RECORD, OFFICIAL, REPORTED, Listing
from tests.conftest import PRIVATE_KEY
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


@pytest.fixture
def town(database, keys, settings, aws, now, tmp_path):
    outbox = tmp_path / "outbox.jsonl"
    desk = replace(make_desk(settings, database, aws), sender=Outbox(outbox))
    return Town(database, keys, settings, desk, outbox, now)


def test_a_phone_is_proven_by_the_code_that_was_sent_to_it(town):
    town.report(6)
    appeal = town.start()
    (message,) = map(json.loads, town.outbox.read_text("utf-8").splitlines())
    assert (message["way"], message["to"], len(town.code())) == ("sms", PHONE.value, 6)
    assert town.says() == (HIGH_RISK, ()), "nothing changes before control is proven"
    opened = prove_by_code(appeal, town.code(), town.desk, town.now)
    assert (opened.state, opened.due) == (OPEN, town.now + APPEAL_RULES.decision)
    assert town.says() == (HIGH_RISK, ("disputed",))
    standing = read_appeal(appeal.shown_id.lower(), town.desk, town.now)
    assert standing.appeal == opened
    assert [one.step for one in standing.events] == [STARTED, CODE_SENT, CONTROL_PROVEN]


def test_what_the_owner_says_is_sealed_and_nowhere_else(town, settings, database):
    town.report(1)
    appeal = town.start()
    told = json.loads(SealedBox(PRIVATE_KEY).decrypt(town.desk.keeper.sealed(appeal.id)))
    assert told == {"text": "这是我的号码", "contact": "13900001111"}
    rows = list(database.known.client.scan(TableName=settings.table))
    assert "13900001111" not in str(rows)
    assert town.code() not in str(rows)


def test_nobody_can_appeal_where_nothing_is_shown(town, database, settings):
    official = parse("95588", "phone")[0]
    for clue in (PHONE, official):
        with pytest.raises(NothingToAppealError):
            town.start(clue)
    assert list(database.known.client.scan(TableName=settings.table)) == []
    assert not town.outbox.exists()
    assert judged(town.keys.clue_key("phone", "95588"), town.desk, town.now, official=True).level == OFFICIAL


def test_a_wrong_code_and_a_late_one(town):
    town.report(1)
    appeal = town.start()
    wrong = f"{(int(town.code()) + 1) % 10**6:06}"
    with pytest.raises(WrongCodeError):
        prove_by_code(appeal, wrong, town.desk, town.now)
    with pytest.raises(CodeExpiredError):
        prove_by_code(appeal, town.code(), town.desk, town.now + APPEAL_RULES.code_valid)
    assert prove_by_code(appeal, town.code(), town.desk, town.now).state == OPEN


def test_many_attempts_at_once_get_no_more_than_are_allowed(town):
    town.report(1)
    appeal = town.start()
    outcomes = []
    start = threading.Barrier(16)

    def attempt():
        start.wait()
        try:
            prove_by_code(appeal, "nothing", town.desk, town.now)
        except (WrongCodeError, CodeExpiredError, StoreError) as error:
            outcomes.append(type(error))

    threads = [threading.Thread(target=attempt) for _ in range(16)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert outcomes.count(WrongCodeError) == APPEAL_RULES.code_attempts
    with pytest.raises(CodeExpiredError):
        prove_by_code(appeal, town.code(), town.desk, town.now)
    send_code_again(appeal_now(town, appeal), town.desk, WORDING, town.now)
    assert prove_by_code(appeal_now(town, appeal), town.code(), town.desk, town.now).state == OPEN


def appeal_now(town, appeal):
    return town.desk.keeper.get(appeal.id)


def test_a_number_gets_so_many_codes_a_day_whoever_asks(town):
    town.report(1)
    appeal = town.start()
    for _ in range(APPEAL_RULES.codes_per_day - 1):
        appeal = send_code_again(appeal, town.desk, WORDING, town.now)
    with pytest.raises(TooManyError):
        send_code_again(appeal, town.desk, WORDING, town.now)
    with pytest.raises(TooManyError):
        town.start()
    assert len(town.outbox.read_text("utf-8").splitlines()) == APPEAL_RULES.codes_per_day
    later = town.now + DAY
    assert town.start(at=later).codes == 1


def test_a_code_that_cannot_be_sent_can_be_asked_for_again(town, tmp_path):
    town.report(1)
    unreachable = replace(town.desk, sender=Outbox(tmp_path))
    appeal = start_appeal(town.claim(), unreachable, OpenGate(), WORDING, town.now)
    appeal = appeal_now(town, appeal)
    with pytest.raises(SendError):
        send_code_again(appeal, unreachable, WORDING, town.now)
    appeal = send_code_again(appeal_now(town, appeal), town.desk, WORDING, town.now)
    assert prove_by_code(appeal, town.code(), town.desk, town.now).state == OPEN


def test_the_second_claimant_gets_a_clear_answer(town):
    town.report(1)
    first, second = town.start(), town.start()
    later = town.code()
    prove_by_code(second, later, town.desk, town.now)
    with pytest.raises(AppealOpenError):
        town.start()
    first = send_code_again(first, town.desk, WORDING, town.now)
    with pytest.raises(AppealOpenError):
        prove_by_code(first, town.code(), town.desk, town.now)
    assert town.says()[1] == ("disputed",)
    assert appeal_now(town, first).state == PROVING


def test_two_claimants_at_the_same_moment(town):
    town.report(1)
    first = town.start()
    code_one = town.code()
    second = town.start()
    codes = (code_one, town.code())
    outcomes = []
    start = threading.Barrier(2)

    def prove(appeal, code):
        start.wait()
        try:
            outcomes.append(prove_by_code(appeal, code, town.desk, town.now).state)
        except AppealOpenError:
            outcomes.append("second")

    threads = [threading.Thread(target=prove, args=pair) for pair in zip((first, second), codes, strict=True)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == [OPEN, "second"]


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


def test_what_was_not_proven_in_time_expires(town):
    town.report(1)
    appeal = town.start()
    late = appeal.prove_by
    standing = read_appeal(appeal.id, town.desk, late)
    assert (standing.appeal.state, standing.events[-1].step) == (EXPIRED, EXPIRED)
    for step in (
        lambda: send_code_again(appeal, town.desk, WORDING, late),
        lambda: prove_by_code(appeal, town.code(), town.desk, late),
        lambda: withdraw_appeal(appeal, town.desk, late),
    ):
        with pytest.raises(AppealStepError):
            step()


@dataclass(frozen=True)
class Shown:
    """Sites that show these tokens, by host."""

    tokens: dict

    def shows(self, host, token):
        return self.tokens.get(host) == token


def test_a_site_is_proven_on_the_host_whose_record_is_shown(town):
    page = parse("http://shop.victim.example.com/a/b?c=d", "url")[0]
    whole = parse("http://example.com/", "url")[0]
    town.report(2, clue=whole)
    appeal = town.start(page)
    assert appeal.clue == town.keys.clue_key("url", whole.value)
    assert (appeal.proof.way, appeal.proof.target) == ("site", "example.com")
    token = site_token(appeal, town.keys)
    assert appeal.id[:4] not in token
    mine = replace(town.desk, sites=Shown({"shop.victim.example.com": token}))
    with pytest.raises(NotProvenError):
        prove_by_site(appeal, mine, town.now)
    with pytest.raises(AppealStepError):
        prove_by_code(appeal, "123456", town.desk, town.now)
    theirs = replace(town.desk, sites=Shown({"example.com": token}))
    assert prove_by_site(appeal, theirs, town.now).state == OPEN
    assert town.says(clue=whole)[1] == ("disputed",)


def test_a_site_is_not_asked_without_end(town):
    site = parse("http://example.com/", "url")[0]
    town.report(1, clue=site)
    appeal = town.start(site)
    desk = replace(town.desk, sites=Shown({}))
    for _ in range(APPEAL_RULES.site_checks_per_hour):
        with pytest.raises(NotProvenError):
            prove_by_site(appeal, desk, town.now)
    with pytest.raises(TooManyError):
        prove_by_site(appeal, desk, town.now)


def test_an_account_is_proven_by_papers_that_a_person_has_seen(town):
    town.report(1, clue=CARD)
    appeal = town.start(CARD)
    assert (appeal.proof.way, appeal.proof.target) == ("letter", "")
    assert [one.id for one in waiting_appeals(town.desk.keeper, town.now)] == [appeal.id]
    with pytest.raises(AppealStepError):
        town.decide(appeal, UPHELD)
    opened = confirm_letter(appeal, "reviewer:li", "bank statement seen", town.desk, town.now)
    assert opened.state == OPEN
    assert [one.state for one in waiting_appeals(town.desk.keeper, town.now)] == [OPEN]
    assert [one.step for one in town.desk.keeper.events(appeal.id)] == [STARTED, LETTER_CONFIRMED]


def test_a_letter_that_never_came_waits_for_nobody(town):
    town.report(1, clue=CARD)
    appeal = town.start(CARD)
    assert waiting_appeals(town.desk.keeper, appeal.prove_by) == []


def test_where_nobody_sends_codes_papers_are_asked_for(town):
    town.report(1)
    appeal = start_appeal(town.claim(), replace(town.desk, sender=NoSender()), OpenGate(), WORDING, town.now)
    assert appeal.proof.way == "letter"


def test_a_number_that_is_no_appeals(town):
    for text in ("", "ABCD", "2222-2222-2222-2222-2222", "2" * 400):
        with pytest.raises(UnknownAppealError):
            read_appeal(text, town.desk, town.now)

"""Appeals on the real table: control proven by codes, sites and papers."""

import json
import threading
from dataclasses import dataclass, replace

import pytest
from nacl.public import SealedBox

from antifraud.appeals import (
    APPEAL_RULES,
    CODE_SENT,
    CONTROL_PROVEN,
    EXPIRED,
    LETTER_CONFIRMED,
    OPEN,
    PROVING,
    STARTED,
    UPHELD,
)
from antifraud.clues import parse
from antifraud.errors import (
    AppealOpenError,
    AppealStepError,
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
from antifraud.usecases.appeal_desk import judged
from antifraud.usecases.close_appeal import withdraw_appeal
from antifraud.usecases.prove_appeal import (
    confirm_letter,
    prove_by_code,
    prove_by_site,
    send_code_again,
    site_token,
)
from antifraud.usecases.read_appeals import read_appeal, waiting_appeals
from antifraud.usecases.start_appeal import start_appeal
from antifraud.verdicts import HIGH_RISK, OFFICIAL
from tests.conftest import PRIVATE_KEY
from tests.usecases.appeal_town import CARD, DAY, PHONE, WORDING
from tools.demo import OpenGate


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

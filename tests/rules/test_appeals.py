"""What an appeal may become, how control is proven, and numbers that nobody guesses."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud import appeals
from antifraud.appeals import (
    APPEAL_RULES,
    EXPIRED,
    LETTER,
    MAIL,
    OPEN,
    PROVING,
    REFUSED,
    REOPENED,
    SITE,
    SMS,
    UPHELD,
    WITHDRAWN,
    Appeal,
    Proof,
)
from antifraud.clues import parse
from antifraud.errors import AppealStepError, UnknownAppealError
from antifraud.keys import ALPHABET, ClueKey

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
LATE = NOW + APPEAL_RULES.code_window
PHONE = ClueKey("phone", "+8613812345678")
ALL = frozenset({SMS, MAIL, SITE})


def appeal(state=PROVING, way=SMS, **more) -> Appeal:
    given = {"reason": "other", "proof": Proof(way, "x"), "started_at": NOW, "prove_by": LATE, "state": state}
    return Appeal("2" * 20, PHONE, "138", "seaside", **{**given, **more})


STEPS = {
    "opened": (lambda one, now: appeals.opened(one, now, authority=False), {PROVING}, OPEN),
    "upheld": (lambda one, now: appeals.decided(one, now, UPHELD, "new_holder"), {OPEN}, UPHELD),
    "refused": (lambda one, now: appeals.decided(one, now, REFUSED, "reports_stand"), {OPEN}, REFUSED),
    "withdrawn": (appeals.withdrawn, {PROVING, OPEN}, WITHDRAWN),
    "reopened": (appeals.reopened, {UPHELD}, REOPENED),
    "with_code": (appeals.with_code, {PROVING}, PROVING),
}


@pytest.mark.parametrize("state", appeals.STATES)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_allowed_in_its_states_and_in_no_other(state, step):
    take, allowed, then = STEPS[step]
    before = appeal(state)
    if state in allowed:
        after = take(before, NOW)
        assert (after.state, after.events) == (then, before.events + 1)
    else:
        with pytest.raises(AppealStepError):
            take(before, NOW)


def test_what_was_not_proven_in_time_has_expired():
    last = LATE - timedelta(milliseconds=1)
    assert appeals.opened(appeal(), last, authority=False).due == last + APPEAL_RULES.decision
    assert appeal().at(LATE).state == EXPIRED
    for step in ("opened", "withdrawn", "with_code"):
        with pytest.raises(AppealStepError):
            STEPS[step][0](appeal(), LATE)
    assert appeal(OPEN).at(LATE).state == OPEN


def test_control_is_proven_in_its_own_way():
    appeals.must_prove(appeal(way=SITE), NOW, SITE)
    for way in (SMS, LETTER):
        with pytest.raises(AppealStepError):
            appeals.must_prove(appeal(way=SITE), NOW, way)
    with pytest.raises(AppealStepError):
        appeals.with_code(appeal(way=LETTER), NOW)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("13812345678", SMS),
        ("19912345678", SMS),
        ("057187654321", LETTER),
        ("4008001234", LETTER),
        ("95588", LETTER),
        ("106912345678", LETTER),
        ("+14155550123", LETTER),
        ("owner@shop.cn", MAIL),
        ("6222021234567894", LETTER),
    ],
)
def test_which_way_fits_which_clue(text, way):
    clue = parse(text)[0]
    proof = appeals.proof_for(clue.kind, clue.value, ALL)
    assert (proof.way, proof.target) == (way, "" if way == LETTER else clue.value)
    assert appeals.proof_for(clue.kind, clue.value, frozenset()) == Proof(LETTER)


def test_a_site_is_proven_on_its_host_and_accounts_by_papers():
    assert appeals.proof_for("url", "shop.cn", ALL) == Proof(SITE, "shop.cn")
    for kind in ("qq", "wechat", "telegram", "bank_card"):
        assert appeals.proof_for(kind, "12345678", ALL) == Proof(LETTER)


def test_a_number_has_a_hundred_bits_and_no_sign_that_people_confuse():
    asked = []

    def chance(below):
        asked.append(below)
        return below - 1

    assert appeals.new_id(chance) == ALPHABET[-1] * 20
    assert asked == [2**100]
    assert appeals.new_code(chance) == "999999"
    assert appeals.new_code(lambda _below: 7) == "000007"


@given(
    st.integers(0, 2**100 - 1), st.sampled_from(["upper", "lower"]), st.sampled_from(["-", " ", "", " - "])
)
def test_a_number_is_read_however_it_is_typed(number, case, between):
    made = replace(appeal(), id=appeals.new_id(lambda _below: number))
    typed = getattr(made.shown_id, case)().replace("-", between)
    assert appeals.parse_id(typed) == made.id
    assert len(made.shown_id) == 24


@pytest.mark.parametrize("text", ["", "2" * 16, "2" * 21, "0" * 20, "O" * 20, "2" * 4000, "二" * 20])
def test_what_is_no_number_of_an_appeal(text):
    with pytest.raises(UnknownAppealError):
        appeals.parse_id(text)


@given(st.randoms(use_true_random=False))
def test_overdue_comes_first_then_an_authoritys_word(chance: random.Random):
    late = appeal(OPEN, due=NOW - timedelta(days=1))
    later = appeal(OPEN, due=NOW - timedelta(days=2), authority=True)
    against = appeal(OPEN, due=NOW + timedelta(days=6), authority=True)
    soon = appeal(OPEN, due=NOW + timedelta(days=1))
    letter = appeal(way=LETTER, prove_by=NOW + timedelta(days=30))
    waiting = [late, later, against, soon, letter]
    chance.shuffle(waiting)
    assert appeals.by_urgency(waiting, NOW) == [later, late, against, soon, letter]


def test_secrets_are_not_shown_with_a_proof():
    assert "13812345678" not in repr(Proof(SMS, "+8613812345678"))

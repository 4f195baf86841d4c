"""Whatever people say, say anew and take back: what was added along the way is what stands in the end."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud.fading import evidence_unit
from antifraud.keys import ALPHABET
from antifraud.reports import HELD, LEGITIMATE_MARKS, MARKS, STATES
from antifraud.tallies import (
    Stated,
    difference,
    evidence_of,
    is_counter,
    network_bucket,
    since,
    tally_of,
    total,
)

AT = datetime(2026, 11, 21, 13, tzinfo=UTC)
ONE = Stated(AT, "seaside", "refund", "ABCDEFGH")

networks = st.text(ALPHABET, min_size=8, max_size=8)
states = st.sampled_from([None, None, None, *STATES])
stated = st.builds(
    Stated,
    at=st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)),
    city=st.sampled_from(["seaside", "uphill"]),
    category=st.sampled_from(["refund", "job"]),
    network=networks,
    mark=st.sampled_from([None, None, *MARKS]),
    state=states,
)
lives = st.lists(st.one_of(st.none(), stated), min_size=1, max_size=6)


@given(st.lists(lives, max_size=6), st.randoms())
def test_changes_in_any_order_add_up_to_what_stands(people, chance):
    changes = [
        difference(tally_of(after), tally_of(before))
        for life in people
        for before, after in zip([None, *life], life, strict=False)
    ]
    chance.shuffle(changes)
    assert total(changes) == total(tally_of(life[-1]) for life in people)


@given(stated)
def test_everything_that_is_counted_is_known_as_a_counter(one):
    assert all(is_counter(name) for name in tally_of(one))


@pytest.mark.parametrize("name", ["d", "q0", "b1", "l2", "u3", "fl", "du", "ca", "z", "pk", "sk", "ai"])
def test_what_is_no_counter_is_not_taken_for_one(name):
    assert not is_counter(name)


def test_a_report_is_evidence_of_fraud():
    evidence = evidence_of(tally_of(ONE))
    assert (evidence.reporters, evidence.networks, evidence.marks) == (1, 1, {})
    assert evidence.fraud == pytest.approx(evidence_unit(AT))
    assert evidence.legitimate == 0


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_no_report(mark):
    evidence = evidence_of(tally_of(replace(ONE, mark=mark)))
    assert (evidence.reporters, evidence.fraud, evidence.marks) == (0, 0, {mark: 1})
    assert (evidence.legitimate > 0, evidence.legitimate_networks) == (
        mark in LEGITIMATE_MARKS,
        int(mark in LEGITIMATE_MARKS),
    )


@pytest.mark.parametrize("state", STATES)
def test_what_does_not_count_counts_for_nothing(state):
    evidence = evidence_of(tally_of(replace(ONE, state=state)))
    assert (evidence.reporters, evidence.fraud, evidence.held) == (0, 0, int(state == HELD))


@given(networks)
def test_a_network_is_one_of_256(network):
    assert 0 <= int(network_bucket(network), 16) <= 255
    assert len(network_bucket(network)) == 2


def test_networks_are_spread_over_all_parts():
    assert len({network_bucket(a + b + "AAAAAA") for a in ALPHABET for b in ALPHABET}) == 256


@given(st.lists(stated, max_size=8), st.lists(stated, max_size=8))
def test_what_came_since_is_what_was_not_there(before, after):
    base, news = total(map(tally_of, before)), total(map(tally_of, after))
    assert since(total((base, news)), base) == news


def test_what_was_withdrawn_since_does_not_go_below_nothing():
    base = total([tally_of(ONE), tally_of(ONE)])
    assert since(tally_of(ONE), base) == {}

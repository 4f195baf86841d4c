"""Proof of work: solved as ALTCHA's own library does, and refused wherever anything in it was changed."""

import base64
import json
from datetime import timedelta

import altcha
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud.errors import ProofError, ProofExpiredError
from antifraud.keys import Keys
from antifraud.limits import LIMITS, work_factor, work_range
from antifraud.proofs import ACTIONS, PROOF_LENGTH, check_proof, make_challenge, proof_keys
from tests.conftest import NOW

KEYS = Keys(b"h" * 32, b"s" * 32)
MINE = proof_keys(KEYS, "report", "seaside", KEYS.network("192.0.2.1"))


def solved(challenge):
    given = altcha.Challenge.from_dict(challenge)
    return altcha.Payload(given, altcha.solve_challenge(given)).to_base64()


CHALLENGE = make_challenge(MINE, NOW, 3)
PROOF = solved(CHALLENGE)


def test_a_solved_challenge_holds_for_five_minutes():
    proved = check_proof(MINE, PROOF, NOW)
    assert proved.issued_at == NOW
    assert check_proof(MINE, PROOF, NOW + timedelta(minutes=5)) == proved
    with pytest.raises(ProofExpiredError):
        check_proof(MINE, PROOF, NOW + timedelta(minutes=5, seconds=1))


def test_each_challenge_has_proofs_of_its_own_and_names_nobody():
    other = make_challenge(MINE, NOW, 3)
    assert check_proof(MINE, solved(other), NOW).id != check_proof(MINE, PROOF, NOW).id
    assert KEYS.network("192.0.2.1") not in json.dumps(other)
    assert other["parameters"]["cost"] == LIMITS.work_cost


@pytest.mark.parametrize(
    ("action", "city", "address"),
    [
        ("mark", "seaside", "192.0.2.1"),
        ("appeal", "seaside", "192.0.2.1"),
        ("report", "uphill", "192.0.2.1"),
        ("report", "seaside", "198.51.100.1"),
    ],
)
def test_it_is_good_for_one_action_city_and_network(action, city, address):
    with pytest.raises(ProofError):
        check_proof(proof_keys(KEYS, action, city, KEYS.network(address)), PROOF, NOW)
    assert check_proof(proof_keys(KEYS, "report", "seaside", KEYS.network("192.0.2.99")), PROOF, NOW)
    with pytest.raises(ProofError):
        check_proof(
            proof_keys(Keys(b"x" * 32, b"s" * 32), "report", "seaside", KEYS.network("192.0.2.1")), PROOF, NOW
        )


def packed(payload):
    return base64.b64encode(json.dumps(payload).encode()).decode()


def places(value, path=()):
    """Return where every single value of nested objects is."""
    if isinstance(value, dict):
        return [found for name, inner in value.items() for found in places(inner, (*path, name))]
    return [path]


@pytest.mark.parametrize(
    "path",
    [path for path in places(json.loads(base64.b64decode(PROOF))) if path[-1] not in {"counter", "time"}],
    ids=".".join,
)
@pytest.mark.parametrize("change", ["other", "none", "gone", "list", "number"])
def test_nothing_in_it_can_be_changed(path, change):
    payload = json.loads(base64.b64decode(PROOF))
    inner = payload
    for name in path[:-1]:
        inner = inner[name]
    was = inner[path[-1]]
    changed = {
        "other": was + 60 if isinstance(was, int) else ("1" if was[0] == "0" else "0") + was[1:],
        "none": None,
        "list": [was],
        "number": 1e308,
    }
    if change == "gone":
        # A key length that is not named is ALTCHA's usual one, which is ours: nothing is changed by it.
        inner.pop(path[-1]) if path[-1] != "keyLength" else inner.update(keyLength=31)
    else:
        inner[path[-1]] = changed[change]
    with pytest.raises(ProofError) as refused:
        check_proof(MINE, packed(payload), NOW)
    assert type(refused.value) is ProofError


def test_a_challenge_without_its_work_is_refused():
    lazy = {"challenge": CHALLENGE, "solution": {"counter": 3, "derivedKey": "00" * 32}}
    with pytest.raises(ProofError):
        check_proof(MINE, packed(lazy), NOW)
    prefix = {
        "challenge": CHALLENGE,
        "solution": {"counter": 3, "derivedKey": CHALLENGE["parameters"]["keyPrefix"].ljust(64, "0")},
    }
    with pytest.raises(ProofError):
        check_proof(MINE, packed(prefix), NOW)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["challenge", "solution", "parameters", "signature", "data", "counter", "derivedKey"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(
    st.text(max_size=40)
    | st.binary(max_size=40).map(lambda raw: base64.b64encode(raw).decode())
    | JSON.map(packed)
)
def test_whatever_is_sent_is_refused_as_an_answer_and_not_as_a_fault(proof):
    with pytest.raises(ProofError):
        check_proof(MINE, proof, NOW)


@pytest.mark.parametrize(
    "proof", ["A" * PROOF_LENGTH, "A" * (PROOF_LENGTH + 1), packed(json.loads("[" * 400 + "]" * 400))]
)
def test_long_and_deep_ones(proof):
    with pytest.raises(ProofError):
        check_proof(MINE, proof, NOW)
    assert len(PROOF) < PROOF_LENGTH


def test_the_usual_work():
    assert work_factor(1, 1) == work_factor(10, 300) == 1
    assert work_range(1) == range(50, 150)


@pytest.mark.parametrize(
    ("network", "everyone", "factor"),
    [(11, 11, 2), (20, 20, 2), (21, 21, 3), (1, 301, 2), (11, 301, 4), (160, 160, 16), (99_999, 99_999, 16)],
)
def test_more_is_asked_for_under_load(network, everyone, factor):
    assert work_factor(network, everyone) == factor
    assert work_range(factor) == range(50 * factor, 150 * factor)


@given(st.integers(1, 500), st.integers(0, 5000))
def test_asking_more_never_makes_it_less(network, others):
    everyone = network + others
    assert work_factor(network, everyone) <= work_factor(network + 1, everyone + 1) <= LIMITS.work_factor_most


def test_there_are_challenges_for_everything_that_is_written():
    assert ACTIONS == ("report", "mark", "appeal")

"""The gate in front of what is written, with its counter on the real emulator."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import altcha
import pytest

from antifraud.assembly import open_database
from antifraud.errors import ProofError, ProofExpiredError, ProofUsedError, TooManyError
from antifraud.limits import LIMITS
from antifraud.ports import Visitor
from antifraud.proofs import make_challenge, proof_keys
from antifraud.usecases.admit import WriteGate

CLUE, OTHER = "CLUEAAAA", "CLUEBBBB"


@pytest.fixture
def opened():
    """The guards that opened."""
    return []


@pytest.fixture
def gate(database, keys, opened):
    return WriteGate(keys, database.counter, 30, 6, opened.append)


@pytest.fixture
def prove(keys, now):
    """Solve a challenge for a visitor."""

    def proved(visitor, at=now):
        made = make_challenge(proof_keys(keys, visitor.action, visitor.city, visitor.network), at, 2)
        challenge = altcha.Challenge.from_dict(made)
        proof = altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()
        return replace(visitor, proof=proof)

    return proved


def visitor(network="NETWORKA", device="", action="report"):
    return Visitor(network, device, action, "seaside")


def row(database, network="NETWORKA"):
    """Return the one counting row of a network."""
    rows = database.known.client.scan(TableName=database.known.table)
    (found,) = [one for one in rows if one["pk"]["S"] == f"N#w#{network}"]
    return found


def test_one_row_counts_everything_and_names_nobody(gate, prove, database, now):
    assert gate.admit(prove(visitor(device="DEVICEAA")), [CLUE, OTHER], now) == frozenset()
    gate.admit(visitor(), [CLUE], now)
    found = row(database)
    counts = {name: value["N"] for name, value in found.items() if "N" in value and name != "e"}
    assert counts == {"n": "2", "o": "1", "d_DEVICEAA": "1", "r_CLUEAAAA": "2", "r_CLUEBBBB": "1"}
    assert found["sk"]["S"] == "2026112113"
    assert int(found["e"]["N"]) == int((now + timedelta(hours=2)).timestamp())
    assert len(found["p"]["SS"]) == 1


def test_a_proof_is_good_once(gate, prove, now):
    proved = prove(visitor())
    gate.admit(proved, [CLUE], now)
    for later in (timedelta(), timedelta(minutes=5)):
        with pytest.raises(ProofUsedError):
            gate.admit(proved, [OTHER], now + later)
    gate.admit(prove(visitor()), [CLUE], now)


def test_a_proof_is_good_once_across_the_hour(gate, prove, now):
    before = now - timedelta(minutes=2)
    proved = prove(visitor(), before)
    gate.admit(proved, [CLUE], before)
    with pytest.raises(ProofUsedError):
        gate.admit(proved, [CLUE], now)


def test_of_many_at_once_one_gets_through(gate, prove, now):
    proved = prove(visitor())

    def attempt(_):
        try:
            return gate.admit(proved, [CLUE], now)
        except ProofUsedError:
            return "used"

    with ThreadPoolExecutor(8) as pool:
        outcomes = Counter(pool.map(attempt, range(8)))
    assert outcomes == {frozenset(): 1, "used": 7}


def test_a_bad_proof_is_refused_and_never_taken_for_none(gate, prove, database, now):
    with pytest.raises(ProofExpiredError):
        gate.admit(prove(visitor(), now - timedelta(minutes=6)), [CLUE], now)
    for bad in ("x", "e30=", prove(visitor()).proof[:-8], prove(visitor(network="NETWORKB")).proof):
        with pytest.raises(ProofError):
            gate.admit(replace(visitor(), proof=bad), [CLUE], now)
    assert list(database.known.client.scan(TableName=database.known.table)) == []


def test_without_proofs_fewer_get_through(gate, prove, now):
    for _ in range(6):
        gate.admit(visitor(), [], now)
    with pytest.raises(TooManyError) as refused:
        gate.admit(visitor(), [], now + timedelta(minutes=10))
    assert refused.value.wait == 3000
    for _ in range(24):
        gate.admit(prove(visitor()), [], now)
    with pytest.raises(TooManyError):
        gate.admit(prove(visitor()), [], now)
    gate.admit(visitor(network="NETWORKB"), [], now)
    gate.admit(visitor(), [], now + timedelta(hours=1))


def test_what_is_refused_leaves_no_trace(gate, database, now):
    for _ in range(6):
        gate.admit(visitor(), [], now)
    before = row(database)
    for number in range(3):
        with pytest.raises(TooManyError):
            gate.admit(visitor(device=f"DEVICE{number}"), [f"CLUE{number}"], now)
    assert row(database) == before


def test_one_device_sends_twenty_an_hour(database, keys, opened, prove, now):
    gate = WriteGate(keys, database.counter, 1000, 1000, opened.append)
    for _ in range(LIMITS.reports_per_device):
        gate.admit(visitor(device="DEVICEAA"), [], now)
    for again in (visitor(device="DEVICEAA"), prove(visitor(device="DEVICEAA"))):
        with pytest.raises(TooManyError):
            gate.admit(again, [], now)
    gate.admit(visitor(device="DEVICEBB"), [], now)
    gate.admit(visitor(), [], now)


def test_the_fourth_report_of_a_clue_from_one_network_is_held(gate, prove, now):
    for _ in range(3):
        assert gate.admit(prove(visitor()), [CLUE], now) == frozenset()
    assert gate.admit(prove(visitor()), [OTHER, CLUE, CLUE], now) == {CLUE}
    assert gate.admit(visitor(), [CLUE], now) == {CLUE}
    assert gate.admit(visitor(network="NETWORKB"), [CLUE], now) == frozenset()
    assert gate.admit(visitor(action="mark"), [CLUE], now) == frozenset()
    assert gate.admit(visitor(action="appeal"), [CLUE], now) == frozenset()
    assert gate.admit(visitor(), [CLUE], now + timedelta(hours=1)) == frozenset()


def test_with_the_counter_down_all_get_through_but_bad_proofs(settings, aws, keys, prove, opened, now):
    nowhere = open_database(settings, {**aws, "AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:9"})
    gate = WriteGate(keys, nowhere.counter, 1, 1, opened.append)
    proved = prove(visitor())
    for one in (proved, proved, visitor(), visitor()):
        assert gate.admit(one, [CLUE], now) == frozenset()
    with pytest.raises(ProofExpiredError):
        gate.admit(proved, [CLUE], now + timedelta(minutes=6))
    assert opened == ["write"] * 4

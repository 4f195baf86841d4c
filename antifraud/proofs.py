"""Proof of work: a challenge that costs its solver seconds and us two hashes. Pure but for a fresh nonce.

The format is ALTCHA's, version 2. What a proof is good for (action, city, network) is not written into it:
it goes into the keys that sign it, so that nobody reads a pseudonym out of a challenge. The time is in the
signed `data` and not in ALTCHA's own `expiresAt`, which its library compares with the clock of the machine.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from altcha import Payload, create_challenge, verify_solution

from antifraud.errors import ProofError, ProofExpiredError
from antifraud.keys import Keys
from antifraud.limits import LIMITS

ACTIONS = ("report", "mark", "appeal")
"""What a proof may be asked for."""

PROOF_LENGTH = 2_000
"""Characters of the longest proof that is looked at; a real one has about 650."""

_ALGORITHM = "PBKDF2/SHA-256"
_ID_LENGTH = 24
"""Hexadecimal digits of the signature that tell proofs apart: 96 bits."""


@dataclass(frozen=True, slots=True)
class ProofKeys:
    """The two keys of one action, city and network: of the challenge, and of its answer."""

    challenge: bytes
    answer: bytes


@dataclass(frozen=True, slots=True)
class Proved:
    """A proof that holds: its `id` tells it from all others, `issued_at` is when its challenge was made."""

    id: str
    issued_at: datetime


def proof_keys(keys: Keys, action: str, city: str, network: str) -> ProofKeys:
    """Return the keys of one action, city and network."""
    good_for = f"{action}#{city}#{network}"
    return ProofKeys(keys.secret("proof", good_for), keys.secret("proof-answer", good_for))


def make_challenge(keys: ProofKeys, now: datetime, counter: int) -> dict[str, Any]:
    """Return a challenge as JSON, solved by counting up to `counter`."""
    challenge = create_challenge(
        _ALGORITHM,
        LIMITS.work_cost,
        counter=counter,
        data={"issued": int(now.timestamp())},
        hmac_secret=keys.challenge,
        hmac_key_secret=keys.answer,
    )
    return dict(challenge.to_dict())


def check_proof(keys: ProofKeys, proof: str, now: datetime) -> Proved:
    """Return what holds; raises ProofError for what we did not make so, ProofExpiredError for what is old."""
    payload = _read(proof)
    if not verify_solution(payload, keys.challenge, hmac_key_secret=keys.answer).verified:
        raise ProofError
    data = payload.challenge.parameters.data or {}
    issued_at = datetime.fromtimestamp(data["issued"], UTC)
    if now > issued_at + LIMITS.proof_life:
        raise ProofExpiredError
    return Proved(str(payload.challenge.signature)[:_ID_LENGTH], issued_at)


def _read(proof: str) -> Payload:
    if len(proof) > PROOF_LENGTH:
        raise ProofError
    try:
        return Payload.from_base64(proof)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ProofError from None

"""The widget's own solver before the functions' own check."""

import json
import subprocess

import pytest

from antifraud.errors import ProofError
from antifraud.keys import Keys
from antifraud.proofs import check_proof, make_challenge, proof_keys
from tests.conftest import NOW

KEYS = proof_keys(Keys(b"h" * 32, b"s" * 32), "report", "seaside", "NETWORKA")
SOLVE = """import { webcrypto } from "node:crypto"; import { text } from "node:stream/consumers";
import { solve } from "./src/proof.js";
const challenges = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(await Promise.all(challenges.map((one) => solve(one, webcrypto.subtle)))));"""


@pytest.fixture(scope="module")
def solved(root):
    """Solve challenges with the widget's own module."""

    def solve(challenges):
        done = subprocess.run(
            ["node", "--input-type=module", "-e", SOLVE],
            cwd=root / "widget",
            input=json.dumps(challenges),
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    return solve


def test_what_the_widget_solves_holds(solved):
    counters = (0, 1, 7, 50, 149)
    proofs = solved([make_challenge(KEYS, NOW, counter) for counter in counters])
    assert len({check_proof(KEYS, proof, NOW).id for proof in proofs}) == len(counters)
    elsewhere = proof_keys(Keys(b"h" * 32, b"s" * 32), "report", "uphill", "NETWORKA")
    for proof in proofs:
        with pytest.raises(ProofError):
            check_proof(elsewhere, proof, NOW)

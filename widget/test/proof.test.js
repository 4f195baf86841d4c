/** Proof of work: asked for once, good once, tried once more by itself. What the server says to one is in tests/widget/test_proof.py. */

import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { beforeEach, test } from "node:test";
import { prover, solve } from "../src/proof.js";

if (!globalThis.crypto) globalThis.crypto = webcrypto; // Node 18

const PARAMETERS = { algorithm: "PBKDF2/SHA-256", cost: 2, keyLength: 32, keyPrefix: "00", nonce: "00".repeat(16), salt: "11".repeat(16) };
const CHALLENGE = { parameters: PARAMETERS, signature: "s" };
const refused = (code) => ({ status: 403, body: { code } });
const taken = { status: 201, body: { receipt: "R", status: "received" } };

let asked = [];
let answers = [];
beforeEach(() => ((asked = []), (answers = [])));

/** Stands for the functions: every challenge is made at once, posts are answered in turn. */
async function ask(path, fields) {
  asked.push(fields ? [path, Object.fromEntries(fields)] : path);
  return fields ? answers.shift() : { status: 200, body: { ...CHALLENGE, signature: String(asked.length) } };
}

const read = (proof) => JSON.parse(atob(proof));

test("the counter whose key begins as asked, with the challenge as it came", async () => {
  const { challenge, solution } = read(await solve(CHALLENGE, webcrypto.subtle));
  assert.deepEqual(challenge, CHALLENGE);
  assert.match(solution.derivedKey, /^00[0-9a-f]{62}$/);
});

test("a challenge without a solution ends", async () => {
  assert.equal(await solve({ parameters: { ...PARAMETERS, keyPrefix: "x" } }, webcrypto.subtle), "");
});

test("begun ahead it is asked for once, and sent once", async () => {
  const prove = prover(ask, "report");
  prove.start();
  prove.start();
  answers = [taken, taken];
  assert.equal(await prove.send([["text", "a"]]), taken);
  await prove.send([["text", "b"]]);
  assert.deepEqual(asked.filter((one) => typeof one === "string"), ["challenge?for=report", "challenge?for=report"]);
  const [first, second] = asked.filter((one) => typeof one !== "string");
  assert.deepEqual([first[0], first[1].text, second[1].text], ["reports", "a", "b"]);
  assert.notEqual(read(first[1].proof).challenge.signature, read(second[1].proof).challenge.signature);
});

for (const code of ["proof_used", "proof_expired", "proof_invalid"]) {
  test(`${code}: once more by itself, with a new one`, async () => {
    answers = [refused(code), taken];
    assert.equal(await prover(ask, "mark").send([["mark", "courier"]]), taken);
    const sent = asked.filter((one) => typeof one !== "string").map(([path, fields]) => [path, fields.mark, read(fields.proof).challenge.signature]);
    assert.deepEqual(sent, [["marks", "courier", "1"], ["marks", "courier", "3"]]);
  });
}

test("refused twice it is told, and so is every other error at once", async () => {
  answers = [refused("proof_used"), refused("proof_used"), taken];
  assert.deepEqual(await prover(ask, "report").send([]), refused("proof_used"));
  asked = [];
  for (const answer of [{ status: 429, body: { code: "too_many_requests" } }, { status: 0, body: null }]) {
    answers = [answer, taken];
    assert.deepEqual(await prover(ask, "report").send([]), answer);
  }
  assert.equal(asked.length, 4);
});

test("an old challenge is asked for anew", async () => {
  const clock = Date.now;
  const prove = prover(ask, "report");
  prove.start();
  Date.now = () => clock() + 5 * 6e4;
  answers = [taken];
  await prove.send([]);
  Date.now = clock;
  assert.equal(asked.filter((one) => typeof one === "string").length, 2);
});

for (const [name, answer] of [["down", { status: 0, body: null }], ["busy", { status: 429, body: { code: "too_many_requests" } }]]) {
  test(`without a challenge (${name}) it is sent without a proof`, async () => {
    const sent = [];
    const get = async (path, fields) => (fields ? (sent.push(fields), taken) : answer);
    assert.equal(await prover(get, "report").send([["text", "a"]]), taken);
    assert.deepEqual(sent, [[["text", "a"]]]);
  });
}

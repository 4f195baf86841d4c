/** What a server may answer, and what must never come of it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { errorCode, faultsOf, nameOf, readLook, readReceipt } from "../src/answers.js";

const clue = (level, more) => ({ kind: "qq", value: "12345", display: "12345", hints: [], advice: [], verdict: { level, ...more } });
const good = (overall, clues) => ({ status: 200, body: { overall, clues, advice: ["do_not_pay", 7] } });

test("a good answer is read as it is", () => {
  const look = readLook(good("high_risk", [clue("high_risk", { reporters: 7, cities: ["a", "b"], first_seen: "2026-11-02" })]));
  assert.equal(look.level, "high_risk");
  assert.deepEqual(look.advice, ["do_not_pay"]);
  assert.deepEqual([look.clues[0].reporters, look.clues[0].cities, look.clues[0].firstSeen], [7, 2, "2026-11-02"]);
});

const outages = {
  "no network": { status: 0, body: null },
  "not an object": { status: 200, body: "<html>" },
  nothing: { status: 200, body: null },
  "no clues": { status: 200, body: { overall: "no_record" } },
  "a level of tomorrow": good("purple", []),
  "a level that is an object": good({}, []),
  "a gateway's error": { status: 502, body: {} },
  "an outage that says no record": { status: 503, body: { overall: "no_record", clues: [] } },
  "one blind clue under no record": good("no_record", [clue("no_record"), clue("unavailable")]),
  "one clue that is not understood": good("no_record", [null]),
};
for (const [name, answer] of Object.entries(outages)) {
  test(`${name} is unavailable, never no record`, () => assert.equal(readLook(answer).level, "unavailable"));
}

test("a refusal has its code and no verdict", () => {
  const look = readLook({ status: 422, body: { code: "invalid_fields" } });
  assert.deepEqual([look.refused, look.level], ["invalid_fields", ""]);
});

test("an outage keeps what the directory knows", () => {
  const look = readLook({ status: 503, body: { code: "store_unavailable", overall: "unavailable", clues: [clue("official"), clue("unavailable")] } });
  assert.deepEqual(look.clues.map((one) => one.level), ["official", "unavailable"]);
});

test("errors always have a code", () => {
  assert.equal(errorCode({ status: 0, body: null }), "no_network");
  assert.equal(errorCode({ status: 500, body: null }), "store_unavailable");
  assert.equal(errorCode({ status: 400, body: { code: 5 } }), "bad_input");
  assert.equal(errorCode({ status: 429, body: { code: "too_many_requests" } }), "too_many_requests");
});

test("faults are told by the field of the form", () => {
  const fields = [{ field: "clues[1].value", code: "not_a_clue" }, { field: "amount", code: "negative" }, null];
  const faults = faultsOf({ status: 422, body: { fields } });
  assert.deepEqual(faults.map((fault) => fault.field), ["text", "amount", ""]);
  assert.deepEqual(faultsOf({ status: 422, body: { fields: "x" } }), []);
});

test("names come in the language asked for, or in the one there is", () => {
  assert.equal(nameOf({ zh: "建行", en: "CCB" }, "en"), "CCB");
  assert.equal(nameOf({ zh: "农行", "zh-Hant": "農行", en: "ABC" }, "zh-Hant"), "農行");
  assert.equal(nameOf({ zh: "农行", "zh-Hant": "農行", en: "ABC" }, "zh-Hans"), "农行");
  assert.equal(nameOf({ zh: "建行" }, "en"), "建行");
  assert.equal(nameOf("police", "zh-Hans"), "police");
  assert.equal(nameOf(null, "en"), "");
});

test("only a success with a status is a receipt", () => {
  assert.equal(readReceipt({ status: 201, body: { status: "received", receipt: "AB" } })?.receipt, "AB");
  assert.equal(readReceipt({ status: 200, body: { status: "already_reported", receipt: null } })?.receipt, "");
  assert.equal(readReceipt({ status: 503, body: { status: 503, code: "store_unavailable" } }), null);
  assert.equal(readReceipt({ status: 200, body: {} }), null);
});

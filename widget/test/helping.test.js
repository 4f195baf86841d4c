/** What the help with an answer is made of: days in words, the masked clue and the fragment of a shared link. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readLook } from "../src/answers.js";
import { ago } from "../src/format.js";
import { completed } from "../src/recognise.js";

const now = "2026-11-21";
const days = [
  ["2026-11-21", "today"],
  ["2026-11-22", "today"],
  ["2026-11-20", "yesterday"],
  ["2026-11-19", "days 2"],
  ["2026-09-23", "days 59"],
  ["2026-09-22", "months 2"],
  ["2024-11-22", "months 24"],
  ["2024-11-21", "years 2"],
];
for (const [day, told] of days) {
  test(`${day} is told as ${told}`, () => {
    const { code, n } = ago(day, now);
    assert.equal(n < 2 ? code : `${code} ${n}`, told);
  });
}

test("what is no day is told as nothing", () => {
  for (const wrong of ["", "soon"]) assert.equal(ago(wrong, now), null);
});

test("the kinds of fraud that the words sound like go with the answer and are read from it", () => {
  const given = { status: 200, body: { overall: "no_record", clues: [], advice: [] } };
  const { body } = completed("我是公安局民警，您涉嫌洗钱，请把钱转到安全账户", given);
  assert.deepEqual(readLook({ status: 200, body }).sounds[0], "fake_authority");
  assert.deepEqual(readLook(given).sounds, []);
});

test("a server that does not say how many cities there are, or when it answered", () => {
  const look = readLook({ status: 200, body: { overall: "no_record", clues: [], city_count: "30", asked_at: 7 } });
  assert.equal(look.cities, 0);
  assert.ok(isNaN(look.at));
  const said = readLook({ status: 200, body: { overall: "no_record", clues: [], city_count: 30, asked_at: "2026-11-21T13:00:00Z" } });
  assert.deepEqual([said.cities, said.at], [30, Date.parse("2026-11-21T13:00:00Z")]);
});

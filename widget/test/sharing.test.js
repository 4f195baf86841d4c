/** The link for the family: nobody can make out the clue, and only warnings are in it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readLook } from "../src/answers.js";
import { fragment, masked } from "../src/sharing.js";

const clues = [
  ["phone", "+8613812345678", "138****5678"],
  ["phone", "110", "1****0"],
  ["qq", "123456789", "12****789"],
  ["wechat", "abc_1234", "ab****34"],
  ["bank_card", "6222021234567890", "622****7890"],
  ["url", "https://www.icbc-vip.top/login?token=13812345678", "www****.top"],
  ["email", "someone@example.com", "som****.com"],
  ["telegram", "a", "a****"],
];
for (const [kind, value, told] of clues) {
  test(`${value} is shown as ${told}`, () => assert.equal(masked({ kind, value }), told));
}

const look = (level) =>
  readLook({
    status: 200,
    body: {
      overall: level,
      asked_at: "2026-11-21T17:00:00Z",
      clues: [
        { kind: "qq", value: "99999999", verdict: { level: "no_record" } },
        { kind: "phone", value: "+8613812345678", verdict: { level } },
      ],
    },
  });

for (const level of ["confirmed", "high_risk", "reported"]) {
  test(`${level} is passed on with the clue it is about and the day in China`, () => {
    const said = Object.fromEntries(new URLSearchParams(fragment(look(level), 0).slice(1)));
    assert.deepEqual(said, { level, kind: "phone", clue: "138****5678", on: "2026-11-22" });
  });
}

for (const level of ["official", "no_record", "unavailable"]) {
  test(`${level} is passed on as nothing but the page`, () => assert.equal(fragment(look(level), 0), ""));
}

/** Dates, tokens, receipts, numbers and addresses. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { rootOf } from "../src/api.js";
import { chinaDay, chinaTime, receiptOf, telephone, token } from "../src/format.js";

test("moments are told as in China, across midnight", () => {
  assert.equal(chinaTime("2026-11-21T13:00:00Z"), "2026-11-21 21:00");
  assert.equal(chinaTime("2026-12-31T16:00:00.5Z"), "2027-01-01 00:00");
  assert.equal(chinaDay(Date.parse("2026-11-21T15:59:59Z")), "2026-11-21");
  assert.equal(chinaDay(Date.parse("2026-11-21T16:00:00Z")), "2026-11-22");
});

test("what is no moment is nothing", () => {
  for (const wrong of [null, undefined, "", "soon", 5]) assert.equal(chinaTime(wrong), "");
});

test("a token has 32 digits of the alphabet the server takes", () => {
  const zeros = token((bytes) => bytes);
  assert.equal(zeros, "0".repeat(32));
  assert.match(token((bytes) => bytes.fill(255)), /^f{32}$/);
});

test("a receipt may be typed in many ways", () => {
  for (const typed of ["7K3M-9QXT-2HVW-R4CM", " 7k3m 9qxt 2hvw r4cm", "7K3M9QXT2HVWR4CM", "７Ｋ３Ｍ－9qxt—2hvw－r4cm"]) {
    assert.equal(receiptOf(typed), "7K3M-9QXT-2HVW-R4CM");
  }
  assert.equal(receiptOf(" - "), "");
});

test("nothing but a number gets into a telephone link", () => {
  assert.equal(telephone("+86 571-8888 8888"), "tel:+8657188888888");
  assert.equal(telephone("95588,javascript:alert(1)"), "tel:955881");
});

test("the functions are two folders above the script unless the page names them", () => {
  const script = "https://city.example/base/w/v1/city-antifraud.js";
  assert.equal(rootOf(null, script, "https://host.example/x"), "https://city.example/base/");
  assert.equal(rootOf("https://api.example", script, "https://host.example/x"), "https://api.example/");
  assert.equal(rootOf("/sub/", script, "https://host.example/x"), "https://host.example/sub/");
  assert.equal(rootOf(null, "", "https://host.example/x"), "");
});

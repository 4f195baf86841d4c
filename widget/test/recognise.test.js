/** What the window makes of a text: the fields of a look-up, and what it adds to the answer. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { completed, fieldsOf, likeliest, recognise } from "../src/recognise.js";

const said = (text) => fieldsOf(text).map(([name, value]) => (assert.equal(name, "clues"), value));

test("a message is sent as its clues", () => {
  assert.deepEqual(said("加V：abc_1234 或致电13812345678"), ["wechat:abc_1234", "phone:+8613812345678"]);
});

test("one thing that may be several is sent as it is, without a kind", () => {
  assert.deepEqual(said(" 12345678\n"), [":12345678"]);
  assert.deepEqual(said("95588"), [":95588"]);
});

test("one thing that is one thing has its kind", () => {
  assert.deepEqual(said("www.icbc-vip.top"), ["url:http://www.icbc-vip.top/"]);
  assert.deepEqual(said("+86 95588"), ["phone:+8695588"]);
});

test("a local number goes without an area code, which the functions know", () => {
  assert.deepEqual(said("我家座机87654321，有空来电"), ["phone:87654321"]);
});

test("where nothing is recognised, or too much, or too long, there are no fields", () => {
  const many = Array.from({ length: 21 }, (_, at) => "138" + String(at).padStart(8, "0")).join("\n");
  for (const text of ["", "你好", "验证码 482913", many, "http://a.cn/" + "a".repeat(2000)]) assert.deepEqual(fieldsOf(text), [], text);
});

test("each stretch of text is shown once", () => {
  assert.deepEqual(likeliest(recognise("12345678")).length, 1);
});

const answer = { status: 200, body: { clues: [{ kind: "phone", value: "+8613812345678", hints: ["x"] }], advice: ["not_safe"] } };

test("what the words say of a number is added to the answer", () => {
  const { body } = completed("我是公安局民警，请回电13812345678", answer);
  assert.deepEqual(body.clues[0].hints, ["police_on_mobile", "x"]);
  assert.deepEqual(body.advice, ["signs_of_forgery", "not_safe"]);
  assert.deepEqual(answer.body.advice, ["not_safe"]);
});

test("an answer of which the words say nothing stays as it is", () => {
  assert.deepEqual(completed("我是你同学，请回电13812345678", answer), answer);
});

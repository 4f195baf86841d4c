/** A report before it leaves the page: its fields, its draft, its way out, its receipts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { draftKeeper } from "../src/draft.js";
import { keepReceipt, keptReceipts, dropReceipt } from "../src/kept.js";
import { broken } from "../src/keeping.js";
import { outbox } from "../src/outbox.js";
import { kindOf } from "../src/pictures.js";
import { amendment, faultsIn, pairsOf, plainAmount } from "../src/values.js";

const TODAY = "2026-11-22";
const WEEK = 7 * 864e5;

const faults = {
  "nothing is needed": [{}, []],
  "a right report": [{ happened_on: TODAY, amount: "￥1,200.50 元", story: "x", contact: "0571-8888", call_back: "true" }, []],
  "a day to come": [{ happened_on: "2026-11-23" }, [["happened_on", "in_the_future"]]],
  "a day long ago": [{ happened_on: "1999-12-31" }, [["happened_on", "too_old"]]],
  "no day": [{ happened_on: "昨天" }, [["happened_on", "not_a_date"]]],
  "no sum": [{ amount: "很多" }, [["amount", "not_a_number"]]],
  "a sum below nothing": [{ amount: "-5" }, [["amount", "negative"]]],
  "thousandths": [{ amount: "0.125" }, [["amount", "too_many_decimals"]]],
  "more than there is": [{ amount: "10000000001" }, [["amount", "too_big"]]],
  "a story without end": [{ story: "长".repeat(2001) }, [["story", "too_long"]]],
  "no contact": [{ contact: "没有" }, [["contact", "not_contact"]]],
  "a call without a number": [{ call_back: "true" }, [["contact", "required"]]],
  "two at once": [{ amount: "x", contact: "x" }, [["amount", "not_a_number"], ["contact", "not_contact"]]],
};
for (const [name, [values, expected]] of Object.entries(faults)) {
  test(`faults: ${name}`, () => assert.deepEqual(faultsIn(values, TODAY).map(({ field, code }) => [field, code]), expected));
}

test("a sum is sent in plain digits", () => {
  for (const [typed, plain] of [["１,２００ 元", "1200"], ["¥ 5", "5"], ["￥0.5", "0.5"], ["", ""]]) assert.equal(plainAmount(typed), plain);
});

test("only what is filled in is sent, and clues stand in place of the text", () => {
  const values = { text: "短信", category: "job", amount: " 5 元", contact: "", call_back: "true", for_other: "true", story: " " };
  assert.deepEqual(pairsOf(values, []), [["text", "短信"], ["category", "job"], ["amount", "5"], ["for_other", "true"]]);
  const named = pairsOf(values, [{ kind: "qq", value: "12345", display: "12345" }]);
  assert.deepEqual(named[0], ["clues", "qq:12345"]);
  assert.ok(!named.some(([name]) => name === "text"));
  assert.deepEqual(amendment(named).map(([name]) => name), ["category", "amount"]);
});

/** As the storage of a browser, with room for so many signs. */
function storage(room = Infinity) {
  const kept = new Map();
  return {
    getItem: (name) => (kept.has(name) ? kept.get(name) : null),
    setItem(name, text) {
      if (text.length > room) throw new Error("full");
      kept.set(name, text);
    },
    removeItem: (name) => kept.delete(name),
    all: () => Array.from(kept.values()).join(),
  };
}

const draft = (more) => ({ values: { story: "经过", contact: "13800000000" }, clues: [], step: "story", key: "k", tried: "", sending: false, files: 0, ...more });

test("a draft comes back for a week, its contact only for the session", () => {
  const local = storage();
  draftKeeper(local, storage()).save(draft(), 1e12);
  assert.ok(!local.all().includes("13800000000"));
  assert.equal(draftKeeper(local, storage()).read(1e12 + WEEK - 1).values.contact, "");
  assert.equal(draftKeeper(local, storage()).read(1e12 + 1).values.story, "经过");
  assert.equal(draftKeeper(local, storage()).read(1e12 + WEEK), null);
  assert.equal(local.all(), "", "what is too old is deleted");
});

test("within the session the contact comes back too, and clearing takes everything", () => {
  const [local, session] = [storage(), storage()];
  const drafts = draftKeeper(local, session);
  drafts.save(draft({ sending: true }), 1e12);
  assert.equal(drafts.read(1e12).values.contact, "13800000000");
  assert.equal(local.getItem("city-antifraud-unsent"), "1");
  drafts.clear();
  assert.equal(local.all() + session.all(), "");
});

test("no storage, a full one and one with rubbish are no draft and no error", () => {
  for (const [local, session] of [[null, null], [storage(5), storage(5)]]) {
    const drafts = draftKeeper(local, session);
    drafts.save(draft(), 1e12);
    assert.equal(drafts.read(1e12), null);
    drafts.clear();
  }
  for (const rubbish of ["", "x", "[]", "null", '{"at":1e12}', '{"at":"soon","values":{},"clues":[]}', '{"at":1e12,"values":{}}']) {
    const local = storage();
    local.setItem("city-antifraud-draft", rubbish);
    assert.equal(draftKeeper(local, storage()).read(1e12), null);
  }
});

test("the newest five receipts are kept, each once, until they are taken out", () => {
  globalThis.localStorage = storage();
  for (const sign of "23456772") keepReceipt(`${sign}K3M-9QXT-2HVW-R4CM`, TODAY);
  assert.deepEqual(keptReceipts().map(({ receipt }) => receipt[0]), ["2", "7", "6", "5", "4"]);
  dropReceipt("7K3M-9QXT-2HVW-R4CM");
  keepReceipt("", TODAY);
  assert.equal(keptReceipts().length, 4);
  localStorage.setItem("city-antifraud-receipts", '[{"receipt":"<b>","day":"x"},7,null]');
  assert.deepEqual(keptReceipts(), []);
  delete globalThis.localStorage;
  assert.deepEqual(keptReceipts(), []);
  keepReceipt("7K3M-9QXT-2HVW-R4CM", TODAY);
});

const bytes = (text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
test("a file is what it begins with, whatever it is called", () => {
  const known = { "\xff\xd8\xff\xe0": "image/jpeg", "\x89PNG\r\n\x1a\n....": "image/png", "RIFF....WEBP": "image/webp", "%PDF-1.7": "application/pdf" };
  for (const [head, kind] of Object.entries(known)) assert.equal(kindOf(bytes(head)), kind);
  for (const other of ["", "GIF89a", "RIFF....WAVE", "\xff\xd8", "<svg", "....ftypheic", "PK\x03\x04"]) assert.equal(kindOf(bytes(other)), "");
});

test("a line is broken between words, or anywhere in Chinese", () => {
  const fits = (text) => text.length <= 6;
  assert.deepEqual(broken("one two three", fits), ["one", "two", "three"]);
  assert.deepEqual(broken("没有人会向您收钱。", fits), ["没有人会向您", "收钱。"]);
  assert.deepEqual(broken("没有人会向您。", fits), ["没有人会向", "您。"]);
  assert.deepEqual(broken("", fits), [""]);
});

/** Stands for the window of a browser: its events, told by hand. */
function listening() {
  const heard = new Set();
  globalThis.addEventListener = (_, told) => heard.add(told);
  globalThis.removeEventListener = (_, told) => heard.delete(told);
  return heard;
}
const lost = { status: 0, body: null };
const good = { status: 201, body: { status: "received" } };

test("it is sent until there is an answer, at once when the network is back", async () => {
  const heard = listening();
  const answers = [lost, { status: 503, body: { code: "store_busy" } }, good];
  const told = [];
  const out = outbox(async () => answers.shift(), (code) => told.push(code));
  await new Promise(setImmediate);
  heard.forEach((online) => online());
  await new Promise(setImmediate);
  out.hurry();
  assert.equal(await out.answer, good);
  assert.deepEqual(told, ["", "no_network", "", "store_busy", ""]);
  assert.equal(heard.size, 0);
});

test("two at a time are one, and what was stopped has no answer", async () => {
  listening();
  let sent = 0;
  let answered = false;
  const out = outbox(() => new Promise((done) => setTimeout(done, 5, good, sent++)), () => {});
  out.hurry();
  out.answer.then(() => (answered = true));
  out.stop();
  await new Promise((done) => setTimeout(done, 20));
  out.hurry();
  assert.deepEqual([sent, answered], [1, false]);
});

test("what a person has to mend is an answer at once", async () => {
  listening();
  for (const [status, code] of [[422, "invalid_fields"], [429, "too_many_requests"], [503, "city_paused"], [500, "internal"]]) {
    assert.equal((await outbox(async () => ({ status, body: { code } }), () => {}).answer).body.code, code);
  }
});

/** The shared vectors of tests/vectors, which Python answers too, from tests/clues. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { canonicalize, ClueError, expressions, find, parse, registrableDomain } from "../clues/index.js";
import { soundsLike } from "../clues/sounds.js";
import { findUrls } from "../clues/urlfind.js";
import { fold } from "../clues/text.js";

const vectors = (name) => JSON.parse(readFileSync(new URL(`../../tests/vectors/${name}.json`, import.meta.url), "utf8"));
const inOrder = (pairs) => pairs.map((pair) => JSON.stringify(pair)).sort();
const urls = vectors("url_canonical");
const listed = vectors("url_expressions");
const written = vectors("url_find");

for (const name of ["phones", "accounts", "cards", "nothing", "messages", "edges"]) {
  test(`${name}: a message yields exactly its clues`, () => {
    for (const { text, city, clues } of vectors(`clues_${name}`).cases) {
      assert.deepEqual(inOrder(find(text, city).map(({ kind, value }) => [kind, value])), inOrder(clues), text);
    }
  });
}

test("display, hints and span", () => {
  for (const { text, city, clues } of vectors("clues_forms").cases) {
    assert.deepEqual(find(text, city).map(({ kind, value, display, hints, span }) => [kind, value, display, hints, span]), clues, text);
  }
});

test("all readings of one thing", () => {
  for (const { text, kind, city, readings } of vectors("clues_parse").cases) {
    assert.deepEqual(readingsOf(text, kind, city), readings, text);
  }
});

function readingsOf(text, kind, city) {
  try {
    return parse(text, kind, city).map((clue) => [clue.kind, clue.value]);
  } catch (error) {
    assert.ok(error instanceof ClueError, text);
    return [];
  }
}

test("the canonical form of addresses", () => {
  for (const [text, canonical] of [...urls.published, ...urls.reference_clients, ...urls.ours]) {
    assert.equal(canonicalize(text), canonical, text);
  }
  for (const text of urls.not_addresses) assert.throws(() => canonicalize(text), ClueError, text);
});

test("expressions and registered domains", () => {
  for (const [canonical, expected] of listed.expressions) assert.deepEqual(expressions(canonical), expected, canonical);
  for (const [host, domain] of listed.registrable) assert.equal(registrableDomain(host), domain, host);
});

test("addresses in messages", () => {
  for (const [text, expected] of written.found) assert.deepEqual(findUrls(fold(text)).map(({ value }) => value), expected, text);
  for (const text of written.clean) assert.deepEqual(findUrls(fold(text)), [], text);
});

test("what a message sounds like", () => {
  const { sounds, nothing } = vectors("sounds");
  for (const category of Object.keys(sounds)) {
    for (const text of sounds[category]) assert.equal(soundsLike(text)[0].category, category, text);
  }
  for (const text of nothing) assert.deepEqual(soundsLike(text), [], text);
});

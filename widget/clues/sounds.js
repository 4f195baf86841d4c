/** Which kind of fraud a text sounds like, and the phrases of our list that say so. Advice, never a verdict. */

import * as d from "./data/sounds.js";
import { fold } from "./text.js";

/** @typedef {{category: string, phrases: string[]}} Sounds */
/** @typedef {{category: string, shown: string, weight: number, start: number, end: number}} Heard */

const ENOUGH = 2;
const MOST_KINDS = 2;
const MOST_PHRASES = 3;
const WARNING = "warning";
const GAP = "…";
/** What of a phrase is written otherwise in traditional Chinese: what is folded, backwards, and what differs from it. */
const BACKWARDS = Array.from(d.SOUNDS_TO, (char, at) => [char, d.SOUNDS_FROM[at]]).reverse();
const DIFFERENT = d.SOUNDS_TRADITIONAL.split("\n").map((row) => row.split("\t"));
const TRADITIONAL = new Map(/** @type {[string, string][]} */ (BACKWARDS.concat(DIFFERENT)));
const WRITTEN = new RegExp(Array.from(TRADITIONAL.keys()).sort((a, b) => b.length - a.length).join("|"), "g");
/** Category, phrase and weight of each, in the order of the list. */
const PHRASES = d.SOUNDS_PHRASES.split("\n").map(phrasesOf).reduce((all, some) => all.concat(some));

/**
 * The kinds of fraud a text sounds like, the likeliest first, at most two; linear.
 * @param {string} text
 * @returns {Sounds[]}
 */
export function soundsLike(text) {
  /** @type {Map<string, Heard[]>} */
  const heard = new Map();
  for (const one of hear(plainOf(text))) heard.set(one.category, (heard.get(one.category) || []).concat(one));
  if (heard.has(WARNING)) return [];
  const kinds = Array.from(heard, ([category, found]) => ({ category, found: apart(found) }));
  const enough = kinds.filter(({ found }) => weight(found) >= ENOUGH).sort((a, b) => weight(b.found) - weight(a.found));
  return enough.slice(0, MOST_KINDS).map(({ category, found }) => ({
    category,
    phrases: found.slice(0, MOST_PHRASES).map(({ shown }) => shown),
  }));
}

/**
 * @param {string} row a category, and its phrases with the weight behind each
 * @returns {string[][]}
 */
function phrasesOf(row) {
  const [category, all] = row.split("\t");
  return all.split(" ").map((one) => [category, one.slice(0, -1), one.slice(-1)]);
}

/**
 * A phrase of our list as the readers of a language write it.
 * @param {string} phrase
 * @param {string} lang
 */
export function written(phrase, lang) {
  return lang === "zh-Hant" ? phrase.replace(WRITTEN, (word) => TRADITIONAL.get(word) || word) : phrase;
}

/**
 * Fold disguises, write simplified characters, drop what is put between them; 。 ends a sentence.
 * @param {string} text
 */
function plainOf(text) {
  const simple = Array.from(fold(text).plain.toLowerCase(), (char) => {
    const at = d.SOUNDS_FROM.indexOf(char);
    return at < 0 ? char : d.SOUNDS_TO[at];
  }).join("");
  const words = simple.replace(d.SOUNDS_ADDRESS, addressWord);
  return words.replace(d.SOUNDS_SENTENCE_END, "。").replace(d.SOUNDS_BETWEEN, "");
}

/**
 * Say 网址 for an address; nothing for that of a listed site, and digits with dots are none.
 * @param {string} address
 * @param {string} host
 */
function addressWord(address, host) {
  if (!d.SOUNDS_LETTERS.test(host)) return address;
  const labels = host.split(".");
  return labels.some((_, start) => d.SOUNDS_OFFICIAL.includes(labels.slice(start).join("."))) ? "" : "网址";
}

/** @param {string} plain */
function hear(plain) {
  /** @type {Heard[]} */
  const found = [];
  for (const [category, shown, weighs] of PHRASES) {
    const parts = shown.split(GAP);
    if (!plain.includes(parts[0])) continue;
    const match = new RegExp(parts.join("[^。]{0,12}?")).exec(plain);
    if (match) found.push({ category, shown, weight: Number(weighs), start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/**
 * Of phrases that overlap the weightier, then the shorter: only what stands apart counts twice.
 * @param {Heard[]} found
 */
function apart(found) {
  /** @type {Heard[]} */
  const kept = [];
  const order = (/** @type {Heard} */ a, /** @type {Heard} */ b) => b.weight - a.weight || a.end - a.start - (b.end - b.start) || a.start - b.start;
  for (const one of found.slice().sort(order)) {
    if (kept.every((other) => one.end <= other.start || other.end <= one.start)) kept.push(one);
  }
  return kept;
}

/** @param {Heard[]} found */
const weight = (found) => found.reduce((sum, one) => sum + one.weight, 0);

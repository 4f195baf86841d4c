/**
 * A message → every clue in it; one thing → every way to read it. The twin of antifraud/clues/find.py, but for the hints
 * of addresses: they need the big lists of names.js, so who wants them hands in what finds them.
 */

import { findAccounts, findSameNumber } from "./account.js";
import { findEmails, findTelegrams } from "./contact.js";
import { DIGITS_DIGITS, FIND_LETTER, FIND_MOBILE } from "./data/patterns.js";
import { ClueError, PHONE, WECHAT } from "./model.js";
import { findNumbers } from "./numbers.js";
import { areaCodeOf, readExactly, readOne } from "./readings.js";
import { covers, taken } from "./taken.js";
import { fold } from "./text.js";
import { findUrls } from "./urlfind.js";

/** @typedef {import("./model.js").Clue} Clue */
/** @typedef {import("./text.js").Folded} Folded */
/** @typedef {(canonical: string) => string[]} HintsOf */

/**
 * Every clue of a message, in the order of the text, each value once. Never throws; linear.
 * @param {string} text
 * @param {string|null} [areaCode] what local landlines belong to, such as `0571`
 * @param {HintsOf} [hintsOf] the hints of an address
 */
export function find(text, areaCode, hintsOf) {
  return findIn(fold(text), areaCodeOf(areaCode), hintsOf);
}

/**
 * All readings of one thing, most likely first; with `kind`, only that kind. A text with words in it is read as
 * `find` reads it. Throws ClueError when nothing fits.
 * @param {string} text
 * @param {string|null} [kind]
 * @param {string|null} [areaCode]
 * @param {HintsOf} [hintsOf]
 */
export function parse(text, kind, areaCode, hintsOf) {
  const folded = fold(text);
  const area = areaCodeOf(areaCode);
  const found = findIn(folded, area, hintsOf).filter((clue) => !kind || clue.kind === kind);
  const readings = once(found.concat(readOne(folded, text, kind || null, area)));
  const exact = readings.length ? readings : readExactly(folded, kind || null);
  if (!exact.length) throw new ClueError();
  return exact;
}

/**
 * @param {Folded} folded
 * @param {string|null} areaCode
 * @param {HintsOf} [hintsOf]
 */
function findIn(folded, areaCode, hintsOf) {
  const hasDigits = DIGITS_DIGITS.test(folded.plain);
  const hasLetters = FIND_LETTER.test(folded.plain);
  const found = links(folded, hasLetters, hintsOf);
  if (!hasDigits && !hasLetters) return found;
  const spans = taken(found.map(({ span }) => span));
  const accounts = findAccounts(folded).filter(({ span }) => !covers(spans, span));
  // A mobile that is called a WeChat id is a telephone number as well.
  const blocked = accounts.filter((clue) => clue.kind !== WECHAT || !FIND_MOBILE.test(clue.value));
  const numbers = hasDigits ? findNumbers(folded, taken(found.concat(blocked).map(({ span }) => span)), areaCode) : [];
  const same = findSameNumber(folded, numbers.filter((clue) => clue.kind === PHONE));
  return once(sorted(found.concat(accounts, numbers, same), (a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]));
}

/**
 * What letters and dots make; of two in one place a Telegram name wins, then the longer.
 * @param {Folded} folded
 * @param {boolean} hasLetters
 * @param {HintsOf} [hintsOf]
 */
function links(folded, hasLetters, hintsOf) {
  const urls = findUrls(folded, hintsOf);
  if (!hasLetters) return apart(urls);
  const long = sorted(findEmails(folded).concat(urls), (a, b) => a.span[0] - a.span[1] - (b.span[0] - b.span[1]));
  return apart(findTelegrams(folded).concat(long));
}

/**
 * Sorts and keeps the order of equals, which Chromium before 70 does not.
 * @param {Clue[]} clues
 * @param {(a: Clue, b: Clue) => number} order
 */
function sorted(clues, order) {
  const numbered = clues.map((clue, at) => ({ clue, at }));
  return numbered.sort((a, b) => order(a.clue, b.clue) || a.at - b.at).map(({ clue }) => clue);
}

/**
 * Of overlapping clues the one that comes first.
 * @param {Clue[]} clues
 */
function apart(clues) {
  /** @type {Set<number>} */
  const owned = new Set();
  return clues.filter(({ span: [start, end] }) => {
    for (let at = start; at < end; at++) if (owned.has(at)) return false;
    for (let at = start; at < end; at++) owned.add(at);
    return true;
  });
}

/**
 * The first of each kind and value.
 * @param {Clue[]} clues
 */
function once(clues) {
  const seen = new Set();
  return clues.filter(({ kind, value }) => {
    const key = kind + " " + value;
    return !seen.has(key) && seen.add(key);
  });
}

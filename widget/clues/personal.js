/** What is recognised so that it is no clue: resident ID numbers and verification codes. */

import * as p from "./data/patterns.js";
import { matches } from "./strings.js";

/** @typedef {import("./digits.js").Group} Group */
/** @typedef {import("./digits.js").Joined} Joined */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Whether the last character of 18 is the right check character (GB 11643).
 * @param {string} digits
 */
function idCheck(digits) {
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);
  return "10X98765432"[total % 11] === digits[17].toUpperCase();
}

/**
 * A resident ID number among joined groups: the last group it takes.
 * @param {string} plain
 * @param {Group[]} groups
 * @param {Joined[]} options
 * @returns {number|null}
 */
export function idAmong(plain, groups, options) {
  for (const joined of options) {
    let number = joined.digits;
    if (![15, 17, 18].includes(number.length)) continue;
    const end = groups[joined.last].end;
    if (number.length === 17 && /[Xx]/.test(plain.charAt(end))) number += "X";
    if (isId(number, plain, groups[joined.first].start)) return joined.last;
  }
  return null;
}

/**
 * @param {string} number
 * @param {string} plain
 * @param {number} start
 */
function isId(number, plain, start) {
  const shape = number.length === 18 ? p.PERSONAL_ID_SHAPE : p.PERSONAL_OLD_ID;
  if (!shape.test(number)) return false;
  return (number.length === 18 && idCheck(number)) || p.PERSONAL_ID_LABEL.test(plain.slice(Math.max(0, start - 20), start));
}

/**
 * Verification codes and passwords of 4 to 8 digits, as ranges of the plain text.
 * @param {string} plain
 * @returns {[number, number][]}
 */
export function codeSpans(plain) {
  /** @type {[number, number][]} */
  const before = matches(p.PERSONAL_CODE_BEFORE, plain).map((match) => {
    const end = match.index + match[0].length;
    return [end - match[1].length, end];
  });
  /** @type {[number, number][]} */
  const after = matches(p.PERSONAL_CODE_AFTER, plain).map(({ 1: { length }, index }) => [index, index + length]);
  return before.concat(after);
}

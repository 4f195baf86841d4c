/** Country calling codes: cuts a number after `+` into code and national number. */

import { CALLING_CODE, CALLING_LENGTHS, CALLING_TRUNK_ZERO } from "./data/patterns.js";
import { matchAt } from "./strings.js";

/** @type {Map<string, number[]>} */
const RANGES = new Map();
for (const entry of CALLING_LENGTHS.split(" ")) {
  const [code, lengths] = entry.split(":");
  RANGES.set(code, lengths.split("-").map(Number));
}

/**
 * Calling code and national number; null where no country has such.
 * @param {string} digits
 * @returns {[string, string]|null}
 */
export function splitForeign(digits) {
  const match = matchAt(CALLING_CODE, digits, 0);
  const range = match && RANGES.get(match[0]);
  if (!match || !range) return null;
  const code = match[0];
  let national = digits.slice(code.length);
  if (CALLING_TRUNK_ZERO.includes(code) && national[0] === "0") national = national.slice(1);
  return range[0] <= national.length && national.length <= range[range.length - 1] ? [code, national] : null;
}

/**
 * Digits as people write them: groups, what stands between them, and groups joined again.
 * Knows no kind of number.
 */

import { DIGITS_AREA_CODE, DIGITS_COUNTED, DIGITS_GROUP, DIGITS_ITEM, DIGITS_ONCE, DIGITS_RUN, DIGITS_WHOLE } from "./data/patterns.js";
import { DIGITS_CHINESE, DIGITS_VALUES } from "./data/facts.js";
import { matchAt, matches } from "./strings.js";
import { original } from "./text.js";

/** @typedef {import("./text.js").Folded} Folded */
/**
 * Digits without anything between them; `gap` is what separates them from the group before.
 * @typedef {{start: number, end: number, digits: string, gap: string}} Group
 */
/**
 * Groups `first` to `last` of a run read as one number. `sizes` are the lengths of the parts that have
 * something between them, `gaps` what that is.
 * @typedef {{first: number, last: number, digits: string, sizes: number[], gaps: string[]}} Joined
 */

const MAX_DIGITS = 20;
const WHOLE = 7;
const AS_CHINESE = -1;
const LISTED = "、";

/**
 * Chinese digits as ASCII ones; everything else stays.
 * @param {string} text
 */
export function toAscii(text) {
  let ascii = "";
  for (const char of text) {
    const at = DIGITS_CHINESE.indexOf(char);
    ascii += at < 0 ? char : DIGITS_VALUES[at];
  }
  return ascii;
}

/**
 * The ASCII digits of what was written.
 * @param {string} written
 */
export const digitsOf = (written) => toAscii(written).replace(/[^0-9]/g, "");

/**
 * Cut a text into runs of at least three digits; linear.
 * @param {Folded} folded
 */
export function runs(folded) {
  return matches(DIGITS_RUN, folded.plain).map((match) => groupsOf(folded, match.index, match.index + match[0].length));
}

/**
 * Whether a one right behind an area code is a dash (`0451一82375506`).
 * @param {Group[]} found
 * @param {string} digits
 */
const isDash = (found, digits) => digits === "一" && DIGITS_AREA_CODE.test(found[found.length - 1].digits);

/**
 * Whether a Chinese digit right behind digits begins a word (`13812345678一直打`).
 * @param {string} plain
 * @param {Group[]} found
 * @param {number} at
 */
function isWord(plain, found, at) {
  if (matchAt(DIGITS_ONCE, plain, at)) return true;
  const whole = (/** @type {number} */ count) => DIGITS_WHOLE.test(found.slice(-count).map(({ digits }) => digits).join(""));
  return matchAt(DIGITS_COUNTED, plain, at) !== null && [1, 2, 3].some(whole);
}

/**
 * Whether a drawn digit right behind a whole number counts what follows (`138…②李老师`).
 * @param {Folded} folded
 * @param {Group[]} found
 * @param {number} at
 */
function isItem(folded, found, at) {
  const before = found[found.length - 1];
  const whole = Boolean(before) && before.end === at && before.digits.length >= WHOLE;
  return whole && DIGITS_ITEM.test(original(folded, at)) && !DIGITS_ITEM.test(original(folded, at - 1));
}

/**
 * @param {Folded} folded
 * @param {number} start
 * @param {number} end
 */
function groupsOf(folded, start, end) {
  /** @type {Group[]} */
  const found = [];
  let last = start;
  for (const match of matches(DIGITS_GROUP, folded.plain, start, end)) {
    const at = match.index;
    const glued = match[0] > "9" && last === at && found.length > 0;
    if (glued && (isDash(found, match[0]) || isWord(folded.plain, found, at))) continue;
    const digits = toAscii(match[0]);
    const cuts = styleCuts(folded, at, at + digits.length);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [from, to] = [cuts[i], cuts[i + 1]];
      const gap = to - from === 1 && isItem(folded, found, from) ? LISTED : folded.plain.slice(last, from);
      found.push({ start: from, end: to, digits: digits.slice(from - at, to - at), gap });
      last = to;
    }
  }
  return found;
}

/**
 * Cut where the drawing of the digits changes: `①13812345678` is an item and a number.
 * @param {Folded} folded
 * @param {number} start
 * @param {number} end
 */
function styleCuts(folded, start, end) {
  const { points, starts } = folded;
  const cuts = [start];
  if (starts) {
    const style = (/** @type {number} */ i) => {
      const char = points[starts[i]];
      if (DIGITS_CHINESE.includes(char)) return AS_CHINESE;
      return char === "&" ? 0 : /** @type {number} */ (char.codePointAt(0)) >> 8;
    };
    for (let i = start + 1; i < end; i++) if (style(i) !== style(i - 1)) cuts.push(i);
  }
  return cuts.concat(end);
}

/**
 * Every number that starts with group `first`, one group longer each time, up to 20 digits.
 * @param {Group[]} groups
 * @param {number} first
 */
export function joins(groups, first) {
  let digits = groups[first].digits;
  /** @type {Joined[]} */
  const found = [];
  if (digits.length > MAX_DIGITS || (first && !mayStart(groups, first))) return found;
  let sizes = [digits.length];
  /** @type {string[]} */
  let gaps = [];
  found.push({ first, last: first, digits, sizes, gaps });
  for (let last = first + 1; last < groups.length; last++) {
    const { digits: more, gap } = groups[last];
    digits += more;
    if (digits.length > MAX_DIGITS) break;
    if (gap) {
      sizes = sizes.concat(more.length);
      gaps = gaps.concat(gap);
    } else {
      sizes = sizes.slice(0, -1).concat(sizes[sizes.length - 1] + more.length);
    }
    found.push({ first, last, digits, sizes, gaps });
  }
  return found;
}

/**
 * Whether a number can start with a group that is not the first: not inside a series of lone digits (`1 3 8 …`), and among differently
 * drawn digits in a row only after one item number (`①138…`).
 * @param {Group[]} groups
 * @param {number} at
 */
function mayStart(groups, at) {
  const group = groups[at];
  const before = groups[at - 1];
  if (group.gap === "") return before.digits.length <= 2 && (at === 1 || before.gap !== "");
  return group.digits.length > 1 || before.digits.length > 1;
}

/**
 * The sizes that remain after the first `skip` digits are taken away.
 * @param {number[]} sizes
 * @param {number} skip
 */
export function tailSizes(sizes, skip) {
  const left = sizes.slice();
  while (left.length && skip >= left[0]) skip -= /** @type {number} */ (left.shift());
  if (left.length && skip) left[0] -= skip;
  return left;
}

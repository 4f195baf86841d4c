/** Telephone numbers in a message: tries the ways to join digit groups and keeps what reads and fits. */

import { hasUnit, isGlued, saysPhoneStrongly } from "./context.js";
import { PHONEFIND_EXTENSION, PHONEFIND_MARKS } from "./data/patterns.js";
import * as phone from "./phone.js";
import { areaAt, fits, plusBefore } from "./phonerules.js";
import { isDigit, matchAt } from "./strings.js";

/** @typedef {import("./digits.js").Group} Group */
/** @typedef {import("./digits.js").Joined} Joined */
/** @typedef {import("./phonerules.js").Scene} Scene */
/**
 * A telephone number in a message: the last group it takes, its range in the plain text, its reading.
 * @typedef {{last: number, start: number, end: number, reading: phone.Reading}} Found
 */

const FINAL = [phone.SERVICE, phone.LOCAL, phone.MOBILE];
const EXTENDED = [phone.LANDLINE, phone.LOCAL, phone.TOLL];
const ACCESS = "179";
const SHORTEST_EXACT = 5;

/**
 * The telephone number among the ways to join the groups from one on.
 * @param {Scene} scene
 * @param {Group[]} groups
 * @param {Joined[]} options
 */
export function phoneAt(scene, groups, options) {
  const shown = plusBefore(scene.plain, groups[options[0].first].start);
  const most = phone.longest(options[0].digits[0], shown !== null);
  /** @type {Found|null} */
  let best = null;
  for (const joined of options) {
    if (joined.digits.length > most || (best && isFinal(best, options[0].last))) break;
    if (joined.digits.length > 2) best = read(scene, groups, joined, shown) || best;
  }
  return best;
}

/**
 * Whether no longer number is looked for. Behind an access code there is mostly one; a forged line ends one only
 * when it is a group alone (`+96110`).
 * @param {Found} found
 * @param {number} first
 */
const isFinal = ({ last, reading: { form, value } }, first) =>
  form === phone.FORGED ? value[0] === "+" && last === first : FINAL.includes(form) && !value.startsWith(ACCESS);

/**
 * @param {Scene} scene
 * @param {Group[]} groups
 * @param {Joined} joined
 * @param {number|null} shown where a plus stands
 * @returns {Found|null}
 */
function read(scene, groups, joined, shown) {
  const { plain } = scene;
  const start = groups[joined.first].start;
  const end = groups[joined.last].end;
  const from = shown === null ? start : shown;
  const found = marked(scene, groups, joined, shown);
  if (found) return found;
  let reading = phone.read(joined.digits, shown !== null);
  if (reading && fits(scene, groups, joined, reading)) {
    return withExtension(plain, { last: joined.last, start: from, end, reading });
  }
  reading = phone.readLocal(joined.digits, areaAt(scene, start));
  if (reading && shown === null && fits(scene, groups, joined, reading)) {
    return withExtension(plain, { last: joined.last, start, end, reading });
  }
  return exact(scene, groups, joined, shown);
}

/**
 * Read `*95588` or `95588#`; between two of one mark is a topic or bold.
 * @param {Scene} scene
 * @param {Group[]} groups
 * @param {Joined} joined
 * @param {number|null} shown
 * @returns {Found|null}
 */
function marked(scene, groups, joined, shown) {
  const { plain } = scene;
  const start = groups[joined.first].start;
  const end = groups[joined.last].end;
  if (plain.slice(Math.max(0, start - 1), start) === plain.slice(end, end + 1)) return null;
  const front = markBefore(plain, start, joined.digits);
  const behind = matchAt(PHONEFIND_MARKS, plain, end);
  const after = behind && !isDigit(plain[end + behind[0].length] || "") ? end + behind[0].length : end;
  const reading = phone.readMarked(front, joined.digits, plain.slice(end, after), shown !== null);
  if (!reading || !fits(scene, groups, joined, reading)) return null;
  return { last: joined.last, start: shown === null ? start - front.length : shown, end: after, reading };
}

/**
 * The mark of `*95588`; not of `**95588`, of `A*95588`, or of an item in a list (`*4008123456`).
 * @param {string} plain
 * @param {number} start
 * @param {string} digits
 */
function markBefore(plain, start, digits) {
  const part = /[#*0-9A-Za-z]/.test(plain.slice(Math.max(0, start - 2), Math.max(0, start - 1)));
  const mark = plain.slice(Math.max(0, start - 1), start);
  return /[#*]/.test(mark) && !part && !/^[48]00/.test(digits) ? mark : "";
}

/**
 * Keep digits that are called a telephone number and look like none.
 * @param {Scene} scene
 * @param {Group[]} groups
 * @param {Joined} joined
 * @param {number|null} shown
 * @returns {Found|null}
 */
function exact(scene, groups, joined, shown) {
  const start = groups[joined.first].start;
  const end = groups[joined.last].end;
  const next = groups[joined.last + 1];
  if (joined.digits.length < SHORTEST_EXACT || joined.sizes.length > 1 || (next && next.gap === "")) return null;
  if (isGlued(scene.plain, start, end) || hasUnit(scene.plain, end, joined.digits.length)) return null;
  if (!saysPhoneStrongly(scene.plain, start)) return null;
  const reading = phone.readExact(joined.digits, shown !== null);
  return reading && { last: joined.last, start: shown === null ? start : shown, end, reading };
}

/**
 * Keep an extension for the eye only: it is the switchboard that is looked up.
 * @param {string} plain
 * @param {Found} found
 * @returns {Found}
 */
function withExtension(plain, found) {
  const { reading } = found;
  const match = EXTENDED.includes(reading.form) && matchAt(PHONEFIND_EXTENSION, plain, found.end);
  if (!match) return found;
  const display = reading.display + "-" + (match[1] || match[2]);
  return { last: found.last, start: found.start, end: found.end + match[0].length, reading: { ...reading, display } };
}

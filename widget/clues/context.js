/**
 * The words beside digits: what they are said to be before, what unit follows, what they are glued to.
 * Every look is at a bounded piece of text on one side of the digits, so all of it together is linear.
 */

import * as words from "./data/patterns.js";
import { endsWithAny, matchAt, stripEnd } from "./strings.js";

const REACH = 20;
const LONG = 7;

/**
 * The piece of text that ends where the digits start.
 * @param {string} plain
 * @param {number} start
 */
export function before(plain, start) {
  return plain.slice(Math.max(0, start - REACH), start);
}

/**
 * Whether the words before say that the digits are an order, a code, a price and the like.
 * @param {string} plain
 * @param {number} start
 */
export function saysOther(plain, start) {
  const piece = stripEnd(before(plain, start), words.CONTEXT_FILL_OTHER);
  if (endsWith(piece, words.WORDS_OTHER, words.WORDS_OTHER_LATIN)) return true;
  const tail = words.WORDS_NUMBER_TAILS.find((one) => piece.endsWith(one));
  return tail !== undefined && endsWith(stripEnd(piece.slice(0, -tail.length)), words.WORDS_OTHER, words.WORDS_OTHER_LATIN);
}

/**
 * Whether the words beside the digits say that they are a telephone number.
 * @param {string} plain
 * @param {number} start
 * @param {number} end
 */
export function saysPhone(plain, start, end) {
  const piece = stripEnd(before(plain, start), words.CONTEXT_FILL_PHONE);
  return endsWith(piece, words.WORDS_PHONE, words.WORDS_PHONE_LATIN) || matchAt(words.WORDS_PHONE_AFTER, plain, end) !== null;
}

/**
 * Whether the words before ask to call somebody (`联系王主任`).
 * @param {string} plain
 * @param {number} start
 */
export const asksToCall = (plain, start) => words.WORDS_CALL_BEFORE.test(before(plain, start));

/**
 * Whether the words before can mean nothing but a telephone number.
 * @param {string} plain
 * @param {number} start
 */
export function saysPhoneStrongly(plain, start) {
  return endsWith(stripEnd(before(plain, start), words.CONTEXT_FILL_PHONE), words.WORDS_PHONE_STRONG, words.WORDS_PHONE_LATIN);
}

/**
 * Whether a unit follows, so that so many digits are a quantity or a place.
 * @param {string} plain
 * @param {number} end
 * @param {number} count
 */
export function hasUnit(plain, end, count) {
  return matchAt(count >= LONG ? words.CONTEXT_UNIT_LONG : words.CONTEXT_UNIT, plain, end) !== null;
}

/**
 * Whether the digits are a piece of a longer word, file name, path or decimal number.
 * @param {string} plain
 * @param {number} start
 * @param {number} end
 */
export function isGlued(plain, start, end) {
  return gluedBefore(plain, start) || gluedAfter(plain, end);
}

/**
 * @param {string} piece
 * @param {string[]} said
 * @param {string[]} latin
 */
function endsWith(piece, said, latin) {
  if (endsWithAny(piece, said)) return true;
  const match = piece && piece[piece.length - 1] <= "z" && words.CONTEXT_LATIN.exec(piece);
  return Boolean(match) && latin.includes(/** @type {RegExpExecArray} */ (match)[0].toLowerCase());
}

/**
 * @param {string} plain
 * @param {number} start
 */
function gluedBefore(plain, start) {
  if (start === 0 || plain[start - 1] > "z") return false;
  const last = plain[start - 1];
  if (isWord(last)) return !isNear(before(plain, start));
  if ("%\\".includes(last) || ("_.-".includes(last) && start > 1 && isWord(plain[start - 2]))) {
    return !isNear(before(plain, start - 1));
  }
  return last === "." && words.CONTEXT_DECIMAL.test(before(plain, start));
}

/**
 * Whether the word that ends here may be glued to a number (`tel138…`) and is a word of its own.
 * @param {string} piece
 */
function isNear(piece) {
  const match = words.CONTEXT_LATIN.exec(piece);
  if (!match || !words.WORDS_NEAR_LATIN.includes(match[0].toLowerCase())) return false;
  return match.index === 0 || !"0123456789_.=&?%-".includes(piece[match.index - 1]);
}

/**
 * @param {string} plain
 * @param {number} end
 */
function gluedAfter(plain, end) {
  if (end >= plain.length || plain[end] > "z") return false;
  if (isWord(plain[end])) return !matchAt(words.CONTEXT_NEAR_AFTER, plain, end);
  return "%\\".includes(plain[end]) || matchAt(words.CONTEXT_FILE_AFTER, plain, end) !== null;
}

/** @param {string} char */
const isWord = (char) => /[A-Za-z_]/.test(char);

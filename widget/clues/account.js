/**
 * QQ numbers and WeChat ids: the marks people put before (or behind) them, however disguised. A mark is a word or
 * drawing that says which account follows; marks in a row (`QQ/微信同号`) all get the value.
 */

import { hasUnit } from "./context.js";
import * as p from "./data/patterns.js";
import { digitsOf, toAscii } from "./digits.js";
import { clueOf, QQ, WECHAT } from "./model.js";
import { isAscii, matchAt, matches, search, stripEnd } from "./strings.js";
import { original, spanOf } from "./text.js";

/** How far before a mark somebody may ask to be added, and behind a number its words may reach. */
const ASKED_BEFORE = 7;
const SAME_REACH = 40;

/** @typedef {import("./model.js").Clue} Clue */
/** @typedef {import("./text.js").Folded} Folded */
/**
 * A mark with the fill behind it; `firm` when it says plainly that an id follows.
 * @typedef {{kinds: string[], end: number, firm: boolean}} Mark
 */

/**
 * The QQ numbers and WeChat ids that a text marks as such.
 * @param {Folded} folded
 * @returns {Clue[]}
 */
export function findAccounts(folded) {
  const { plain } = folded;
  /** @type {Clue[]} */
  const found = [];
  for (const mark of marks(plain)) found.push(...valueAfter(folded, mark));
  for (const match of matches(p.ACCOUNT_WXID, plain)) found.push(wechat(folded, match[0], match.index));
  return p.ACCOUNTBEHIND_BEHIND.test(plain) ? found.concat(markedBehind(folded)) : found;
}

/**
 * Accounts whose mark stands behind them (`12345678是我QQ`).
 * @param {Folded} folded
 */
function markedBehind(folded) {
  const numbers = matches(p.ACCOUNTBEHIND_QQ_BEHIND, folded.plain).map((match) => qq(folded, match[1], match.index));
  const names = matches(p.ACCOUNTBEHIND_WECHAT_BEHIND, folded.plain).filter((match) => isName(match[1], false));
  return numbers.concat(names.map((match) => wechat(folded, match[1], match.index)));
}

/**
 * The mobiles that the words behind call a WeChat id as well (`138… 微信同号`).
 * @param {Folded} folded
 * @param {Clue[]} phones
 */
export function findSameNumber(folded, phones) {
  if (!phones.length || !p.ACCOUNTBEHIND_SAME.test(folded.plain)) return [];
  const behind = matches(p.ACCOUNTBEHIND_SAME_BEHIND, folded.plain).filter((match) => match.index);
  const ends = new Set(behind.map((match) => spanOf(folded, match.index - 1, match.index)[1]));
  const mobiles = phones.filter((clue) => ends.has(clue.span[1]) && p.ACCOUNT_MOBILE.test(clue.value));
  return mobiles.map((clue) => clueOf(WECHAT, clue.value.slice(3), clue.value.slice(3), clue.span));
}

/**
 * The marks; one that follows another at once carries the kinds of both.
 * @param {string} plain
 */
function marks(plain) {
  /** @type {Mark[]} */
  const found = [];
  let end = -1;
  for (const match of matches(p.ACCOUNTMARKS_MARK, plain)) {
    const { index } = match;
    const kind = match.groups && match.groups.wechat !== undefined ? WECHAT : QQ;
    const last = found.length ? found[found.length - 1].kinds : [];
    const kinds = index === end && !last.includes(kind) ? last.concat(kind) : [kind];
    end = index + match[0].length;
    found.push({ kinds, end, firm: /[:：号是=加搜]/.test(match[0]) || plain.slice(Math.max(0, index - ASKED_BEFORE), index).includes("加") });
  }
  return found;
}

/**
 * @param {Folded} folded
 * @param {Mark} mark
 */
function valueAfter(folded, mark) {
  const number = matchAt(p.ACCOUNT_NUMBER, folded.plain, pastItem(folded, mark.end));
  if (number) return numberClues(folded, mark, number);
  return mark.kinds.includes(WECHAT) ? nameClues(folded, mark) : [];
}

/**
 * Step over the number of an item in a list, `①317482950`: it is no digit of what follows.
 * @param {Folded} folded
 * @param {number} at
 */
function pastItem(folded, at) {
  if (at + 1 >= folded.plain.length || !p.DIGITS_ITEM.test(original(folded, at))) return at;
  return isAscii(original(folded, at + 1)) ? at + 1 : at;
}

/**
 * @param {Folded} folded
 * @param {Mark} mark
 */
function nameClues(folded, mark) {
  const { plain } = folded;
  let match = matchAt(p.ACCOUNT_CHINESE_NAME, plain, mark.end);
  if (match) return namesFrom(folded, toAscii(match[0]), match);
  match = matchAt(p.ACCOUNT_SPOKEN_NAME, plain, mark.end);
  if (match) return namesFrom(folded, match[0].replace(/下划线|下横线/g, "_").replace(/[横中短]?杠/g, "-"), match);
  match = matchAt(p.ACCOUNT_NAME, plain, mark.end);
  if (match) return isName(match[0], mark.firm) ? namesFrom(folded, match[0], match) : [];
  match = matchAt(p.ACCOUNT_SPACED_NAME, plain, mark.end);
  return match ? namesFrom(folded, match[0].replace(/[ /·*]/g, ""), match) : [];
}

/**
 * An id and those after it (`kf_001abc / kf_002abc`), each of them with a digit or a sign in it.
 * @param {Folded} folded
 * @param {string} name as it is meant
 * @param {RegExpExecArray} match as it is written
 */
function namesFrom(folded, name, match) {
  const found = [named(folded, name, match)];
  let end = match.index + match[0].length;
  let next = matchAt(p.ACCOUNT_NEXT_NAME, folded.plain, end);
  while (next && isName(next[1], false)) {
    end = next.index + next[0].length;
    found.push(wechat(folded, next[1], end - next[1].length));
    next = matchAt(p.ACCOUNT_NEXT_NAME, folded.plain, end);
  }
  return found;
}

/**
 * @param {Folded} folded
 * @param {Mark} mark
 * @param {RegExpExecArray} match
 */
function numberClues(folded, mark, match) {
  const start = match.index + match[0].length - match[1].length;
  const end = withoutQuantity(folded.plain, match);
  const written = folded.plain.slice(start, end);
  const digits = digitsOf(written.replace(/[Oo]/g, "0"));
  if (p.ACCOUNT_VERSION.test(written) || hasUnit(folded.plain, end, digits.length) || digits.length < 5 || digits.length > 11 || digits[0] === "0") return [];
  let kinds = mark.kinds.includes(WECHAT) && p.ACCOUNT_MOBILE.test("+86" + digits) ? [WECHAT] : mark.kinds;
  if (kinds.join() === QQ && isSame(folded.plain, end)) kinds = [QQ, WECHAT];
  const span = spanOf(folded, start, end);
  const found = kinds.map((kind) => clueOf(kind, digits, digits, span));
  return kinds.join() === QQ ? found.concat(nextInList(folded, end)) : found;
}

/**
 * Where a number ends that a quantity follows: `318846027 24小时在`.
 * @param {string} plain
 * @param {RegExpExecArray} match
 */
function withoutQuantity(plain, match) {
  const end = match.index + match[0].length;
  const blank = match[1].lastIndexOf(" ");
  const last = match[1].slice(blank + 1);
  if (blank < 0 || !hasUnit(plain, end, last.length)) return end;
  return end - match[1].length + stripEnd(match[1].slice(0, blank), " ").length;
}

/**
 * Whether the words behind call a QQ number a WeChat id as well.
 * @param {string} plain
 * @param {number} end
 */
function isSame(plain, end) {
  const match = search(p.ACCOUNTBEHIND_SAME_BEHIND, plain.slice(0, end + SAME_REACH), end);
  return match !== null && match.index === end;
}

/**
 * The QQ numbers after the first (`QQ：12345678/87654321`).
 * @param {Folded} folded
 * @param {number} at
 */
function nextInList(folded, at) {
  /** @type {Clue[]} */
  const found = [];
  let match = matchAt(p.ACCOUNT_NEXT, folded.plain, at);
  while (match && !p.ACCOUNT_MOBILE.test("+86" + match[1])) {
    const end = match.index + match[0].length;
    const start = pastItem(folded, end - match[1].length);
    found.push(qq(folded, folded.plain.slice(start, end), start));
    match = matchAt(p.ACCOUNT_NEXT, folded.plain, end);
  }
  return found;
}

/**
 * Tell an id from an English word: by a digit or a sign in it, or a mark that says an id follows.
 * @param {string} name
 * @param {boolean} firm
 */
function isName(name, firm) {
  return !p.ACCOUNT_WORDS.includes(name.toLowerCase()) && (firm || /[0-9_-]/.test(name));
}

/**
 * @param {Folded} folded
 * @param {string} digits
 * @param {number} start
 */
const qq = (folded, digits, start) => clueOf(QQ, digits, digits, spanOf(folded, start, start + digits.length));

/**
 * @param {Folded} folded
 * @param {string} name
 * @param {number} start
 */
const wechat = (folded, name, start) => clueOf(WECHAT, name.toLowerCase(), name, spanOf(folded, start, start + name.length));

/**
 * @param {Folded} folded
 * @param {string} name as it is meant
 * @param {RegExpExecArray} match as it is written
 */
const named = (folded, name, match) => clueOf(WECHAT, name.toLowerCase(), name, spanOf(folded, match.index, match.index + match[0].length));

/** What Python's strings and patterns do and JavaScript's do not. */

const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const BLANK_START = new RegExp("^" + BLANK + "+");
const BLANKS = new RegExp(BLANK);

/**
 * Every match between two places; looks behind the first place and not beyond the second.
 * @param {RegExp} pattern with the flag g
 * @param {string} text
 * @param {number} [from]
 * @param {number} [to]
 */
export function matches(pattern, text, from, to) {
  const found = [];
  const piece = to === undefined ? text : text.slice(0, to);
  let at = from || 0;
  for (;;) {
    const match = search(pattern, piece, at);
    if (!match) return found;
    found.push(match);
    at = match.index + match[0].length;
  }
}

/**
 * The first match from a place on.
 * @param {RegExp} pattern with the flag g
 * @param {string} text
 * @param {number} at
 */
export function search(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * The match that starts at a place.
 * @param {RegExp} pattern with the flag y
 * @param {string} text
 * @param {number} at
 */
export function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** @param {string} char one of what Python calls white space */
export const isBlank = (char) => BLANKS.test(char);

/** @param {string} text */
export function strip(text) {
  let end = text.length;
  while (end && isBlank(text[end - 1])) end -= 1;
  return text.slice(0, end).replace(BLANK_START, "");
}

/**
 * Without any of some characters at the end.
 * @param {string} text
 * @param {string} [chars] blanks, when they are left out
 */
export function stripEnd(text, chars) {
  let end = text.length;
  while (end && (chars === undefined ? isBlank(text[end - 1]) : chars.includes(text[end - 1]))) end -= 1;
  return text.slice(0, end);
}

/**
 * Without any of some characters at both ends.
 * @param {string} text
 * @param {string} chars
 */
export function stripOf(text, chars) {
  let start = 0;
  while (start < text.length && chars.includes(text[start])) start += 1;
  return stripEnd(text.slice(start), chars);
}

/** @param {string} text */
export const isAscii = (text) => /^[\x00-\x7f]*$/.test(text);

/** @param {string} char */
export const isDigit = (char) => char >= "0" && char <= "9" && char.length === 1;

/**
 * @param {string} text
 * @param {string[]} endings
 */
export const endsWithAny = (text, endings) => endings.some((ending) => text.endsWith(ending));

/** The recogniser whole: `find` and `parse` as in Python, with the hints of addresses. Nothing here touches a page. */

import { find as findIn, parse as parseIn } from "./find.js";
import { urlHints } from "./lookalike.js";

export { ClueError } from "./model.js";
export { expressions, registrableDomain } from "./suffixes.js";
export { canonicalize } from "./url.js";

/**
 * Every clue of a message, in the order of the text, each value once. Never throws; linear.
 * @param {string} text
 * @param {string|null} [areaCode] what local landlines belong to, such as `0571`
 */
export const find = (text, areaCode) => findIn(text, areaCode, urlHints);

/**
 * All readings of one thing, most likely first. Throws ClueError when nothing fits.
 * @param {string} text
 * @param {string|null} [kind]
 * @param {string|null} [areaCode]
 */
export const parse = (text, kind, areaCode) => parseIn(text, kind, areaCode, urlHints);

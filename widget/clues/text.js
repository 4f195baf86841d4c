/**
 * Folding: disguised characters to plain ones, with a map back to the text as it was given.
 *
 * The plain text has one unit for each character, so that places in it mean what they mean in Python: U+1F300 to U+1FAFF
 * (pictures) stand at U+E000, every other character beyond U+FFFF, and private ones, at U+E800.
 */

import { TEXT_NAMED, TEXT_OWN } from "./data/facts.js";
import { TEXT_ANY, TEXT_FOLDED, TEXT_TAIL, TEXT_UNSEEN } from "./data/patterns.js";

const NAMED = /** @type {{[name: string]: string}} */ (TEXT_NAMED);
/** @type {Map<string, string>} */
const OWN = new Map();
for (const run of TEXT_OWN.split(";")) {
  const [first, values] = run.split(":");
  values.split(" ").forEach((value, at) => OWN.set(String.fromCodePoint(parseInt(first, 36) + at), value));
}
const MOVED = /[\ud800-\udbff][\udc00-\udfff]|[\ue000-\uf8ff]/g;

/**
 * A text, its plain form, and for each plain character the range of the original it came from.
 * `points` has one entry for each character of the text; `starts` is null where nothing was folded.
 * @typedef {{points: string|string[], plain: string, starts: number[]|null, ends: number[]}} Folded
 */

/** @param {string} text */
function moved(text) {
  return text.replace(MOVED, (char) => {
    const code = /** @type {number} */ (char.codePointAt(0));
    return code >= 0x1f300 && code <= 0x1faff ? String.fromCharCode(code - 0x1f300 + 0xe000) : "\ue800";
  });
}

/**
 * Fold a text; linear, and total: every string has a plain form.
 * @param {string} text
 * @returns {Folded}
 */
export function fold(text) {
  const points = /[\ud800-\udbff]/.test(text) ? Array.from(text) : text;
  /** @type {string[]} */
  const parts = [];
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const ends = [];
  let place = 0;
  let done = 0;
  const keep = (/** @type {string} */ piece) => {
    parts.push(moved(piece));
    for (const unit of parts[parts.length - 1]) ends.push((place += unit.length)) && starts.push(place - 1);
  };
  let match;
  TEXT_ANY.lastIndex = 0;
  while ((match = TEXT_ANY.exec(text))) {
    keep(text.slice(done, match.index));
    const plain = moved(replacement(match[0]));
    const from = place;
    place += match[0][0] === "&" ? match[0].length : Array.from(match[0]).length;
    parts.push(plain);
    for (let i = 0; i < plain.length; i++) starts.push(from) && ends.push(place);
    done = match.index + match[0].length;
  }
  if (!done) return { points, plain: moved(text), starts: null, ends };
  keep(text.slice(done));
  return { points, plain: parts.join(""), starts, ends };
}

/**
 * The plain form with every character as it is, for what is read as a whole.
 * @param {string} text
 */
export function plainText(text) {
  TEXT_ANY.lastIndex = 0;
  return text.replace(TEXT_ANY, replacement);
}

/**
 * Turn a non-empty half-open range of the plain text into the one of the text that it came from.
 * @param {Folded} folded
 * @param {number} start
 * @param {number} end
 * @returns {[number, number]}
 */
export function spanOf(folded, start, end) {
  return folded.starts ? [folded.starts[start], folded.ends[end - 1]] : [start, end];
}

/**
 * What stands in the text for one plain character.
 * @param {Folded} folded
 * @param {number} index
 */
export function original(folded, index) {
  const [start, end] = spanOf(folded, index, index + 1);
  const piece = folded.points.slice(start, end);
  return typeof piece === "string" ? piece : piece.join("");
}

/** @param {string} found */
function replacement(found) {
  if (found[0] === "&") return entity(found);
  if (TEXT_UNSEEN.test(found)) return "";
  return OWN.get(found) || found.normalize("NFKC");
}

/**
 * Read `&amp;amp;#49;` as `1`; an entity nobody knows stays as it is written.
 * @param {string} found
 */
function entity(found) {
  const tail = TEXT_TAIL.exec(found.slice(-10));
  const name = tail ? tail[0].slice(0, -1) : "";
  if (name[0] !== "#") return hasOwn(name) ? NAMED[name] : found;
  const code = /[xX]/.test(name[1]) ? parseInt("0" + name.slice(2), 16) : parseInt(name.slice(1), 10);
  if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return found;
  const char = String.fromCodePoint(code);
  if (TEXT_UNSEEN.test(char)) return "";
  return TEXT_FOLDED.test(char) ? OWN.get(char) || char.normalize("NFKC") : char;
}

/** @param {string} name */
const hasOwn = (name) => Object.prototype.hasOwnProperty.call(NAMED, name);

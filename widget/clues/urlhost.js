/** The host of an address as it is written in a message: its labels, where it ends, and whether to believe it. */

import * as f from "./data/patterns.js";
import { TOP_LEVEL } from "./data/facts.js";
import { encode } from "./punycode.js";
import { isAscii, matchAt, matches, strip } from "./strings.js";

/**
 * The labels of a host, its range in the plain text, whether it fills its shape, dots that are no dots.
 * @typedef {{labels: string[], start: number, end: number, complete: boolean, drawn: string[]}} Host
 */

const TOP_LEVELS = new Set(TOP_LEVEL.split(" "));

/**
 * Whether a label, in ASCII or Chinese, is a top-level domain.
 * @param {string} label
 */
export function isTopLevel(label) {
  const name = label.toLowerCase();
  return TOP_LEVELS.has(isAscii(name) ? name : "xn--" + encode(name));
}

/**
 * Labels up to the last one that is a top-level domain; what follows it is the sentence.
 * @param {string} plain
 * @param {number} start
 * @param {number} end
 * @returns {Host|null}
 */
export function readHost(plain, start, end) {
  // The scheme of the next address, which somebody put behind this one without a blank.
  const scheme = plain.startsWith("://", end) && f.URLFORMS_SCHEME_AT_END.exec(plain.slice(start, end));
  return readLabels(plain, start, scheme ? start + scheme.index : end);
}

/**
 * @param {string} plain
 * @param {number} start
 * @param {number} end
 * @returns {Host|null}
 */
function readLabels(plain, start, end) {
  const cuts = matches(f.URLFORMS_SEPARATOR, plain, start, end);
  const starts = [start].concat(cuts.map((cut) => cut.index + cut[0].length));
  const ends = cuts.map((cut) => cut.index).concat(end);
  let last = 0;
  for (let index = 1; index < starts.length; index++) {
    if (last && last === index - 1 && !goesOn(cuts[index - 1][0], cuts[index - 2][0])) break;
    const label = plain.slice(starts[index], ends[index]);
    const letters = matchAt(f.URLFORMS_LEADING_LETTERS, label, 0);
    if (letters && isTopLevel(letters[1])) {
      last = index;
      ends[index] = starts[index] + letters[1].length;
      break;
    }
    if (isTopLevel(label)) last = index;
  }
  if (!last) return null;
  const labels = starts.slice(0, last + 1).map((from, index) => plain.slice(from, ends[index]).replace("-\n", "-"));
  const drawn = cuts.slice(0, last).filter((cut) => cut[0] !== ".").map((cut) => strip(cut[0]));
  return { labels, start, end: ends[last], complete: ends[last] === end, drawn };
}

/**
 * After a complete host only a plain dot, or the same disguise as before, leads to one more label.
 * @param {string} separator
 * @param {string} before
 */
const goesOn = (separator, before) => separator === "." || (before !== "." && strip(separator) === strip(before));

/**
 * Drop what stands before a disguised dot if plain dots follow: it is the sentence, not the host.
 * @param {string} plain
 * @param {Host} host
 * @returns {Host}
 */
export function tightPart(plain, host) {
  const cuts = matches(f.URLFORMS_SEPARATOR, plain, host.start, host.end);
  for (let index = cuts.length - 2; index >= 0; index--) {
    const mixed = cuts[cuts.length - 1][0] === "." && cuts[index][0] !== ".";
    if (mixed || (!index && isListNumber(host.labels))) {
      const start = cuts[index].index + cuts[index][0].length;
      return { labels: host.labels.slice(index + 1), start, end: host.end, complete: host.complete, drawn: [] };
    }
  }
  return host;
}

/**
 * `1.abc.com` is the first item of a list; `58.com.cn` is none.
 * @param {string[]} labels
 */
const isListNumber = (labels) => f.URLFORMS_FEW_DIGITS.test(labels[0]) && !f.URLFORMS_SECOND.includes(labels[1].toLowerCase());

/**
 * Whether the words before speak of an address, or nothing else is in the text.
 * @param {string} plain
 * @param {number} start
 * @param {number} end
 */
export function isAnnounced(plain, start, end) {
  const alone = start < 3 && end > plain.length - 3 && !strip(plain.slice(0, start) + plain.slice(end));
  return alone || f.URLFORMS_ANNOUNCED.test(plain.slice(Math.max(0, start - 12), start));
}

/**
 * Whether a host without a scheme is one, and no file name, version or missing blank.
 * @param {Host} host
 * @param {string} tail
 * @param {boolean} announced
 */
export function isBelievable(host, tail, announced) {
  const ending = endingOf(host);
  const name = host.labels[host.labels.length - 2].toLowerCase();
  const madeUp = f.URLFORMS_MADE_UP.test(name);
  if (f.URLFORMS_FILES.includes(ending)) return Boolean(madeUp && (isBoxed(host) || (announced && tail)));
  const spoken = host.drawn.includes("点") && !madeUp; // `打开app点store`
  const said = tail.length > 1 || (announced && Array.from(ending).length > 2 && !spoken);
  if (tail.length > 1 && !isLoose(host)) return true;
  if (isProse(host, said, madeUp)) return false;
  if (f.URLFORMS_STRONG.includes(ending)) return true;
  if (host.labels.length > 2 && f.URLFORMS_SECOND.includes(name) && Array.from(ending).length === 2) return true;
  return Boolean(isBoxed(host) || said || announced || madeUp);
}

/**
 * Whether the dots that are none are in brackets, as nobody writes by chance.
 * @param {Host} host
 */
const isBoxed = ({ drawn }) => drawn.length > 0 && drawn.every((dot) => matchAt(f.URLFORMS_BOXED, dot, 0));

/**
 * Whether the dots may be none at all: `。`, `点`, a blank beside a dot.
 * @param {Host} host
 */
const isLoose = (host) => host.drawn.length > 0 && !isBoxed(host);

/** @param {Host} host */
const endingOf = (host) => host.labels[host.labels.length - 1].toLowerCase();

/**
 * `com.tencent.mm`, `ASP.NET`, `Co.Ltd`.
 * @param {string[]} labels
 */
export function isCode(labels) {
  if (labels.length > 2) return labels[0].toLowerCase() === "com";
  return f.URLFORMS_NO_ADDRESS.includes(labels.join(".").toLowerCase()) || (labels[1] === "NET" && !isUpper(labels[0]));
}

/**
 * `OK.See`, `1.vip`, `3点com`: a blank forgotten after a full stop, an item of a list, a time.
 * @param {Host} host
 * @param {boolean} said words before it or a path behind it speak for an address
 * @param {boolean} madeUp
 */
function isProse(host, said, madeUp) {
  const { labels } = host;
  const loose = isLoose(host);
  const last = labels[labels.length - 1];
  const name = labels[labels.length - 2];
  const ending = endingOf(host);
  const odd = madeUp && f.URLFORMS_STRONG.includes(ending) && (host.drawn.includes("点") || labels.length > 2);
  const cored = said || odd || f.URLFORMS_CORE.includes(ending);
  const even = isLower(last) || labels.length > 2 || host.drawn.includes("DOT");
  if (loose && !(cored && even)) return true;
  if (f.URLFORMS_FEW_DIGITS.test(name)) return loose || name.length < 2 || !f.URLFORMS_USUAL.includes(ending);
  return isTitle(last) && !isBoxed(host) && !f.URLFORMS_USUAL.includes(ending);
}

/** @param {string} text */
const isLower = (text) => /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text);

/** @param {string} text */
const isUpper = (text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);

/**
 * One capital at the start of each word and none elsewhere.
 * @param {string} text
 */
function isTitle(text) {
  let cased = false;
  let any = false;
  for (const char of text) {
    const capital = /[\p{Uppercase}\p{Lt}]/u.test(char);
    const small = /\p{Lowercase}/u.test(char);
    if (capital ? cased : small && !cased) return false;
    cased = capital || small;
    any = any || cased;
  }
  return any;
}

/** What is remarkable about an address itself: hints, never a verdict. A listed site and a well-known one look like nobody. */

import * as n from "./data/names.js";
import * as p from "./data/patterns.js";
import { hasTrick, isAddress, unicodeHost, unicodeLabel } from "./hosts.js";
import { matches } from "./strings.js";
import { publicSuffix, registrableDomain } from "./suffixes.js";
import { splitUrl } from "./url.js";

const SHORTEST_FUZZY = 7;
const FROM_DRAWN = /** @type {{[char: string]: string}} */ ({ o: "0", i: "1", l: "1" });
const TWO_MISTAKES = 10;
const ALIKE = /** @type {{[char: string]: string}} */ (n.NAME_ALIKE);

/**
 * The hint codes of a canonical address, the most telling first.
 * @param {string} canonical
 */
export function urlHints(canonical) {
  const [host, path] = splitUrl(canonical);
  const hints = isAddress(host) ? ["ip_host"] : nameHints(host);
  return p.LOOKALIKE_INSTALLS.test(path) ? hints.concat("apk_download") : hints;
}

/** @param {string} host */
function nameHints(host) {
  const foreign = host.split(".").filter((label) => label.startsWith("xn--"));
  /** @type {[string, boolean][]} */
  const found = [
    ["lookalike", isLookalike(host)],
    ["mixed_script", foreign.some(isMixed)],
    ["punycode", foreign.some(hasTrick)],
    ["short_link", n.NAME_SHORTENERS.has(host) || n.NAME_SHORTENERS.has(host.replace(/^www\./, ""))],
    ["cheap_suffix", n.NAME_CHEAP.has(host.slice(host.lastIndexOf(".") + 1)) && !isListed(host)],
  ];
  return found.filter(([, holds]) => holds).map(([code]) => code);
}

/**
 * Whether a label mixes Latin letters with those of an alphabet that looks like them.
 * @param {string} label
 */
function isMixed(label) {
  const text = unicodeLabel(label);
  return p.LOOKALIKE_LATIN.test(text) && p.LOOKALIKE_OTHER_LETTERS.test(text);
}

/**
 * Whether a canonical host, not itself listed or well known, imitates a listed site.
 * @param {string} host
 */
function isLookalike(host) {
  const domain = registrableDomain(host);
  if (domain === null || n.NAME_KNOWN.has(domain) || isListed(host)) return false;
  const free = host.slice(0, -publicSuffix(host).length - 1);
  if (p.LOOKALIKE_GOVERNMENT.test(host + "-") || holdsDomain(host, free.split(".").length)) return true;
  const tokens = free.split(p.LOOKALIKE_TOKEN);
  const numbers = matches(p.LOOKALIKE_NUMBER, free).map((number) => number[0]).concat(tokens.map(undrawn));
  if (numbers.some((number) => n.NAME_SERVICE_LINES.has(number))) return true;
  const label = domain.split(".")[0];
  return tokens.some(imitates) || isMisspelt(label) || namesAPlatform(label);
}

/**
 * `www.icbc.com.cn.evil.top`: a listed or well-known domain further left than where it counts.
 * @param {string} host
 * @param {number} freeLabels
 */
function holdsDomain(host, freeLabels) {
  const labels = host.split(".");
  for (let at = 0; at < Math.min(freeLabels, 20); at++) {
    for (const size of [2, 3]) {
      const name = labels.slice(at, at + size).join(".");
      if (n.NAME_LISTED.has(name) || (at + size <= freeLabels && n.NAME_KNOWN.has(name))) return true;
    }
  }
  return false;
}

/**
 * Write `l2306` and `123o6` as the number they are drawn like.
 * @param {string} token
 */
function undrawn(token) {
  return p.LOOKALIKE_DRAWN_NUMBER.test(token) ? token.replace(/[oil]/g, (char) => FROM_DRAWN[char]) : "";
}

/**
 * Find a brand alone or with a bait word, a longer one anywhere in the token, as it is or redrawn.
 * @param {string} token
 */
function imitates(token) {
  return forms(token).some((form, at) => matches(n.NAME_BRAND_PATTERNS[at], form).some((match) => carries(form, match[0])));
}

/**
 * A name as it is written, redrawn in plain letters, and without doubled letters.
 * @param {string} name
 */
function forms(name) {
  const text = unicodeHost(name);
  const drawn = Array.from(text.replace(/rn/g, "m").replace(/vv/g, "w"), (char) => ALIKE[char] || char).join("");
  return [text, drawn, text.replace(/([^\n])\1+/gu, "$1")];
}

/**
 * Find the name of a platform as a word of the registered label, or before a bait word.
 * @param {string} label
 */
const namesAPlatform = (label) => forms(label).some((form, at) => matches(n.NAME_PLATFORM_PATTERNS[at], form).length > 0);

/**
 * @param {string} text
 * @param {string} brand
 */
function carries(text, brand) {
  const at = text.indexOf(brand);
  const before = text.slice(0, at);
  const after = text.slice(at + brand.length);
  return brand.length > 5 || ((!before || !after) && p.LOOKALIKE_BAIT.test(before + after));
}

/**
 * One wrong, missing, doubled or swapped letter against a brand; two in a long one, a swap in a short one.
 * @param {string} label
 */
function isMisspelt(label) {
  const length = Array.from(label).length;
  return n.NAME_MISSPELLABLE.some(
    (brand) =>
      Math.abs(brand.length - length) <= 2 &&
      sharedEdges(label, brand) >= Math.floor(brand.length / 2) &&
      distance(label, brand) <= (brand.length >= TWO_MISTAKES ? 2 : 1) &&
      (brand.length >= SHORTEST_FUZZY || sorted(label) === sorted(brand)),
  );
}

/** @param {string} word */
const sorted = (word) => Array.from(word).sort().join("");

/**
 * How many letters two words share at their ends: a cheap look before the exact distance.
 * @param {string} one
 * @param {string} other
 */
function sharedEdges(one, other) {
  const most = Math.min(one.length, other.length);
  let start = 0;
  let end = 0;
  while (start < most && one[start] === other[start]) start += 1;
  while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return start + end;
}

/**
 * Edits between two short words, a swap of neighbours counting as one.
 * @param {string} one
 * @param {string} other
 */
function distance(one, other) {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 0; i < one.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < other.length; j++) {
      let best = Math.min(rows[i][j] + (one[i] === other[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1);
      if (i && j && one[i] === other[j - 1] && one[i - 1] === other[j]) best = Math.min(best, rows[i - 1][j - 1] + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[one.length][other.length];
}

/** @param {string} host */
function isListed(host) {
  const labels = host.split(".").slice(-10);
  return labels.some((_, start) => n.NAME_LISTED.has(labels.slice(start).join(".")));
}

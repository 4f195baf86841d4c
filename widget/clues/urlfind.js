/** Web addresses in messages, whatever people write around and into them, and nothing that only looks so. */

import * as f from "./data/patterns.js";
import { isAddress, readableHost } from "./hosts.js";
import { clueOf, URL_KIND } from "./model.js";
import { matchAt, matches, search } from "./strings.js";
import { original, spanOf } from "./text.js";
import { splitUrl, tryCanonical } from "./url.js";
import * as hosts from "./urlhost.js";

/** @typedef {import("./model.js").Clue} Clue */
/** @typedef {import("./text.js").Folded} Folded */
/** @typedef {import("./urlhost.js").Host} Host */
/**
 * An address as it would be typed, and its range in the plain text.
 * @typedef {{start: number, end: number, text: string}} Found
 */

const IPV4 = /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/;
const LONGEST_DISPLAY = 60;
const TRAILING = ".,;:!?'\"*~|^\\#([{";
const ENDS = "：（）～｜［］｛｝＂＇＜＞；！";

/**
 * The addresses of a message, in their order.
 * @param {Folded} folded
 * @param {(canonical: string) => string[]} [hintsOf]
 */
export function findUrls(folded, hintsOf) {
  /** @type {Clue[]} */
  const clues = [];
  if (!f.URLFORMS_MAYBE.test(folded.plain)) return clues;
  const found = spaced(folded.plain).concat(written(folded)).map((one, at) => ({ one, at }));
  found.sort((a, b) => a.one.start - b.one.start || a.at - b.at);
  for (const { one } of found) {
    const value = tryCanonical(one.text);
    if (value) clues.push(clueOf(URL_KIND, value, displayUrl(value), spanOf(folded, one.start, one.end), hintsOf && hintsOf(value)));
  }
  return clues;
}

/**
 * Shorten an address for reading: no scheme, Chinese names as Chinese, other scripts never disguised.
 * @param {string} canonical
 */
function displayUrl(canonical) {
  const [host, path, query] = splitUrl(canonical);
  const points = Array.from(readableHost(host));
  const shown = points.length > LONGEST_DISPLAY ? ["…"].concat(points.slice(1 - LONGEST_DISPLAY)) : points;
  const rest = path === "/" && !query ? "" : path + query;
  const room = Math.max(LONGEST_DISPLAY - shown.length, 12);
  return shown.join("") + (rest.length <= room ? rest : rest.slice(0, room - 1) + "…");
}

/**
 * Letter by letter: `w w w . i c b c . c o m`.
 * @param {string} plain
 * @returns {Found[]}
 */
function spaced(plain) {
  if (!f.URLFORMS_LETTER_BY_LETTER.test(plain)) return [];
  const found = matches(f.URLFORMS_SPACED, plain).map((match) => {
    const text = match[0].replace(/ /g, "").replace(/[。点]/g, ".");
    return { start: match.index, end: match.index + match[0].length, text };
  });
  return found.filter(({ text }) => hosts.isTopLevel(text.replace(f.URLFORMS_PATH, "").split(".").slice(-1)[0]));
}

/** @param {Folded} folded */
function written(folded) {
  /** @type {Found[]} */
  const all = [];
  let position = 0;
  let match;
  while ((match = search(f.URLFORMS_ADDRESS, folded.plain, position))) {
    const groups = /** @type {{[kind: string]: string|undefined}} */ (match.groups);
    const kind = /** @type {string} */ (Object.keys(READERS).find((name) => groups[name] !== undefined));
    const end = match.index + match[0].length;
    const start = end - /** @type {string} */ (groups[kind]).length; // each of them ends the match
    const found = READERS[kind]({ folded, match, groups, start, end });
    if (found) all.push(found);
    position = found ? found.end : afterFirstLabel(folded.plain, start, end);
  }
  return all;
}

/**
 * Where to look on after a shape that is no address: the next label may begin one.
 * @param {string} plain
 * @param {number} start
 * @param {number} end
 */
function afterFirstLabel(plain, start, end) {
  const cut = search(f.URLFORMS_SEPARATOR, plain.slice(0, end), start);
  return Math.max(cut ? cut.index + cut[0].length : end, start + 1);
}

/**
 * What a shape matched, and the range of the part that is a host.
 * @typedef {{folded: Folded, match: RegExpExecArray, groups: {[kind: string]: string|undefined}, start: number, end: number}} Shape
 */
/** @typedef {(shape: Shape) => Found|null} Reader */

/** @type {Reader} */
function afterScheme({ folded, match, groups, start, end }) {
  const whole = /** @type {string} */ (groups.whole);
  const scheme = "fF".includes(match[0][0]) ? "ftp" : "http" + /** @type {string} */ (groups.secure).toLowerCase();
  if (whole[0] === "[") return finish(folded, match.index, { labels: [whole], start, end, complete: true, drawn: [] }, scheme);
  const host = hosts.readHost(folded.plain, start, end) || unknownHost(whole, start, end);
  return host && finish(folded, match.index, host, scheme);
}

/**
 * After a scheme even an unknown ending is a host, and so is a number that is an IP address.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function unknownHost(text, start, end) {
  const joined = text.replace("-\n", "-").replace(/%2[Ee]/g, ".");
  const plain = joined.replace(f.URLFORMS_SEPARATOR, ".");
  const dotted = IPV4.test(plain) ? plain : joined;
  if (!f.URLFORMS_DOTTED.test(dotted) && !f.URLFORMS_NUMBER.test(dotted)) return null;
  return { labels: dotted.split("."), start, end, complete: true, drawn: [] };
}

/**
 * A link without its beginning: `://abc.com/x`.
 * @type {Reader}
 */
function half({ folded, match, start, end }) {
  const host = hosts.readHost(folded.plain, start, end);
  if (!host || hosts.isCode(host.labels)) return null;
  const found = finish(folded, match.index, host);
  return hosts.isBelievable(host, folded.plain.slice(host.end, found.end), true) ? found : null;
}

/** @type {Reader} */
function afterWww({ folded, start, end }) {
  const host = hosts.readHost(folded.plain, start, end);
  if (!host || host.labels.length < 3) return null;
  return finish(folded, host.start, { ...host, labels: ["www"].concat(host.labels.slice(1)), drawn: [] });
}

/** @type {Reader} */
function bare({ folded, groups, start, end }) {
  const { plain } = folded;
  const text = /** @type {string} */ (groups.bare);
  const dotted = text.replace(f.URLFORMS_DOT, ".");
  if (IPV4.test(dotted) && isAddress(dotted)) return bareIpv4(folded, dotted, start, end, dotted !== text);
  const read = hosts.readHost(plain, start, end);
  if (!read) return null;
  const host = withWww(plain, hosts.tightPart(plain, read));
  if (isMail(plain, host) || hosts.isCode(host.labels)) return null;
  const found = finish(folded, host.start, host);
  const announced = hosts.isAnnounced(plain, host.start, found.end);
  return hosts.isBelievable(host, plain.slice(host.end, found.end), announced) ? found : null;
}

/**
 * `三个w点abc点com`, as people dictate it.
 * @param {string} plain
 * @param {Host} host
 * @returns {Host}
 */
function withWww(plain, host) {
  const spelt = /^[wW]$/.test(host.labels[0]) && ["三个", "3个", "三", "w w ", "W W "].some((said) => plain.endsWith(said, host.start));
  return spelt ? { ...host, labels: ["www"].concat(host.labels.slice(1)) } : host;
}

/**
 * Four numbers may be a version: only 点, a port or a path makes them an address; `/8` is a network.
 * @param {Folded} folded
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {boolean} spoken
 */
function bareIpv4(folded, text, start, end, spoken) {
  const found = finish(folded, start, { labels: text.split("."), start, end, complete: true, drawn: [] });
  return spoken || f.URLFORMS_PORT_OR_PATH.test(folded.plain.slice(end, found.end)) ? found : null;
}

/** A Chinese name before `.公司.cn`, `.中国` or `.com`: what of it is a name and not the sentence. @type {Reader} */
function han({ folded, match, groups, end }) {
  const dot = match.index;
  const labels = /** @type {string} */ (groups.han).split(".");
  const last = labels[labels.length - 1];
  if (!hosts.isTopLevel(last) || (labels.length > 1 && !f.URLFORMS_HAN_SECOND.includes(labels[0]))) return null;
  if (/^[\x00-\x7f]*$/.test(last) && !f.URLFORMS_CORE.includes(last)) return null;
  const run = f.URLFORMS_HAN_NAME.exec(folded.plain.slice(Math.max(0, dot - 20), dot));
  const name = run ? run[0].replace(f.URLFORMS_HAN_LEAD, "") : "";
  if (name.length < 2 || name.length > 12) return null;
  const www = folded.plain.slice(0, dot - name.length).endsWith("www.");
  const start = dot - name.length - (www ? 4 : 0);
  const whole = (www ? ["www", name] : [name]).concat(labels);
  return finish(folded, start, { labels: whole, start, end, complete: true, drawn: [] });
}

/** In the order in which the shape tries them. @type {{[kind: string]: Reader}} */
const READERS = { whole: afterScheme, www: afterWww, bare, half, han };

/**
 * Add port, path and query to a host, up to where the sentence goes on.
 * @param {Folded} folded
 * @param {number} start
 * @param {Host} host
 * @param {string} [scheme]
 * @returns {Found}
 */
function finish(folded, start, host, scheme) {
  const { plain } = folded;
  const from = pastBlank(plain, host);
  const spaced = host.complete && host.drawn.includes(".") ? matchAt(f.URLFORMS_SPACED_PATH, plain, host.end) : null;
  const after = host.complete && !spaced ? tailEnd(folded, from) : from;
  let end = after > from ? after : host.end;
  if (spaced) end += withoutPunctuation(spaced[0]).length;
  const tail = plain.slice(host.end, end).replace(/ /g, "").replace(/\[\/\]|斜杠/g, "/");
  return { start, end, text: (scheme || "http") + "://" + host.labels.join(".") + tail };
}

/**
 * Where a path may begin: also behind a blank, if there are blanks at the dots (`abc .com /x`).
 * @param {string} plain
 * @param {Host} host
 */
const pastBlank = (plain, host) => (host.drawn.includes(".") && plain.startsWith(" /", host.end) ? host.end + 1 : host.end);

/**
 * @param {Folded} folded
 * @param {number} position
 */
function tailEnd(folded, position) {
  const { plain } = folded;
  const port = matchAt(f.URLFORMS_PORT, plain, position);
  const start = position + (port ? port[0].length : 0);
  const tail = matchAt(f.URLFORMS_TAIL, plain, start);
  if (!tail) return start;
  const glued = search(f.URLFORMS_GLUED, tail[0], 0);
  const most = start + (glued ? glued.index : tail[0].length);
  let end = start;
  while (end < most && !endsHere(folded, end)) end += 1;
  return start + withoutPunctuation(plain.slice(start, end)).length;
}

/**
 * Full-width punctuation ends an address, unless all of it is written so.
 * @param {Folded} folded
 * @param {number} at
 */
function endsHere(folded, at) {
  if (!folded.starts) return false;
  const shown = original(folded, at);
  if (shown.length !== 1 || !ENDS.includes(shown)) return false;
  return at + 1 >= folded.plain.length || !f.URLFIND_WIDE.test(original(folded, at + 1)[0]);
}

/**
 * Drop what closes the sentence and not the address; a bracket that was opened in it stays closed.
 * @param {string} tail
 */
function withoutPunctuation(tail) {
  const count = (/** @type {string} */ char) => tail.split(char).length - 1;
  const surplus = /** @type {{[char: string]: number}} */ ({
    ")": count(")") - count("("),
    "]": count("]") - count("["),
    "}": count("}") - count("{"),
  });
  let end = tail.length;
  for (; end; end--) {
    const last = tail[end - 1];
    if (surplus[last] > 0) surplus[last] -= 1;
    else if (!TRAILING.includes(last)) break;
  }
  return tail.slice(0, end);
}

/**
 * Whether the host belongs to an e-mail address, written with or instead of `@`.
 * @param {string} plain
 * @param {Host} host
 */
function isMail(plain, host) {
  if (plain[host.end] === "@") return true;
  const found = f.URLFORMS_MAIL_BEFORE.exec(plain.slice(Math.max(0, host.start - 8), host.start));
  return found !== null && (found[0].includes("@") || f.URLFORMS_MAIL_HOSTS.test(host.labels.join(".").toLowerCase()));
}

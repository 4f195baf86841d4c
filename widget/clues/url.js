/** Web addresses in canonical form, by the published Safe Browsing rules; where they leave room, as a browser does. */

import * as p from "./data/patterns.js";
import { canonicalHost, escaped } from "./hosts.js";
import { ClueError } from "./model.js";
import { isAscii, matchAt, search, stripOf } from "./strings.js";

const BLANK = " \t\r\n\f\v\u00a0\u3000\u200b\ufeff";

/**
 * An address as typed in the one form under which it is stored and compared: ASCII, and canonical already, so that doing
 * it twice changes nothing. Throws ClueError where there is no host.
 * @param {string} text
 */
export function canonicalize(text) {
  if (p.URL_DONE.test(text)) return text;
  let raw = byteString(stripOf(text, BLANK).replace(/[\t\r\n]/g, "").split("#")[0]);
  if (matchAt(p.URL_ESCAPED_SCHEME, raw, 0)) raw = unescaped(raw);
  const match = matchAt(p.URL_SCHEME, raw, 0);
  const start = match ? match[0].length : 0;
  const cut = search(p.URL_AUTHORITY_END, raw, start);
  const end = cut ? cut.index : raw.length;
  const authority = raw.slice(start, end);
  if (authority.includes("@") && !match) throw new ClueError();
  const host = canonicalHost(unescaped(authority.slice(authority.lastIndexOf("@") + 1)));
  return (match ? match[1].toLowerCase() : "http") + "://" + host + canonicalRest(raw.slice(end));
}

/**
 * The canonical form, or empty where there is none.
 * @param {string} text
 */
export function tryCanonical(text) {
  try {
    return canonicalize(text);
  } catch (error) {
    if (error instanceof ClueError) return "";
    throw error;
  }
}

/**
 * Host, path and query (with its question mark, or empty) of a canonical address.
 * @param {string} canonical
 * @returns {[string, string, string]}
 */
export function splitUrl(canonical) {
  const rest = canonical.slice(canonical.indexOf("://") + 3);
  const mark = rest.indexOf("?");
  const head = mark < 0 ? rest : rest.slice(0, mark);
  const slash = head.indexOf("/");
  return [slash < 0 ? head : head.slice(0, slash), slash < 0 ? "/" : head.slice(slash), mark < 0 ? "" : rest.slice(mark)];
}

/**
 * UTF-8 with one character per byte; full-width forms as ASCII. A C1 control is the byte of its number.
 * @param {string} text
 */
export function byteString(text) {
  if (isAscii(text)) return text;
  const wide = text
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  return wide.split(/([\x80-\x9f])/).map((piece, at) => (at % 2 ? piece : unescape(encodeURIComponent(piece)))).join("");
}

/**
 * Undo percent escapes until none is left; linear however deeply they are nested.
 * @param {string} raw
 */
function unescaped(raw) {
  for (let round = 0; round < 3; round++) {
    if (!search(p.URL_ESCAPE, raw, 0)) return raw;
    raw = raw.replace(p.URL_ESCAPE, (_, code) => String.fromCharCode(parseInt(code, 16)));
  }
  return search(p.URL_ESCAPE, raw, 0) ? unescapedDeep(raw) : raw;
}

/**
 * Reach the fixed point in one pass: escapes never overlap, so the order does not matter.
 * @param {string} raw
 */
function unescapedDeep(raw) {
  /** @type {string[]} */
  const done = [];
  for (const char of raw) {
    done.push(char);
    for (let n = done.length; n > 2 && done[n - 3] === "%" && /^[0-9A-Fa-f]{2}$/.test(done[n - 2] + done[n - 1]); n = done.length) {
      done.splice(n - 3, 3, String.fromCharCode(parseInt(done[n - 2] + done[n - 1], 16)));
    }
  }
  return done.join("");
}

/**
 * Unescape path and query, clean the path, escape once.
 * @param {string} raw
 */
function canonicalRest(raw) {
  if (raw[0] !== "?" && p.URL_CLEAN.test(raw)) return raw || "/";
  const plain = unescaped(raw);
  const mark = plain.indexOf("?");
  return escaped(cleanPath(mark < 0 ? plain : plain.slice(0, mark)) + (mark < 0 ? "" : plain.slice(mark)));
}

/**
 * Resolve dot segments as a browser does, then make runs of slashes one.
 * @param {string} path
 */
function cleanPath(path) {
  /** @type {string[]} */
  const kept = [];
  const segments = path.replace(/\\/g, "/").split("/");
  for (const segment of segments.slice(1)) {
    if (segment === "..") kept.pop();
    else if (segment !== ".") kept.push(segment);
  }
  const names = kept.filter(Boolean);
  return "/" + names.join("/") + (names.length && ["", ".", ".."].includes(segments[segments.length - 1]) ? "/" : "");
}

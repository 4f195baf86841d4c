/**
 * The host of an address in its one canonical form: dots, IPv4 in all its dresses, IPv6, IDN.
 * Works on byte strings: one character per byte, U+0000 to U+00FF.
 */

import * as p from "./data/patterns.js";
import { ClueError } from "./model.js";
import { decode } from "./punycode.js";
import { isAscii } from "./strings.js";

const LONGEST_NAME = 253;
const DOTS = /[.\u3002\uff0e\uff61]/;

/**
 * What is unsafe in a canonical address, percent-escaped.
 * @param {string} bytes
 */
export function escaped(bytes) {
  return bytes.replace(/[\x00-\x20#%\x7f-\xff]/g, (char) => "%" + (char.charCodeAt(0) + 256).toString(16).slice(1));
}

/**
 * Host and port, unescaped, as the canonical host. Throws ClueError where there is none.
 * @param {string} raw
 */
export function canonicalHost(raw) {
  if (raw[0] === "[") return canonicalIpv6(raw);
  const host = raw.replace(p.HOSTS_PORT, "");
  if (p.HOSTS_DELIMITER.test(host) || host.includes(":")) throw new ClueError();
  const name = asciiName(host).replace(p.HOSTS_DOTS, ".").replace(/^\./, "").replace(/\.$/, "");
  if (!name || name[0] === "[") throw new ClueError();
  return ipv4(name) || escaped(name);
}

/**
 * Whether a canonical host is an IP address and not a name.
 * @param {string} host
 */
export const isAddress = (host) => host[0] === "[" || ipv4(host) === host;

/**
 * The punycode labels of a canonical host written out; labels that are no punycode stay.
 * @param {string} host
 */
export const unicodeHost = (host) => host.split(".").map(unicodeLabel).join(".");

/** @param {string} label */
export function unicodeLabel(label) {
  const text = label.startsWith("xn--") ? decode(label.slice(4)) : null;
  return text === null ? label : text;
}

/**
 * A host for reading: Chinese labels as Chinese; punycode stays where other letters could pass for something else.
 * @param {string} host
 */
export const readableHost = (host) => host.split(".").map((label) => (hasTrick(label) ? label : unicodeLabel(label))).join(".");

/**
 * Whether a label, written out, has letters other than Chinese and plain Latin ones.
 * @param {string} label
 */
export const hasTrick = (label) => !p.LOOKALIKE_READABLE.test(unicodeLabel(label));

/**
 * Lower the case and, where UTS-46 allows it, write punycode; otherwise bytes stay as they are.
 * @param {string} host
 */
function asciiName(host) {
  if (isAscii(host)) return host.toLowerCase();
  try {
    const name = decodeURIComponent(escape(host));
    if (Array.from(name).length > LONGEST_NAME) throw new ClueError();
    return name.split(DOTS).map(asciiLabel).join(".");
  } catch (_) {
    return host.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  }
}

/**
 * One label as UTS-46 maps it: the engine's own address parser knows how.
 * @param {string} label
 */
function asciiLabel(label) {
  if (p.HOSTS_FORBIDDEN.test(label)) throw new ClueError();
  const mapped = isAscii(label) ? label.toLowerCase() : new URL("http://" + label + ".a/").hostname.slice(0, -2);
  if (p.HOSTS_FORBIDDEN.test(mapped)) throw new ClueError(); // Chromium lets blanks through
  return mapped;
}

/**
 * One to four parts in decimal, octal or hex, as the C library reads them, in dotted decimal.
 * @param {string} name
 */
function ipv4(name) {
  const parts = name.split(".");
  if (parts.length > 4) return null;
  /** @type {number[]} */
  const numbers = [];
  for (const part of parts) {
    const match = p.HOSTS_NUMBER.exec(part);
    if (!match) return null;
    numbers.push(match[1] ? parseInt(part, 16) : parseInt(part, match[2] ? 8 : 10));
  }
  const low = /** @type {number} */ (numbers.pop());
  const room = 4 - numbers.length;
  if (numbers.some((number) => number > 255) || low >= Math.pow(256, room)) return null;
  for (let place = room - 1; place >= 0; place--) numbers.push(Math.floor(low / Math.pow(256, place)) % 256);
  return numbers.join(".");
}

/**
 * Compress it, in brackets; one that stands for an IPv4 address becomes that, as published.
 * @param {string} raw
 */
function canonicalIpv6(raw) {
  const end = raw.indexOf("]");
  const inside = raw.slice(1, end);
  if (end < 0 || !p.HOSTS_PORT_OR_NONE.test(raw.slice(end + 1)) || !p.HOSTS_IPV6.test(inside)) throw new ClueError();
  let host;
  try {
    host = new URL("http://[" + inside + "]/").hostname;
  } catch (_) {
    throw new ClueError();
  }
  const groups = hextets(host.slice(1, -1));
  const prefix = groups.slice(0, 6).join();
  if (prefix !== "0,0,0,0,0,65535" && prefix !== "100,65435,0,0,0,0") return host;
  return groups.slice(6).map((group) => (group >> 8) + "." + (group & 255)).join(".");
}

/** @param {string} compressed */
function hextets(compressed) {
  const [head, tail] = compressed.split("::").map((half) => (half ? half.split(":").map((group) => parseInt(group, 16)) : []));
  return tail ? head.concat(new Array(8 - head.length - tail.length).fill(0), tail) : head;
}

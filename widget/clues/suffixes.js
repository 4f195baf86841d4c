/** The public suffixes: where a domain that somebody can register begins, and the expressions an address is listed under. */

import { NAME_SUFFIXES } from "./data/names.js";
import { canonicalHost, isAddress } from "./hosts.js";
import { ClueError } from "./model.js";
import { byteString, splitUrl } from "./url.js";

const DEEPEST = 8;

/**
 * The public suffix of a host in ASCII: the longest rule that fits, else the last label.
 * @param {string} host
 */
export function publicSuffix(host) {
  const labels = host.split(".").slice(-DEEPEST);
  for (let start = 0; start < labels.length; start++) {
    const name = labels.slice(start).join(".");
    const parent = labels.slice(start + 1).join(".");
    if (NAME_SUFFIXES.has("!" + name)) return parent;
    if (NAME_SUFFIXES.has(name) || NAME_SUFFIXES.has("*." + parent)) return name;
  }
  return labels[labels.length - 1];
}

/**
 * The domain somebody registered, in ASCII; null for IP addresses, for public suffixes and for what is no host.
 * @param {string} host
 */
export function registrableDomain(host) {
  let name;
  try {
    name = canonicalHost(byteString(host));
  } catch (error) {
    if (error instanceof ClueError) return null;
    throw error;
  }
  const suffix = publicSuffix(name);
  if (isAddress(name) || name === suffix) return null;
  const labels = name.slice(0, -suffix.length - 1).split(".");
  return labels[labels.length - 1] + "." + suffix;
}

/**
 * Up to 30 expressions `host/path` of a canonical address, the exact one first.
 * @param {string} canonical
 */
export function expressions(canonical) {
  const [host, path, query] = splitUrl(canonical);
  /** @type {string[]} */
  const found = [];
  for (const name of hostSuffixes(host)) found.push(...pathPrefixes(path, query).map((prefix) => name + prefix));
  return found;
}

/** @param {string} host */
function hostSuffixes(host) {
  const found = [host];
  if (isAddress(host)) return found;
  const labels = host.split(".");
  const stop = labels.length - publicSuffix(host).split(".").length;
  for (let start = Math.max(1, labels.length - 5); start < stop; start++) found.push(labels.slice(start).join("."));
  return found;
}

/**
 * @param {string} path
 * @param {string} query
 */
function pathPrefixes(path, query) {
  const parts = path.split("/");
  const names = parts.slice(1, Math.min(parts.length - 1, 4));
  const roots = names.map((_, at) => "/" + names.slice(0, at + 1).join("/") + "/");
  return Array.from(new Set([query === "?" ? path : path + query, path, "/"].concat(roots)));
}

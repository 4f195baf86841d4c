/** Asks the functions. Simple requests only (no preflight), without cookies, never longer than the limit. */

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {(path: string, fields?: string[][]) => Promise<Answer>} Ask */

const LIMIT = 12000;

/**
 * The root of the functions: what the page names, else two folders above the script (`<root>/w/v1/…js`).
 * @param {string|null} named
 * @param {string} script address of the script
 * @param {string} page address of the page
 * @returns {string} with a slash at the end; empty when there is none
 */
export function rootOf(named, script, page) {
  try {
    if (named) return new URL(named.replace(/\/*$/, "/"), page).href;
    return new URL("../../", script).href;
  } catch (_) {
    return "";
  }
}

/**
 * A function that asks for one city: POST with fields, GET without.
 * @param {string} root
 * @param {string} city
 * @param {number} [limit] milliseconds until an answer is too late
 * @returns {Ask}
 */
export function asker(root, city, limit) {
  return async (path, fields) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), limit || LIMIT);
    try {
      const response = await fetch(root + "v1/" + encodeURIComponent(city) + "/" + path, {
        method: fields ? "POST" : "GET",
        body: fields && new URLSearchParams(fields),
        headers: { Accept: "application/json" },
        credentials: "omit",
        referrerPolicy: "strict-origin",
        cache: "no-store",
        signal: stop.signal,
      });
      return { status: response.status, body: await response.json() };
    } catch (_) {
      return { status: 0, body: null };
    } finally {
      clearTimeout(timer);
    }
  };
}

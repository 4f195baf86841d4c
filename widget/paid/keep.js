/** The filled sheet on this device, only when somebody ticks it; the ID number only with a tick of its own. */

const KEY = "antifraud-stop-payment";
const DAYS = 7;

/** @typedef {{[field: string]: string}} Fields */

/**
 * What was kept, or null: nothing, too old, unreadable, or storage is not allowed.
 * @param {number} now milliseconds
 * @returns {Fields|null}
 */
export function kept(now) {
  try {
    const { at, fields } = JSON.parse(localStorage.getItem(KEY) || "");
    if (now - at < DAYS * 864e5) return fields;
    localStorage.removeItem(KEY);
  } catch (_) {
    // as if nothing was kept
  }
  return null;
}

/**
 * @param {Fields|null} fields null forgets
 * @param {number} now
 */
export function keep(fields, now) {
  try {
    if (fields) localStorage.setItem(KEY, JSON.stringify({ at: now, fields }));
    else localStorage.removeItem(KEY);
  } catch (_) {
    // a private window: the sheet lives as long as the page
  }
}

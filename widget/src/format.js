/** Small pure forms: dates as told in China, random tokens, receipts as typed, numbers to dial. */

const CHINA_HOURS = 8;

/**
 * A moment as date and time in China, `2026-11-21 21:00`; empty when it is none.
 * @param {unknown} moment RFC 3339
 */
export function chinaTime(moment) {
  const at = typeof moment === "string" ? Date.parse(moment) : NaN;
  return isNaN(at) ? "" : shifted(at).slice(0, 16).replace("T", " ");
}

/**
 * The day in China at a moment, `2026-11-21`.
 * @param {number} at milliseconds since 1970
 */
export function chinaDay(at) {
  return shifted(at).slice(0, 10);
}

/**
 * How long before another day a day was, as the code and the number of a sentence; nothing when one is no day.
 * Plurals start at two, so that no language needs a form for one.
 * @param {string} day such as `2026-11-21`
 * @param {string} today
 * @returns {{code: string, n: number}|null}
 */
export function ago(day, today) {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 864e5);
  if (isNaN(days)) return null;
  if (days < 2) return { code: days < 1 ? "today" : "yesterday", n: days };
  if (days < 60) return { code: "days", n: days };
  return days < 730 ? { code: "months", n: Math.floor(days / 30) } : { code: "years", n: Math.floor(days / 365) };
}

/** @param {number} at */
function shifted(at) {
  return new Date(at + CHINA_HOURS * 36e5).toISOString();
}

/**
 * A token of 32 hexadecimal digits.
 * @param {(bytes: Uint8Array<ArrayBuffer>) => unknown} fillRandom such as crypto.getRandomValues
 */
export function token(fillRandom) {
  const bytes = new Uint8Array(16);
  fillRandom(bytes);
  return Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
}

/**
 * A receipt as people type it: any case, blanks, full-width letters, any dash or none.
 * @param {string} typed
 */
export function receiptOf(typed) {
  const plain = typed.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "");
  return plain.replace(/(.{4})(?=.)/g, "$1-");
}

/**
 * The address that dials a number; nothing but digits, `+`, `*` and `#` gets through.
 * @param {string} number
 */
export function telephone(number) {
  return "tel:" + number.replace(/[^\d+*#]/g, "");
}

/**
 * One telephone number: digits as written or displayed to canonical form, display and what is odd about it.
 * Which digits of a message are a number is in phonefind.js.
 */

import { splitForeign } from "./calling.js";
import * as p from "./data/patterns.js";

export const MOBILE = "mobile";
export const LANDLINE = "landline";
export const LOCAL = "local";
export const TOLL = "toll";
export const SERVICE = "service";
export const SENDER = "sender";
export const FOREIGN = "foreign";
export const FORGED = "forged";
const EXACT = "exact";
const VIRTUAL = /^1(?:6[257]|7[01])/;

/** @typedef {{form: string, value: string, display: string, hints: string[]}} Reading */

/**
 * @param {string} form
 * @param {string} value
 * @param {string} display
 * @param {...string} hints
 * @returns {Reading}
 */
const reading = (form, value, display, ...hints) => ({ form, value, display, hints });

/** @param {string} shown */
const forged = (shown) => reading(FORGED, shown, shown, "forged_display");

/**
 * Read ASCII digits, perhaps with a `+` before; null when no form of number fits.
 * @param {string} digits
 * @param {boolean} [plus]
 * @returns {Reading|null}
 */
export function read(digits, plus) {
  if (p.PHONE_NOTHING.includes(digits[0]) && !plus) return null;
  return plus ? international(digits) : domestic(digits) || (digits.startsWith("00") ? foreign(digits.slice(2)) : null);
}

/**
 * The most digits a number can have that starts with a digit.
 * @param {string} first
 * @param {boolean} plus
 */
export function longest(first, plus) {
  return (!plus && /** @type {{[digit: string]: number}} */ (p.PHONE_LONGEST)[first]) || 20;
}

/**
 * Read 7 or 8 digits as a landline of the city with that area code; without one they stay as dialled.
 * @param {string} digits
 * @param {string|null} areaCode
 */
export function readLocal(digits, areaCode) {
  if (!p.PHONE_LOCAL.test(digits)) return null;
  if (!areaCode) return reading(LOCAL, digits, halves(digits));
  return reading(LOCAL, "+86" + areaCode.slice(1) + digits, areaCode + "-" + digits);
}

/**
 * Keep 3 to 20 digits that no form fits, exactly as they are.
 * @param {string} digits
 * @param {boolean} plus
 */
export function readExact(digits, plus) {
  if (digits.length < 3 || digits.length > 20) return null;
  const shown = plus ? "+" + digits : digits;
  return reading(EXACT, shown, shown, "not_dialable");
}

/**
 * The first form that fits decides.
 * @param {string} digits
 */
function domestic(digits) {
  const match = p.PHONE_DOMESTIC.exec(digits);
  if (!match) return null;
  const form = /** @type {{[form: string]: string|undefined}} */ (match.groups);
  if (form.mobile) return mobile(form.mobile);
  if (form.toll) return reading(TOLL, digits, [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join("-"), "receive_only_line");
  if (form.sender) return sender(digits);
  if (form.landline) return reading(LANDLINE, "+86" + form.area + form.landline, "0" + form.area + "-" + form.landline);
  return form.service ? reading(SERVICE, digits, digits) : forged(digits);
}

/** @param {string} digits */
function international(digits) {
  if (p.PHONE_FORGED_PLUS.test(digits)) return forged("+" + digits);
  const bare = digits.replace(/^00/, "");
  if (!bare.startsWith("86")) return foreign(bare);
  const found = domestic(bare);
  if (found && found.form === SENDER) return reading(SENDER, "+" + bare, "+" + bare, ...found.hints);
  return found && (found.form === MOBILE || found.form === LANDLINE) ? found : null;
}

/**
 * Read `*95588` or `95588#`: an official line never shows a mark, so the marks stay in the value.
 * @param {string} front
 * @param {string} digits
 * @param {string} behind
 * @param {boolean} plus
 */
export function readMarked(front, digits, behind, plus) {
  const official = isOfficial(digits) || (plus && p.PHONE_FORGED_PLUS.test(digits));
  return (front || behind) && official ? forged(front + (plus ? "+" : "") + digits + behind) : null;
}

/**
 * Whether digits are an official line, or one with something before it.
 * @param {string} digits
 */
const isOfficial = (digits) => p.PHONE_OFFICIAL_LINE.test(digits) || p.PHONE_FORGED.test(digits);

/** @param {string} number */
function mobile(number) {
  const hints = VIRTUAL.test(number) ? ["virtual_operator"] : [];
  return reading(MOBILE, "+86" + number, [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(" "), ...hints);
}

/** @param {string} digits */
function sender(digits) {
  const like = p.PHONE_SENDER_TAIL.test(digits) ? ["sender_like_official"] : [];
  return reading(SENDER, digits, digits, "sms_sender", ...like);
}

/** @param {string} digits */
function foreign(digits) {
  const parts = splitForeign(digits);
  if (!parts) return null;
  const [code, national] = parts;
  const hint = ["852", "853", "886"].includes(code) ? "hk_mo_tw_number" : "foreign_number";
  return reading(FOREIGN, "+" + code + national, "+" + code + " " + halves(national), hint);
}

/** @param {string} digits */
const halves = (digits) => digits.slice(0, -4) + " " + digits.slice(-4);

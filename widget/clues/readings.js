/** One bare thing without words around it: every kind it could be, most likely first. */

import { isCard, issuerOf, maskedCard } from "./card.js";
import * as p from "./data/patterns.js";
import { digitsOf, joins, runs } from "./digits.js";
import { BANK_CARD, clueOf, PHONE, QQ, TELEGRAM, URL_KIND, WECHAT } from "./model.js";
import { idAmong } from "./personal.js";
import * as phone from "./phone.js";
import { strip, stripOf } from "./strings.js";
import { plainText, spanOf } from "./text.js";
import { tryCanonical } from "./url.js";

/** @typedef {import("./model.js").Clue} Clue */
/** @typedef {import("./text.js").Folded} Folded */
/** @typedef {[number, number]} Span */

/** Digits that are kept though nobody said what they are: more may be a card or an ID number with a mistake. */
const LONGEST_UNASKED = 12;

/** @param {string|null|undefined} city an area code; any other string counts as no city */
export const areaCodeOf = (city) => (city && p.READINGS_AREA_CODE.test(city) ? city : null);

/**
 * The readings of a text that is one thing and nothing else; may be empty.
 * @param {Folded} folded
 * @param {string} text what was folded
 * @param {string|null} kind
 * @param {string|null} areaCode
 */
export function readOne(folded, text, kind, areaCode) {
  const plain = unquoted(folded.plain);
  if (!plain || isPerson(folded)) return [];
  const match = p.READINGS_BARE.exec(plain);
  const span = filled(folded, plain);
  const host = p.READINGS_FOUR_NUMBERS.test(plain) && tryCanonical(plain);
  if (host) return !kind || kind === URL_KIND ? [clueOf(URL_KIND, host, host, span, ["ip_host"])] : [];
  const found = match ? digitReadings(match, span, areaCode) : wordReadings(plain, span, kind, text);
  return found.filter((clue) => !kind || clue.kind === kind);
}

/**
 * Keep digits that nothing fits as a telephone number; long ones only when that is what was asked.
 * @param {Folded} folded
 * @param {string|null} kind
 */
export function readExactly(folded, kind) {
  const plain = unquoted(folded.plain);
  const match = p.READINGS_BARE.exec(plain);
  if (!match || (kind && kind !== PHONE) || isPerson(folded)) return [];
  const digits = digitsOf(match[2]);
  if (!kind && digits.length > LONGEST_UNASKED) return [];
  return phoneClues(phone.readExact(digits, match[1].includes("+")), filled(folded, plain));
}

/** @param {string} plain */
const unquoted = (plain) => strip(stripOf(strip(plain), p.READINGS_QUOTES));

/**
 * Whether the text is a resident ID number, which is never a clue.
 * @param {Folded} folded
 */
const isPerson = (folded) => runs(folded).some((groups) => idAmong(folded.plain, groups, joins(groups, 0)) !== null);

/**
 * @param {Folded} folded
 * @param {string} plain
 */
function filled(folded, plain) {
  const start = folded.plain.indexOf(plain);
  return spanOf(folded, start, start + plain.length);
}

/**
 * @param {RegExpExecArray} match
 * @param {Span} span
 * @param {string|null} areaCode
 */
function digitReadings(match, span, areaCode) {
  const digits = digitsOf(match[2]);
  const plus = match[1].includes("+");
  const found = phoneClues(match[3] ? phone.readMarked("", digits, match[3], plus) : phone.read(digits, plus), span);
  if (plus || match[3]) return found;
  const phones = found.concat(phoneClues(phone.readLocal(digits, areaCode), span));
  const both = isCard(digits) ? cards(digits, span).concat(phones) : phones.concat(cards(digits, span));
  return both.concat(accounts(digits, span));
}

/**
 * @param {phone.Reading|null} reading
 * @param {Span} span
 */
const phoneClues = (reading, span) => (reading ? [clueOf(PHONE, reading.value, reading.display, span, reading.hints)] : []);

/**
 * Read a card; with a wrong check digit only where the prefix and the length are a bank's.
 * @param {string} digits
 * @param {Span} span
 */
function cards(digits, span) {
  const masked = maskedCard(digits);
  if (isCard(digits)) return [clueOf(BANK_CARD, digits, masked, span)];
  const issuer = issuerOf(digits);
  return issuer && issuer.length === digits.length ? [clueOf(BANK_CARD, digits, masked, span, ["bad_check_digit"])] : [];
}

/**
 * @param {string} digits
 * @param {Span} span
 */
const accounts = (digits, span) =>
  p.READINGS_QQ.test(digits) ? [clueOf(QQ, digits, digits, span), clueOf(WECHAT, digits, digits, span)] : [];

/**
 * @param {string} plain
 * @param {Span} span
 * @param {string|null} kind
 * @param {string} text
 */
function wordReadings(plain, span, kind, text) {
  /** @type {Clue[]} */
  const found = [];
  const name = p.READINGS_TELEGRAM.exec(plain);
  if (name && (plain[0] === "@" || kind === TELEGRAM)) found.push(clueOf(TELEGRAM, name[1].toLowerCase(), "@" + name[1], span));
  if (p.READINGS_NAME.test(plain)) found.push(clueOf(WECHAT, plain.toLowerCase(), plain, span));
  if (found.length || kind !== URL_KIND) return found;
  const value = tryCanonical(unquoted(plainText(text)));
  return value ? [clueOf(URL_KIND, value, value, span)] : [];
}

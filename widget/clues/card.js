/** Bank cards: check digit, issuer by prefix, mask. Which digits of a message are a card is in numbers.js. */

import { CARD_PREFIXES } from "./data/facts.js";

export const MIN_LENGTH = 12;
export const MAX_LENGTH = 19;
const DOUBLED = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

/** Lengths of the cards of each prefix. @type {Map<string, number[]>} */
const ISSUERS = new Map();
for (const group of CARD_PREFIXES.split(";")) {
  const [lengths, differences] = group.split(":");
  let prefix = 0;
  for (const step of differences.split(" ")) ISSUERS.set(String((prefix += parseInt(step, 36))), lengths.split(",").map(Number));
}

/**
 * Whether the check digit is right (ISO/IEC 7812).
 * @param {string} digits
 */
function passesLuhn(digits) {
  let total = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = Number(digits[digits.length - 1 - i]);
    total += i % 2 ? DOUBLED[value] : value;
  }
  return total % 10 === 0;
}

/**
 * The issuer by the longest known prefix; where banks share one, cards of that length decide.
 * @param {string} digits
 * @returns {{length: number, prefix: string}|null}
 */
export function issuerOf(digits) {
  for (let size = Math.min(10, digits.length); size >= 4; size--) {
    const prefix = digits.slice(0, size);
    const lengths = ISSUERS.get(prefix);
    if (lengths) return { prefix, length: lengths.includes(digits.length) ? digits.length : lengths[0] };
  }
  return null;
}

/**
 * Whether digits have the length and the check digit of a card, and are not one digit repeated.
 * @param {string} digits
 */
export function isCard(digits) {
  const long = digits.length >= MIN_LENGTH && digits.length <= MAX_LENGTH;
  return long && digits !== digits[0].repeat(digits.length) && passesLuhn(digits);
}

/**
 * Whether digits are a card with a prefix and a length that a bank has.
 * @param {string} digits
 */
export function isOfKnownBank(digits) {
  const issuer = isCard(digits) ? issuerOf(digits) : null;
  return issuer !== null && issuer.length === digits.length;
}

/**
 * All but the issuer's six digits and the last four masked.
 * @param {string} digits
 */
export const maskedCard = (digits) => digits.slice(0, 6) + "*".repeat(Math.max(0, digits.length - 10)) + digits.slice(-4);

/**
 * Numbers that a narrow screen or a photo of one broke over lines: `1585⏎8127 309`. Lines of digits are mostly a
 * table, so only a card of a known bank or what is called a telephone is believed.
 */

import { isOfKnownBank, maskedCard, MIN_LENGTH } from "./card.js";
import { asksToCall, saysPhoneStrongly } from "./context.js";
import { BROKEN_BROKEN } from "./data/patterns.js";
import { BANK_CARD, clueOf, PHONE } from "./model.js";
import * as phone from "./phone.js";
import { matches } from "./strings.js";
import { covers } from "./taken.js";
import { spanOf } from "./text.js";

/** @typedef {import("./model.js").Clue} Clue */
/** @typedef {import("./taken.js").Span} Span */

/**
 * Numbers over more than one line, outside what is taken.
 * @param {import("./text.js").Folded} folded
 * @param {Span[]} known
 */
export function findBroken(folded, known) {
  /** @type {Clue[]} */
  const found = [];
  for (const match of matches(BROKEN_BROKEN, folded.plain)) {
    const span = spanOf(folded, match.index, match.index + match[0].length);
    const clue = covers(known, span) ? null : read(folded.plain, match, span);
    if (clue) found.push(clue);
  }
  return found;
}

/**
 * @param {string} plain
 * @param {RegExpExecArray} match
 * @param {Span} span
 */
function read(plain, match, span) {
  if (/[Xx]$/.test(match[0])) return null;
  const digits = match[0].replace(/[^0-9]/g, "");
  if (digits.length >= MIN_LENGTH) return isOfKnownBank(digits) ? clueOf(BANK_CARD, digits, maskedCard(digits), span) : null;
  const reading = phone.read(digits);
  const said = saysPhoneStrongly(plain, match.index) || asksToCall(plain, match.index);
  if (!said || !reading || (reading.form !== phone.MOBILE && reading.form !== phone.TOLL)) return null;
  return clueOf(PHONE, reading.value, reading.display, span, reading.hints);
}

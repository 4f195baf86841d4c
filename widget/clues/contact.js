/** E-mail addresses and Telegram names, plain and disguised. A link to a Telegram name is that name. */

import * as p from "./data/patterns.js";
import { clueOf, EMAIL, TELEGRAM } from "./model.js";
import { matches } from "./strings.js";
import { spanOf } from "./text.js";

/** @typedef {import("./model.js").Clue} Clue */
/** @typedef {import("./text.js").Folded} Folded */

/**
 * E-mail addresses.
 * @param {Folded} folded
 */
export function findEmails(folded) {
  /** @type {Clue[]} */
  const found = [];
  if (!p.CONTACT_SIGN.test(folded.plain)) return found;
  for (const match of matches(p.CONTACT_EMAIL, folded.plain)) {
    const value = (match[1] + "@" + match[2].replace(p.CONTACT_DOTS, ".")).toLowerCase();
    const span = spanOf(folded, match.index, match.index + match[0].length);
    if (!value.includes("..") && !value.includes("-.")) found.push(clueOf(EMAIL, value, value, span));
  }
  return found;
}

/**
 * Telegram names in links and behind the words that say so; invitations stay links.
 * @param {Folded} folded
 */
export function findTelegrams(folded) {
  /** @type {Clue[]} */
  const found = [];
  const keep = (/** @type {string} */ name, /** @type {number} */ start, /** @type {number} */ end) => {
    const value = name.toLowerCase();
    if (!p.CONTACT_NOT_NAMES.includes(value)) found.push(clueOf(TELEGRAM, value, "@" + name, spanOf(folded, start, end)));
  };
  for (const match of matches(p.CONTACT_LINK, folded.plain)) keep(match[1] || match[2], match.index, match.index + match[0].length);
  for (const match of matches(p.CONTACT_MARKED, folded.plain)) {
    const end = match.index + match[0].length;
    const sign = match[1] || "";
    const said = sign || /[:：号搜加是艾→>]/.test(match[0]) || (match[2].includes("_") && /^[纸紙电電Tt]/.test(match[0]));
    if (said) keep(match[2], end - match[2].length - sign.length, end);
  }
  for (const match of matches(p.CONTACT_MARKED_FAR, folded.plain)) {
    const end = match.index + match[0].length;
    keep(match[1], end - match[1].length - 1, end);
  }
  for (const pattern of [p.CONTACT_MARKED_BEHIND, p.CONTACT_BOT]) {
    for (const match of matches(pattern, folded.plain)) keep(match[1], match.index, match.index + 1 + match[1].length);
  }
  return found;
}

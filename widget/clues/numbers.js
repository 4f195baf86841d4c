/** Every run of digits of a message: a card, a telephone number, or something that is no clue. */

import { findBroken } from "./broken.js";
import { isCard as isCardNumber, isOfKnownBank, issuerOf, maskedCard, MAX_LENGTH, MIN_LENGTH } from "./card.js";
import * as context from "./context.js";
import { NUMBERS_CARD_WORDS, NUMBERS_LOOKALIKE, NUMBERS_POLICE } from "./data/patterns.js";
import { joins, runs } from "./digits.js";
import { BANK_CARD, clueOf, PHONE } from "./model.js";
import { codeSpans, idAmong } from "./personal.js";
import * as phone from "./phone.js";
import { phoneAt } from "./phonefind.js";
import { matches, strip, stripEnd } from "./strings.js";
import { covers, taken } from "./taken.js";
import { spanOf } from "./text.js";

/** @typedef {import("./model.js").Clue} Clue */
/** @typedef {import("./text.js").Folded} Folded */
/** @typedef {import("./digits.js").Group} Group */
/** @typedef {import("./digits.js").Joined} Joined */
/** @typedef {import("./phonerules.js").Scene} Scene */
/** @typedef {import("./taken.js").Span} Span */

const TIED = 6;

/**
 * The cards and telephone numbers of a text outside what is taken.
 * @param {Folded} folded
 * @param {Span[]} spans
 * @param {string|null} areaCode
 */
export function findNumbers(folded, spans, areaCode) {
  const { plain } = folded;
  const hidden = taken(spans.concat(codeSpans(plain).map(([start, end]) => spanOf(folded, start, end))));
  const end = stripEnd(plain).length;
  /** @type {Scene} */
  const scene = { plain, filled: [end ? end - strip(plain).length : plain.length, end], areaCode, previous: 0, previousArea: null };
  /** @type {Clue[]} */
  const found = [];
  for (const run of runs(folded)) {
    for (const groups of free(folded, run, hidden)) readGroups(folded, scene, groups, found);
  }
  found.push(...lookalikes(folded, spans, found));
  return found.concat(findBroken(folded, taken(spans.concat(found.map((clue) => clue.span)))));
}

/**
 * Cut a run where groups belong to something else.
 * @param {Folded} folded
 * @param {Group[]} run
 * @param {Span[]} spans
 */
function free(folded, run, spans) {
  /** @type {Group[][]} */
  const pieces = [[]];
  for (const group of run) {
    if (covers(spans, spanOf(folded, group.start, group.end))) pieces.push([]);
    else pieces[pieces.length - 1].push(group);
  }
  return pieces.filter((piece) => piece.length);
}

/**
 * @param {Folded} folded
 * @param {Scene} scene changed by each number found
 * @param {Group[]} groups
 * @param {Clue[]} found
 */
function readGroups(folded, scene, groups, found) {
  for (let first = 0; first < groups.length; first++) {
    const options = joins(groups, first);
    if (!options.length) continue;
    const person = idAmong(folded.plain, groups, options);
    if (person !== null) {
      first = person;
      continue;
    }
    const joined = cardAmong(folded.plain, groups, options);
    if (joined) {
      if (!isOther(folded.plain, groups, first)) found.push(cardClue(folded, groups, joined));
      first = joined.last;
      continue;
    }
    const number = phoneAt(scene, groups, options);
    if (!number) continue;
    if (!isOther(folded.plain, groups, first)) {
      found.push(phoneClue(folded, number));
      scene.previous = number.end;
      const area = number.reading.display.split("-")[0];
      scene.previousArea = [phone.LANDLINE, phone.LOCAL].includes(number.reading.form) && area[0] === "0" ? area : null;
    }
    first = number.last;
  }
}

/**
 * Whether the words before the digits, or what they are tied to, call them an order or a code.
 * @param {string} plain
 * @param {Group[]} groups
 * @param {number} first
 */
function isOther(plain, groups, first) {
  for (let i = 0; i < TIED; i++) if (first && ["", "-", "_"].includes(groups[first].gap)) first -= 1;
  return context.saysOther(plain, groups[first].start);
}

/**
 * @param {string} plain
 * @param {Group[]} groups
 * @param {Joined[]} options
 */
function cardAmong(plain, groups, options) {
  const long = options.filter(({ digits }) => digits.length >= MIN_LENGTH && digits.length <= MAX_LENGTH);
  return long.filter((joined) => isCard(plain, groups, joined)).pop();
}

/**
 * @param {string} plain
 * @param {Group[]} groups
 * @param {Joined} joined
 */
function isCard(plain, groups, joined) {
  const { digits, sizes } = joined;
  const start = groups[joined.first].start;
  if (!isCardNumber(digits) || phone.read(digits) || context.isGlued(plain, start, groups[joined.last].end)) return false;
  const next = groups[joined.last + 1];
  if (next && ["", "-"].includes(next.gap)) return false;
  const said = NUMBERS_CARD_WORDS.test(context.before(plain, start));
  const issuer = issuerOf(digits);
  const grouped = cardGroups(sizes);
  if (issuer && issuer.length === digits.length && issuer.prefix.length >= 5) return said || grouped;
  const likely = (sizes.length > 1 && grouped && "3456".includes(digits[0])) || (issuer && sizes.length === 1) || digits.startsWith("62");
  return said || Boolean(likely && digits.length >= 15 && grouped);
}

/**
 * Whether the parts are as people write cards: whole, by fours, by the prefix, or one by one.
 * @param {number[]} sizes
 */
function cardGroups(sizes) {
  if (sizes.length === 1 || Math.max(...sizes) === 1) return true;
  const fours = sizes.slice(0, -1).every((size) => size % 4 === 0) && (sizes[sizes.length - 1] <= 4 || sizes.length === 4);
  const fives = sizes.length > 2 && sizes.slice(0, -1).every((size) => size === 5) && sizes[sizes.length - 1] <= 5;
  return fours || fives || (sizes[0] === 6 && sizes.length <= 4 && !sizes.includes(11)) || sizes.join() === "4,6,5";
}

/**
 * @param {Folded} folded
 * @param {Group[]} groups
 * @param {Joined} joined
 */
function cardClue(folded, groups, joined) {
  const span = spanOf(folded, groups[joined.first].start, groups[joined.last].end);
  return clueOf(BANK_CARD, joined.digits, maskedCard(joined.digits), span);
}

/**
 * @param {Folded} folded
 * @param {import("./phonefind.js").Found} number
 */
function phoneClue(folded, number) {
  const { form, value, display, hints } = number.reading;
  const before = folded.plain.slice(Math.max(0, number.start - 30), number.start);
  const police = (form === phone.MOBILE || form === phone.FOREIGN) && NUMBERS_POLICE.test(before);
  return clueOf(PHONE, value, display, spanOf(folded, number.start, number.end), police ? hints.concat("police_on_mobile") : hints);
}

/**
 * Mobiles, 400 lines and cards with letters drawn like digits (`l38OO138OOO`).
 * @param {Folded} folded
 * @param {Span[]} spans
 * @param {Clue[]} found
 */
function lookalikes(folded, spans, found) {
  const known = new Set(found.map(({ span }) => span.join()));
  /** @type {Clue[]} */
  const more = [];
  for (const match of matches(NUMBERS_LOOKALIKE, folded.plain)) {
    const span = spanOf(folded, match.index, match.index + match[0].length);
    if (match[0].replace(/[^OolI|]/g, "").length > 6 || covers(spans, span) || known.has(span.join())) continue;
    const clue = undrawn(match[0].replace(/[ —-]/g, "").replace(/[Oo]/g, "0").replace(/[lI|]/g, "1"), span);
    if (clue) more.push(clue);
  }
  return more;
}

/**
 * The digits that letters stood for; a card has to be one of a known bank, in its length.
 * @param {string} digits
 * @param {Span} span
 */
function undrawn(digits, span) {
  if (digits.length >= MIN_LENGTH) {
    return isOfKnownBank(digits) ? clueOf(BANK_CARD, digits, maskedCard(digits), span) : null;
  }
  const reading = phone.read(digits);
  if (!reading || (reading.form !== phone.MOBILE && reading.form !== phone.TOLL)) return null;
  return clueOf(PHONE, reading.value, reading.display, span, reading.hints);
}

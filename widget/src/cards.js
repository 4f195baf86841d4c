/**
 * The cards of a look-up: one for the whole text, one for each clue. Shows; asks and decides nothing. What helps with an
 * answer comes from another file; without it the cards still say the verdict, its facts and the number to dial.
 */

import { nameOf } from "./answers.js";
import { button, el, icon } from "./dom.js";
import { ago, chinaDay, telephone } from "./format.js";
import { copyButton } from "./parts.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Found} Found */
/** @typedef {import("./answers.js").Look} Look */
/** @typedef {import("./dom.js").Kid} Kid */
/** @typedef {{before: Kid[], after: Kid[], last: Kid[]}} Help what stands before the facts, after them, and under the button */

/**
 * The card of the whole text. Its heading takes the focus.
 * @param {Context} context
 * @param {Look} look
 * @param {() => void} retry
 * @param {Kid[]} help
 */
export function overallCard({ say }, look, retry, help) {
  const { level } = look;
  const empty = level === "no_record" && look.clues.length === 0;
  const word = say(empty ? "ui.nothing_found" : "levels." + level);
  return el(
    "section",
    { class: "card " + level, part: "card" },
    el(
      "h2",
      { class: "banner", tabindex: -1 },
      icon(level),
      el("span", null, el("span", { class: "unseen" }, say("ui.result") + say("ui.colon")), word),
    ),
    el(
      "div",
      { class: "inside" },
      empty ? null : el("p", { class: "strong" }, say("meanings." + level)),
      ...help,
      level === "unavailable" && button(say("ui.retry"), retry, true),
    ),
  );
}

/**
 * The card of one clue.
 * @param {Context} context
 * @param {Found} clue
 * @param {Look} look
 * @param {() => void} report
 * @param {Help} help
 */
export function clueCard(context, clue, look, report, help) {
  const { say } = context;
  return el(
    "li",
    { class: "clue " + clue.level, part: "clue" },
    el("h3", null, el("span", { class: "kind" }, say("kinds." + clue.kind)), " ", el("span", { class: "value" }, clue.display)),
    el("p", { class: "badge" }, icon(clue.level), el("span", null, say("levels." + clue.level))),
    clue.level !== look.level && el("p", null, say("meanings." + clue.level)),
    ...help.before,
    official(context, clue),
    facts(context, clue, look),
    ...help.after,
    button(say("ui.report_this"), report, true),
    ...help.last,
  );
}

/**
 * Whose line it is and the number to dial oneself.
 * @param {Context} context
 * @param {Found} clue
 */
function official(context, clue) {
  const { say, lang } = context;
  const owner = nameOf(clue.owner, lang);
  const number = clue.dial && el("b", { class: "value" }, clue.dial);
  return el(
    "div",
    null,
    owner && el("p", null, say("ui.owner", { x: owner })),
    number &&
      el(
        "p",
        { class: "dial" },
        el("a", { class: "call", part: "call", href: telephone(clue.dial) }, say("ui.dial"), " ", number),
        copyButton(context, clue.dial, number),
      ),
  );
}

/**
 * Counts and days in one line; who confirmed it.
 * @param {Context} context
 * @param {Found} clue
 * @param {Look} look
 */
function facts({ say, lang }, clue, look) {
  const source = nameOf(clue.source, lang);
  const last = ago(clue.lastSeen, chinaDay(look.at || Date.now()));
  const line = [
    clue.reporters && say("ui.reporters", { n: clue.reporters }),
    clue.cities && say(look.cities ? "ui.of_cities" : "ui.cities", { n: clue.cities, all: look.cities }),
    clue.firstSeen && clue.firstSeen !== clue.lastSeen && say("ui.first_seen", { d: clue.firstSeen }),
    last && say("ui.last_seen", { x: say("ago." + last.code, last) }),
  ].filter(Boolean);
  return el(
    "div",
    { class: "facts" },
    source && el("p", null, say("ui.source", { x: source })),
    line.length > 0 && el("p", null, ...line.map((fact) => el("span", null, String(fact)))),
  );
}

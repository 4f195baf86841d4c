/** The cards of a look-up: one for the whole text, one for each clue. Shows; asks and decides nothing. */

import { nameOf } from "./answers.js";
import { bullets, button, el, icon } from "./dom.js";
import { telephone } from "./format.js";
import { copyButton } from "./parts.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Found} Found */
/** @typedef {import("./answers.js").Look} Look */

/** The meaning of "no record" says this already. @param {string} code */
const unsaid = (code) => code !== "not_safe";

/**
 * The card of the whole text. Its heading takes the focus.
 * @param {Context} context
 * @param {Look} look
 * @param {() => void} retry
 */
export function overallCard({ say, list }, look, retry) {
  const { level } = look;
  const empty = level === "no_record" && look.clues.length === 0;
  const word = say(empty ? "ui.nothing_found" : "levels." + level);
  const todo = list("advice", look.advice.filter(unsaid));
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
      todo.length > 0 && !empty && el("h3", null, say("ui.do_now")),
      empty ? el("p", null, ...todo) : bullets(todo, "todo"),
      level === "unavailable" && button(say("ui.retry"), retry),
    ),
  );
}

/**
 * What "no record" still says: the signs of fraud, and the question what happened.
 * @param {Context} context
 * @param {false|(() => void)} report false when there is no clue to report
 */
export function signs({ say }, report) {
  return el(
    "section",
    { class: "box", part: "card" },
    el("h3", null, say("ui.signs")),
    bullets([say("ui.sign_money"), say("ui.sign_code"), say("ui.sign_app"), say("ui.sign_secret")], "todo"),
    report && button(say("ui.tell_us"), report),
  );
}

/**
 * The card of one clue; `told` holds the advice codes and the level the overall card has said already.
 * @param {Context} context
 * @param {Found} clue
 * @param {{advice: string[], level: string}} told
 * @param {() => void} report
 */
export function clueCard(context, clue, told, report) {
  const { say, list } = context;
  const fresh = clue.advice.filter((code) => unsaid(code) && told.advice.indexOf(code) < 0);
  return el(
    "li",
    { class: "clue " + clue.level, part: "clue" },
    el("h3", null, el("span", { class: "kind" }, say("kinds." + clue.kind)), " ", el("span", { class: "value" }, clue.display)),
    el("p", { class: "badge" }, icon(clue.level), el("span", null, say("levels." + clue.level))),
    clue.level !== told.level && el("p", null, say("meanings." + clue.level)),
    ...list("hints", clue.hints).map((text) => el("p", { class: "warn" }, text)),
    ...list("flags", clue.flags).map((text) => el("p", { class: "strong" }, text)),
    official(context, clue),
    el("p", null, list("reasons", clue.reasons).join(say("ui.semicolon"))),
    facts(context, clue),
    bullets(list("advice", fresh), "todo"),
    button(say("ui.report_this"), report, true),
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
 * Counts and days in one line; who confirmed it; what it is mostly used for.
 * @param {Context} context
 * @param {Found} clue
 */
function facts({ say, list, lang }, clue) {
  const source = nameOf(clue.source, lang);
  const kinds = list("categories", clue.categories);
  const line = [
    clue.reporters && say("ui.reporters", { n: clue.reporters }),
    clue.cities && say("ui.cities", { n: clue.cities }),
    clue.firstSeen && say("ui.first_seen", { d: clue.firstSeen }),
    clue.lastSeen && clue.lastSeen !== clue.firstSeen && say("ui.last_seen", { d: clue.lastSeen }),
  ].filter(Boolean);
  return el(
    "div",
    { class: "facts" },
    source && el("p", null, say("ui.source", { x: source })),
    line.length > 0 && el("p", null, ...line.map((fact) => el("span", null, String(fact)))),
    kinds.length > 0 && el("p", null, say("ui.often", { x: kinds.join(say("ui.comma")) })),
  );
}

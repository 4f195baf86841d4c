/** What helps with the verdict on one clue: its reasons, what to do, a one-tap report, and the word that it is harmless. */

import { bullets, el } from "./dom.js";
import { harmless } from "./marking.js";
import { tip } from "./tip.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Found} Found */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {import("./answers.js").Look} Look */

/** Levels at which a neighbour can add that they met it, or that it is harmless. */
const OPEN = ["confirmed", "high_risk", "reported", "no_record"];

/**
 * @param {Context} context
 * @param {Found} clue
 * @param {Look} look
 * @param {(clues: Clue[], receipt?: string) => void} toReport
 * @returns {import("./cards.js").Help}
 */
export function clueHelp(context, clue, look, toReport) {
  const { say, list } = context;
  const fresh = clue.advice.filter((code) => code !== "not_safe" && look.advice.indexOf(code) < 0);
  const kinds = list("categories", clue.categories);
  const reasons = list("reasons", clue.reasons);
  const open = OPEN.indexOf(clue.level) >= 0;
  return {
    before: [
      ...list("hints", clue.hints).map((text) => el("p", { class: "warn" }, text)),
      ...list("flags", clue.flags).map((text) => el("p", { class: "strong" }, text)),
      reasons.length > 0 && el("p", null, reasons.join(say("answers.semicolon"))),
      kinds.length > 0 && el("p", { class: "often" }, say("answers.often", { x: kinds.join(say("ui.comma")) })),
    ],
    after: [bullets(list("advice", fresh), "todo"), open && tip(context, clue, (receipt) => toReport([clue], receipt))],
    last: [open && harmless(context, clue)],
  };
}

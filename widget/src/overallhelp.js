/** What helps with the verdict on a whole text: what to do, what not to believe, one-tap questions, family, reading aloud. */

import { readAloud } from "./aloud.js";
import { whatHappened, whyPay } from "./asking.js";
import { bullets, el } from "./dom.js";
import { chinaTime, telephone } from "./format.js";
import { shareButton } from "./sharing.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Found} Found */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {import("./answers.js").Look} Look */
/** @typedef {import("./dom.js").Kid} Kid */
/** @typedef {{number: string, label: string, covers: string}} Dial the one thing to do, and the advice that it stands for */

/** Levels that warn of somebody. */
const GRAVE = ["confirmed", "high_risk"];
/** The meaning of "no record" says this already. */
const SAID = "not_safe";
/** Kinds of fraud whose lies are told; more would not be read. */
const KINDS = 2;

/**
 * What stands in the card under the meaning of the level.
 * @param {Context} context
 * @param {Look} look
 * @param {(clues: Clue[]) => void} toReport
 * @returns {Kid[]}
 */
export function overallHelp(context, look, toReport) {
  const { say, list } = context;
  const empty = look.level === "no_record" && !look.clues.length;
  const dial = toDial(look);
  const advice = list("advice", look.advice.filter((code) => code !== SAID && code !== (dial && dial.covers)));
  const remember = truths(context, look);
  const report = () => toReport(look.clues.filter((clue) => clue.level !== "official").slice(0, 5));
  return [
    look.level === "unavailable" && outage(context, look),
    el(
      "div",
      { class: "now" },
      el("h3", null, say("answers.do_now")),
      advice.length > 0 && el("p", { class: "first" }, advice[0]),
      dial && call(context, dial),
      bullets(advice.slice(1), "todo"),
      isGrave(look) && el("p", null, el("a", { class: "link", target: "_blank", href: context.page("paid.html") }, say("answers.paid_steps"))),
    ),
    look.level === "no_record" && whatHappened(context, report),
    el("h3", null, say("answers.remember")),
    bullets(remember, "remember"),
    isGrave(look) && whyPay(context, look.level, report),
    el(
      "p",
      { class: "keep" },
      !empty && look.level !== "official" && shareButton(context, look),
      readAloud(context, [say("levels." + look.level), say("meanings." + look.level), ...advice, ...remember]),
    ),
  ];
}

/** @param {Look} look */
const isGrave = (look) => GRAVE.indexOf(look.level) >= 0;

/**
 * The number of the one thing to do: the police, the hotline, or the official line itself.
 * @param {Look} look
 * @returns {Dial|null}
 */
function toDial(look) {
  const line = look.clues.find((clue) => clue.level === "official" && !!clue.dial);
  if (look.level === "confirmed") return { number: "110", label: "answers.call_110", covers: "call_110_if_paid" };
  if (look.level === "official") return line ? { number: line.dial, label: "ui.dial", covers: "hang_up_and_dial" } : null;
  if (look.level === "no_record") return null; // there the question what happened comes first
  return { number: "96110", label: "answers.call_96110", covers: "call_96110" };
}

/**
 * @param {Context} context
 * @param {Dial} dial
 */
function call({ say }, { number, label }) {
  return el("a", { class: "call main", part: "call", href: telephone(number) }, say(label), " ", el("b", { class: "value" }, number));
}

/**
 * What an outage may honestly say: when it was, and that nothing old is shown in its place.
 * @param {Context} context
 * @param {Look} look
 */
function outage({ say }, look) {
  const at = new Date(look.at || Date.now()).toISOString();
  return el("p", { class: "hint" }, say("answers.outage", { t: chinaTime(at) }));
}

/**
 * What not to believe: about the kinds of fraud that are known or that the words sound like, then about the level.
 * @param {Context} context
 * @param {Look} look
 */
function truths({ list }, look) {
  const known = look.clues.filter((clue) => clue.level === look.level).map((clue) => clue.categories);
  const kinds = look.level === "official" ? [] : look.sounds.concat(...known);
  const few = kinds.filter((kind, at) => kinds.indexOf(kind) === at).slice(0, KINDS);
  return list("truths", few.concat(look.level));
}

/** Questions with one-tap answers: what happened, and why somebody still wants to pay. Each answer gets a short reply. */

import { button, el, fill } from "./dom.js";
import { hotline } from "./parts.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./dom.js").Kid} Kid */

/** The answer after which there is nothing to do. */
const HARMLESS = "curious";
/** Reasons to pay that the police must hear of. */
const POLICE = ["threatened", "get_back"];

/**
 * What happened where nothing is known of a clue: leads to the right advice and to a report.
 * @param {Context} context
 * @param {() => void} report
 */
export function whatHappened(context, report) {
  const { say } = context;
  return question(context, "answers.happened", "happened", (code) => [
    el("p", { class: "strong" }, say("happened_advice." + code)),
    code !== HARMLESS && el("div", { class: "calls" }, hotline(context, "96110", "answers.ask_96110")),
    code !== HARMLESS && button(say("answers.tell_us"), report, true),
  ]);
}

/**
 * Why somebody still wants to pay after a warning.
 * @param {Context} context
 * @param {string} level
 * @param {() => void} report
 */
export function whyPay(context, level, report) {
  const { say, ask } = context;
  return question(context, "answers.why", "why", (code) => {
    ask("why", [["level", level], ["answer", code]]); // counted without a name; nobody waits for it
    const line = POLICE.indexOf(code) < 0 ? hotline(context, "96110", "answers.ask_96110") : hotline(context, "110", "ui.help_police");
    return [
      el("p", { class: "strong" }, say("why_advice." + code)),
      code === "not_paying"
        ? button(say("answers.tell_us"), report, true)
        : el("div", { class: "calls" }, line),
    ];
  });
}

/**
 * A question, its answers by code, and the place of the reply.
 * @param {Context} context
 * @param {string} title
 * @param {string} section
 * @param {(code: string) => Kid[]} reply
 */
function question({ say, codes }, title, section, reply) {
  const told = el("div", { class: "reply", "aria-live": "polite" });
  const picks = codes(section).map((code) => el("button", { type: "button", class: "plain", part: "button", "aria-pressed": "false", onclick: () => pick(code) }, say(section + "." + code)));

  /** @param {string} code */
  function pick(code) {
    picks.forEach((one, at) => one.setAttribute("aria-pressed", String(codes(section)[at] === code)));
    fill(told, ...reply(code));
  }
  return el("div", { class: "question", role: "group", "aria-label": say(title) }, el("h3", null, say(title)), el("div", { class: "picks" }, ...picks), told);
}

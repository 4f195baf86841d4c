/** The receipt: its number and how to keep it, what was said, how far it is, what comes next, who may call. */

import { nameOf } from "./answers.js";
import { bullets, button, el, icon } from "./dom.js";
import { chinaTime } from "./format.js";
import { keepingButtons } from "./keeping.js";
import { fileState } from "./uploads.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Receipt} Receipt */
/** @typedef {{refresh: () => void, add: () => void, withdraw: () => void, again: () => void}} Act */

/** The rule of whom not to believe afterwards; it stands out. */
const RECOVERY = "recovery_is_fraud";
/** What becomes of nothing more. */
const OVER = ["withdrawn", "not_counted"];

/**
 * The receipt as it stands; its heading is there to take the focus.
 * @param {Context} context
 * @param {Receipt} receipt
 * @param {Act} act
 * @param {import("./dom.js").Kid} uploads what is still being sent
 */
export function receiptCard(context, receipt, act, uploads) {
  const { say } = context;
  const number = receipt.receipt;
  return el(
    "section",
    { class: "card done", part: "card" },
    el("h2", { class: "banner", tabindex: -1 }, icon("done"), el("span", null, say("statuses." + receipt.status))),
    el(
      "div",
      { class: "inside" },
      number ? numberPart(context, receipt) : el("p", null, say("receipt.none")),
      uploads,
      ...said(context, receipt),
      ...progress(context, receipt),
      el("div", { class: "rest" }, number && button(say("receipt.refresh"), act.refresh, true), ...changing(context, receipt, act)),
      ...warned(context, receipt),
      button(say("receipt.again"), act.again),
    ),
  );
}

/**
 * The number, in groups that are easy to read out, and the words a caller must say.
 * @param {Context} context
 * @param {Receipt} receipt
 */
function numberPart(context, receipt) {
  const { say, lang } = context;
  const groups = receipt.receipt.split("-");
  const number = el("strong", { class: "number", part: "receipt", "aria-hidden": "true" }, receipt.receipt);
  const spoken = el("span", { class: "unseen" }, groups.map((group) => group.split("").join(" ")).join(say("ui.comma")));
  const phrase = nameOf(receipt.phrase, lang);
  return el(
    "div",
    { class: "keepme" },
    el("p", { class: "hint" }, say("more.receipt")),
    number,
    spoken,
    phrase && el("p", { class: "phrase" }, el("span", null, say("receipt.phrase")), el("b", null, phrase)),
    el("p", { class: "hint" }, say("receipt.keep")),
    keepingButtons(context, receipt, number),
  );
}

/** @param {Context} context @param {Receipt} receipt */
function said({ say, list }, { clues, category, mark, files }) {
  const clue = (/** @type {import("./answers.js").Clue} */ one) =>
    el("li", null, el("span", { class: "kind" }, say("kinds." + one.kind)), " ", el("b", { class: "value" }, one.display));
  const sent = files.map((file) => el("li", null, say("receipt.file", { n: file.number }), " ", el("span", { class: "hint" }, fileState({ say, list }, file))));
  return [
    el("h3", null, say(mark ? "receipt.marked" : "receipt.reported")),
    el("ul", { class: "named" }, ...clues.map(clue)),
    el("p", null, say(mark ? "marks." + mark : "categories." + category)),
    sent.length > 0 && el("ul", { class: "named" }, ...sent),
  ];
}

/** @param {Context} context @param {Receipt} receipt */
function progress(context, { timeline, status, mark }) {
  const { say } = context;
  const over = OVER.indexOf(status) >= 0;
  const steps = timeline.filter((one) => one.done || !over).map((one) => timelineStep(context, one)).filter(Boolean);
  if (!steps.length) return [];
  return [el("h3", null, say("receipt.progress")), el("ol", { class: "timeline" }, ...steps), !over && !mark && el("p", { class: "hint" }, say("receipt.later"))];
}

/** @param {Context} context @param {import("./answers.js").Step} one */
function timelineStep({ say, list }, { step, done, at, why }) {
  const word = list("steps", [step])[0];
  const when = chinaTime(at) || (done ? "" : say("receipt.waiting"));
  const reason = list("why_not_pursued", [why])[0];
  return word && el("li", { class: done && "past" }, el("b", null, word), " ", el("span", null, when), reason && el("p", { class: "why" }, say("receipt.why", { x: reason })));
}

/**
 * What its holder may do with a report.
 * @param {Context} context
 * @param {Receipt} receipt
 * @param {Act} act
 */
function changing({ say }, { receipt, status, mark }, act) {
  if (!receipt || OVER.indexOf(status) >= 0) return [];
  return [!mark && button(say("receipt.add"), act.add, true), button(say(mark ? "receipt.withdraw_mark" : "receipt.withdraw"), act.withdraw, true)];
}

/** @param {Context} context @param {Receipt} receipt */
function warned({ say, list }, { nextSteps, contactRules, mark }) {
  const recovery = contactRules.indexOf(RECOVERY) >= 0 && list("contact_rules", [RECOVERY])[0];
  return [
    ...(mark ? [] : titled(say("receipt.next"), list("next_steps", nextSteps))),
    ...titled(say("receipt.who_may_call"), list("contact_rules", contactRules.filter((code) => code !== RECOVERY))),
    recovery && el("p", { class: "beware" }, el("b", null, recovery), " ", say("receipt.recovery")),
  ];
}

/**
 * @param {string} title
 * @param {string[]} sentences
 */
function titled(title, sentences) {
  return sentences.length ? [el("h3", null, title), bullets(sentences, "todo")] : [];
}

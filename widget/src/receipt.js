/** What a reporter keeps: the receipt with its progress, and the box that finds it again. */

import { errorCode, readReceipt } from "./answers.js";
import { bullets, button, el, fill, icon } from "./dom.js";
import { field } from "./fields.js";
import { chinaTime, receiptOf } from "./format.js";
import { copyButton } from "./parts.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Receipt} Receipt */

/**
 * The receipt as it stands; its heading takes the focus.
 * @param {Context} context
 * @param {Receipt} receipt
 * @param {{refresh: () => void, again: () => void}} act
 */
export function receiptCard(context, receipt, act) {
  const { say, list } = context;
  const number = el("strong", { class: "number", part: "receipt" }, receipt.receipt);
  const steps = receipt.timeline.map((one) => timelineStep(context, one));
  return el(
    "section",
    { class: "card done", part: "card" },
    el("h2", { class: "banner", tabindex: -1 }, icon("done"), el("span", null, say("statuses." + receipt.status))),
    el(
      "div",
      { class: "inside" },
      receipt.receipt &&
        el(
          "div",
          null,
          el("p", { class: "hint" }, say("more.receipt")),
          number,
          copyButton(context, receipt.receipt, number),
          el("p", { class: "hint" }, say("more.receipt_hint")),
        ),
      el("h3", null, say("more.reported")),
      el("ul", { class: "named" }, ...receipt.clues.map((clue) => named(context, clue))),
      el("p", null, say("categories." + receipt.category)),
      steps.length > 0 && el("h3", null, say("more.progress")),
      steps.length > 0 && el("ol", { class: "timeline" }, ...steps),
      receipt.receipt && button(say("more.refresh"), act.refresh, true),
      ...titled(say("more.next"), list("next_steps", receipt.nextSteps)),
      ...titled(say("more.who_may_call"), list("contact_rules", receipt.contactRules)),
      button(say("more.again"), act.again),
    ),
  );
}

/**
 * @param {Context} context
 * @param {import("./answers.js").Clue} clue
 */
function named({ say }, clue) {
  return el("li", null, el("span", { class: "kind" }, say("kinds." + clue.kind)), " ", el("b", { class: "value" }, clue.display));
}

/**
 * @param {Context} context
 * @param {import("./answers.js").Step} one
 */
function timelineStep({ say, list }, { step, done, at }) {
  const word = list("steps", [step])[0];
  const when = chinaTime(at) || (done ? "" : say("more.waiting"));
  return word && el("li", { class: done && "past" }, el("b", null, word), " ", el("span", null, when));
}

/**
 * @param {string} title
 * @param {string[]} sentences
 */
function titled(title, sentences) {
  return sentences.length ? [el("h3", null, title), bullets(sentences, "todo")] : [];
}

/**
 * The box that finds a receipt again.
 * @param {Context} context
 * @param {(answer: Answer) => void} found
 */
export function receiptBox(context, found) {
  const { say } = context;
  const input = el("input", { type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 60 });
  const what = field("receipt", { label: say("more.receipt") }, input);
  const status = el("p", { class: "status", role: "status" });

  /** @param {Event} event */
  async function onsubmit(event) {
    event.preventDefault();
    const receipt = receiptOf(input.value);
    if (!receipt) return fault("fields.required");
    what.fault("");
    fill(status, say("ui.looking"));
    const answer = await findReceipt(context, receipt);
    fill(status);
    if (readReceipt(answer)) found(answer);
    else fault("errors." + errorCode(answer));
  }

  /** @param {string} key */
  function fault(key) {
    what.fault(say(key));
    input.focus();
  }
  return el(
    "details",
    { class: "find" },
    el("summary", null, say("more.have_receipt")),
    el("form", { novalidate: true, onsubmit }, what.node, el("button", { type: "submit", class: "plain", part: "button" }, say("more.find_receipt")), status),
  );
}

/**
 * Asks for a receipt as it stands now; an error is told to the page around.
 * @param {Context} context
 * @param {string} receipt
 */
export async function findReceipt({ ask, emit }, receipt) {
  const answer = await ask("reports/" + encodeURIComponent(receipt));
  if (!readReceipt(answer)) emit("error", { code: errorCode(answer) });
  return answer;
}

/** The way back to a receipt: those of this device, and the box for any other. */

import { errorCode, readReceipt } from "./answers.js";
import { button, el, fill } from "./dom.js";
import { field } from "./fields.js";
import { receiptOf } from "./format.js";
import { dropReceipt, keptReceipts } from "./kept.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Answer} Answer */

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
  const own = el("div");

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    const receipt = receiptOf(input.value);
    if (receipt) find(receipt);
    else fault("fields.required");
  }

  /** @param {string} receipt */
  async function find(receipt) {
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

  /** Lists the receipts of this device anew. */
  function refresh() {
    const kept = keptReceipts();
    fill(own, kept.length > 0 && el("p", { class: "label" }, say("more.own_receipts")), el("ul", { class: "own" }, ...kept.map(row)));
  }

  /** @param {import("./kept.js").Kept} kept */
  function row({ receipt, day }) {
    const drop = button(say("more.own_drop"), () => {
      dropReceipt(receipt);
      refresh();
      summary.focus();
    }, true);
    drop.setAttribute("aria-label", say("more.own_drop") + " " + receipt);
    const open = el("button", { type: "button", class: "plain", part: "button", onclick: () => find(receipt) }, el("b", { class: "value" }, receipt), el("span", { class: "hint" }, day));
    return el("li", null, open, drop);
  }

  const summary = el("summary", null, say("more.have_receipt"));
  const form = el("form", { novalidate: true, onsubmit }, what.node, el("button", { type: "submit", class: "plain", part: "button" }, say("more.find_receipt")), status);
  refresh();
  return { node: el("details", { class: "find", ontoggle: refresh }, summary, own, form), refresh };
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

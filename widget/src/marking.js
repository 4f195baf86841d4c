/** The word of a neighbour that a clue is harmless. It counts once and makes nothing safe. */

import { errorCode, readReceipt } from "./answers.js";
import { el, fill } from "./dom.js";
import { chinaDay } from "./format.js";
import { keepReceipt } from "./kept.js";
import { copyButton } from "./parts.js";
import { sender } from "./sending.js";

/** @typedef {import("./element.js").Context} Context */

/** The mark of somebody who can appeal too. */
const OWN = "own_number";

/**
 * @param {Context} context
 * @param {import("./answers.js").Clue} clue
 */
export function harmless(context, clue) {
  const { say, codes, emit, page } = context;
  const { start, send } = sender(context, "mark", clue);
  const told = el("div", { role: "status", tabindex: -1 });
  const picks = codes("marks").map((code) => el("button", { type: "button", class: "plain", part: "button", onclick: () => pick(code) }, say("marks." + code)));
  const choices = el("div", { class: "picks", role: "group", "aria-label": say("answers.fine_which") }, ...picks);
  let busy = false;

  /** @param {string} mark */
  async function pick(mark) {
    if (busy) return;
    busy = true;
    fill(told, el("p", { class: "hint" }, say("answers.tip_sending")));
    const got = await send([["mark", mark]]);
    busy = false;
    const receipt = readReceipt(got);
    if (receipt) choices.hidden = true;
    fill(told, ...(receipt ? thanks(receipt.receipt) : [el("p", { class: "error" }, say("errors." + errorCode(got)))]), mark === OWN && appeal());
    if (!receipt) return emit("error", { code: errorCode(got) });
    keepReceipt(receipt.receipt, chinaDay(Date.now()));
    told.focus(); // what was pressed is gone
    emit("mark", { code: mark });
  }

  /** @param {string} receipt */
  function thanks(receipt) {
    const number = el("b", { class: "value kept" }, receipt);
    return [el("p", { class: "strong" }, say("answers.fine_done")), receipt && el("p", null, say("answers.tip_receipt"), number, copyButton(context, receipt, number))];
  }

  function appeal() {
    return el("p", null, el("a", { class: "link", target: "_blank", href: page("appeal.html") }, say("answers.fine_appeal")));
  }
  return el("details", { class: "fine", ontoggle: start }, el("summary", null, say("answers.fine")), choices, told);
}

/** The quick tip: one tap reports a clue that was looked up, without any form. */

import { errorCode, readReceipt } from "./answers.js";
import { button, el, fill } from "./dom.js";
import { chinaDay } from "./format.js";
import { keepReceipt } from "./kept.js";
import { copyButton } from "./parts.js";
import { sender } from "./sending.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Receipt} Receipt */

/**
 * @param {Context} context
 * @param {import("./answers.js").Clue} clue
 * @param {(receipt: string) => void} more opens the form with this clue, to say more about what was reported
 */
export function tip(context, clue, more) {
  const { say, emit } = context;
  const { start, send } = sender(context, "report", clue);
  const press = button(say("answers.tip"), onclick, true);
  const told = el("div", { role: "status", tabindex: -1 });
  let busy = false;
  press.addEventListener("pointerdown", start);

  async function onclick() {
    if (busy) return;
    wait(true);
    const got = await send([]);
    wait(false);
    const receipt = readReceipt(got);
    if (!receipt) return failed(errorCode(got));
    node.className = "tip sent"; // the form is opened from here on
    fill(told, ...thanks(receipt));
    keepReceipt(receipt.receipt, chinaDay(Date.now()));
    told.focus(); // what was pressed is gone
    emit("report", { code: receipt.status });
  }

  /** @param {boolean} on */
  function wait(on) {
    busy = on;
    press.setAttribute("aria-disabled", String(on));
    fill(told, on && el("p", { class: "hint" }, say("answers.tip_sending")));
  }

  /** @param {string} code */
  function failed(code) {
    fill(told, el("p", { class: "error" }, say("errors." + code)));
    emit("error", { code });
  }

  /** @param {Receipt} receipt */
  function thanks({ receipt, status }) {
    const number = el("b", { class: "value kept", part: "receipt" }, receipt);
    return [
      el("p", { class: "strong" }, say("statuses." + status)),
      receipt && el("p", null, say("answers.tip_receipt"), number, copyButton(context, receipt, number)),
      button(say("answers.tip_more"), () => more(receipt), true),
    ];
  }
  const node = el("div", { class: "tip" }, press, told);
  return node;
}

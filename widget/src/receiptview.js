/** Everything around a receipt that was given or found: the card, the files on their way, taking the report back. */

import { errorCode, readReceipt } from "./answers.js";
import { button, el, fill } from "./dom.js";
import { receiptCard } from "./receipt.js";
import { uploads } from "./uploads.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./pictures.js").Picture} Picture */
/** @typedef {{add: () => void, again: () => void, changed: (answer: Answer) => void}} Act */

/**
 * @param {Context} context
 * @param {Answer} answer that holds a receipt
 * @param {{pictures: Picture[], lost: number}} files to send; how many were chosen and are gone
 * @param {Act} act
 */
export function receiptView(context, answer, files, act) {
  const { say, ask, emit } = context;
  const node = el("div");
  const error = el("p", { class: "error", role: "alert" });
  const receipt = /** @type {import("./answers.js").Receipt} */ (readReceipt(answer));
  const path = "reports/" + encodeURIComponent(receipt.receipt);
  const sending = receipt.receipt && files.pictures.length ? uploads(context, receipt.receipt, files.pictures) : null;
  let busy = false;

  /** What happens to the files, above everything that was said. */
  function fileNote() {
    if (sending) return el("div", null, el("h3", null, say("receipt.files")), sending.node);
    if (files.pictures.length) return el("p", { class: "warn" }, say("receipt.files_none"));
    return files.lost > 0 && el("p", { class: "warn" }, say("receipt.files_lost"));
  }

  /** @param {Answer} now */
  function show(now) {
    const told = readReceipt(now);
    if (!told) return;
    answer = now;
    act.changed(now);
    fill(node, receiptCard(context, told, { refresh: () => change(ask(path)), add: act.add, withdraw: asked, again: act.again }, note), error);
    focus();
  }

  function focus() {
    /** @type {HTMLElement} */ (node.querySelector("h2")).focus();
  }

  /** Shows what the functions say of the receipt now. @param {Promise<Answer>} asking */
  async function change(asking) {
    if (busy) return;
    busy = true;
    fill(error);
    const got = await asking;
    busy = false;
    if (readReceipt(got)) return show(got);
    fill(error, say("errors." + errorCode(got)));
    emit("error", { code: errorCode(got) });
  }

  /** Asks once, in plain words. */
  function asked() {
    const mark = receipt.mark;
    fill(error);
    fill(
      node,
      el("h2", { class: "step", tabindex: -1 }, say(mark ? "receipt.withdraw_mark_title" : "receipt.withdraw_title")),
      el("p", null, say(mark ? "receipt.withdraw_mark_text" : "receipt.withdraw_text")),
      el("div", { class: "rest" }, button(say("receipt.withdraw_no"), () => show(answer)), button(say("receipt.withdraw_yes"), withdraw, true)),
      error,
    );
    focus();
  }

  async function withdraw() {
    if (sending) sending.stop();
    await change(ask(path + "/withdraw", []));
    if (answer.body.status === "withdrawn") emit("report", { code: "withdrawn" });
  }

  const note = fileNote();
  show(answer);
  return { node, focus, stop: () => sending && sending.stop() };
}

/** The tab 举报: the form, what the server says to it, and the receipt. What is typed stays until a report is in. */

import { errorCode, faultsOf, readReceipt } from "./answers.js";
import { el, fill } from "./dom.js";
import { token } from "./format.js";
import { help } from "./parts.js";
import { findReceipt, receiptBox, receiptCard } from "./receipt.js";
import { reportFields } from "./reportform.js";
import { summary } from "./summary.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {{values: import("./reportform.js").Values, clues: Clue[], key: string, answer: Answer|null}} Kept */

const DEVICE = "city-antifraud-device";
const newToken = () => token((bytes) => crypto.getRandomValues(bytes));

/** A random token of this device: the same person counts once. Empty where nothing can be kept. */
function device() {
  try {
    const known = localStorage.getItem(DEVICE) || newToken();
    localStorage.setItem(DEVICE, known);
    return known;
  } catch (_) {
    return "";
  }
}

/**
 * @param {Context} context
 * @param {Kept|undefined} kept
 */
export function reportView(context, kept) {
  const { say, ask, emit } = context;
  const fields = reportFields(context);
  const trouble = summary(say("ui.colon"));
  const status = el("p", { class: "status", role: "status" });
  const button = el("button", { type: "submit", part: "button" }, say("more.submit"));
  const form = el("form", { novalidate: true, onsubmit }, trouble.node, ...fields.nodes, button, status);
  const done = el("div");
  let key = newToken(); // made with the form: sending it again can never count twice
  let busy = false;
  /** @type {Answer|null} */
  let answer = null;

  /** @param {Event} event */
  async function onsubmit(event) {
    event.preventDefault();
    if (busy) return;
    const missing = fields.missing();
    trouble.clear();
    const shown = fields.mend(missing);
    if (missing.length) return trouble.show(say("errors.invalid_fields"), shown);
    wait(true);
    const got = await ask("reports", fields.pairs().concat([["idempotency_key", key], ["device", device()]].filter((pair) => pair[1])));
    wait(false);
    if (readReceipt(got)) succeed(got);
    else fail(got);
  }

  /** @param {boolean} on */
  function wait(on) {
    busy = on;
    button.setAttribute("aria-disabled", String(on));
    fill(status, on && say("more.sending"));
  }

  /** @param {Answer} got */
  function fail(got) {
    const code = errorCode(got);
    trouble.show(say("errors." + code), fields.mend(faultsOf(got)));
    emit("error", { code });
  }

  /** @param {Answer} got */
  function succeed(got) {
    key = newToken();
    fields.set({});
    fields.choose([]);
    show(got);
    emit("report", { code: got.body.status });
  }

  /** @param {Answer} got */
  function show(got) {
    const receipt = readReceipt(got);
    if (!receipt) return;
    answer = got;
    form.hidden = true;
    const card = receiptCard(context, receipt, { refresh: () => refresh(receipt.receipt), again });
    fill(done, card);
    /** @type {HTMLElement} */ (card.querySelector("h2")).focus();
  }

  /** @param {string} receipt */
  async function refresh(receipt) {
    const got = await findReceipt(context, receipt);
    if (readReceipt(got)) return show(got);
    const alert = done.querySelector(".error") || done.appendChild(el("p", { class: "error", role: "alert" }));
    fill(alert, say("errors." + errorCode(got)));
  }

  function again() {
    answer = null;
    form.hidden = false;
    fill(done);
    fields.focus();
  }

  if (kept) {
    key = kept.key;
    fields.set(kept.values);
    fields.choose(kept.clues);
    if (kept.answer) show(kept.answer);
  }
  return {
    node: el("div", null, form, done, help(context), receiptBox(context, show)),
    keep: () => ({ values: fields.values(), clues: fields.clues(), key, answer }),
    /** @param {Clue[]} clues */
    start(clues) {
      if (answer) again();
      fields.choose(clues);
      fields.focus();
    },
  };
}

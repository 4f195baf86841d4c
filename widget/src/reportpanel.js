/** The place of the report tab: loads its file when it is first needed, and says so when it cannot be had. */

import { button, el, fill } from "./dom.js";
import { help } from "./parts.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {ReturnType<typeof import("./report.js").reportView>} View */
/** @typedef {[Clue[], string?]} Start clues, and the receipt that they have already */
/** @typedef {{start: Start|null, view: import("./report.js").Kept|undefined}} Kept */

/**
 * @param {Context} context
 * @param {Kept|undefined} kept
 */
export function reportPanel(context, kept) {
  const { say, load, dress, emit } = context;
  const node = el("div");
  /** @type {View|undefined} */
  let view;
  /** What to start with once the view is there. */
  let waiting = kept ? kept.start : null;

  async function open() {
    if (view) return;
    fill(node, el("p", { class: "status", role: "status" }, say("ui.looking")), help(context));
    try {
      const part = await load("more");
      if (view) return; // opened twice while it was loading
      dress(part.css);
      /** @type {View} */
      const made = part.view(context, kept && kept.view);
      view = made;
      fill(node, made.node);
      if (waiting) made.start(...waiting);
      waiting = null;
    } catch (_) {
      emit("error", { code: "no_network" });
      const retry = button(say("ui.retry"), open);
      fill(node, el("p", { class: "error", role: "alert" }, say("errors.no_network")), retry, help(context));
    }
  }

  /**
   * Opens the form with clues that were looked up, or a receipt to say more about.
   * @param {Start} begin
   */
  function start(...begin) {
    if (view) return view.start(...begin);
    waiting = begin;
    open();
  }

  return { node, open, start, keep: () => ({ start: waiting, view: view ? view.keep() : kept && kept.view }) };
}

/** Whether a report of this device is still to be sent, which its view then goes on with. */
export function unsent() {
  try {
    return localStorage["city-antifraud-unsent"];
  } catch (_) {
    return "";
  }
}

/** The place of the report tab: loads its file when it is first needed, and says so when it cannot be had. */

import { button, el, fill } from "./dom.js";
import { help } from "./parts.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {ReturnType<typeof import("./report.js").reportView>} View */
/** @typedef {{clues: Clue[]|null, view: import("./report.js").Kept|undefined}} Kept */

/**
 * @param {Context} context
 * @param {Kept|undefined} kept
 */
export function reportPanel(context, kept) {
  const { say, load, dress, emit } = context;
  const node = el("div");
  /** @type {View|undefined} */
  let view;
  /** Clues to start with once the view is there. */
  let waiting = kept ? kept.clues : null;

  async function open() {
    if (view) return;
    fill(node, el("p", { class: "status", role: "status" }, say("ui.looking")), help(context));
    try {
      const part = await load("more");
      if (view) return; // opened twice while it was loading
      if (!kept || !kept.view) dress(part.css);
      /** @type {View} */
      const made = part.view(context, kept && kept.view);
      view = made;
      fill(node, made.node);
      if (waiting) made.start(waiting);
      waiting = null;
    } catch (_) {
      emit("error", { code: "no_network" });
      const retry = button(say("ui.retry"), open);
      fill(node, el("p", { class: "error", role: "alert" }, say("errors.no_network")), retry, help(context));
    }
  }

  /**
   * Opens the form with clues that were looked up.
   * @param {Clue[]} clues
   */
  function start(clues) {
    if (view) return view.start(clues);
    waiting = clues;
    open();
  }

  return { node, open, start, keep: () => ({ clues: waiting, view: view ? view.keep() : kept && kept.view }) };
}

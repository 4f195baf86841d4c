/** What is shown while a report is on its way: that it goes on by itself, and how to hurry or change it. */

import { button, el, fill } from "./dom.js";

/** @typedef {import("./element.js").Context} Context */

/**
 * @param {Context} context
 * @param {{hurry: () => void, edit: () => void}} act
 */
export function sendingPage({ say }, act) {
  const heading = el("h2", { class: "step", tabindex: -1 }, say("more.sending"));
  const told = el("div", { role: "status" });
  const rest = el("div", { class: "rest", hidden: true }, button(say("more.sending_hurry"), act.hurry), button(say("more.sending_edit"), act.edit, true));

  /** @param {string} code of what keeps it; empty while it is tried */
  function tell(code) {
    if (!code) return;
    rest.hidden = false;
    fill(heading, say("more.sending_waits"));
    fill(told, el("p", { class: "strong" }, say(code === "no_network" ? "more.sending_offline" : "more.sending_busy")), el("p", null, say("more.sending_keep")));
  }
  return { node: el("section", { class: "sending" }, heading, told, rest), tell, focus: () => heading.focus() };
}

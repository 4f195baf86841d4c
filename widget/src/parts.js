/** Small pieces both tabs show: the help lines, the button that copies, the number to dial. */

import { el, fill } from "./dom.js";
import { telephone } from "./format.js";

/** @typedef {import("./element.js").Context} Context */

/**
 * The hotlines, always one tap away.
 * @param {Context} context
 */
export function help(context) {
  const { say, page } = context;
  return el(
    "div",
    { class: "help", part: "help", role: "group", "aria-label": say("ui.help") },
    el("div", { class: "calls" }, hotline(context, "96110", "ui.help_line"), hotline(context, "110", "ui.help_police")),
    el("p", null, el("a", { class: "link", href: page("paid.html"), target: "_blank" }, say("ui.help_paid"))),
  );
}

/**
 * A link that dials a hotline.
 * @param {Context} context
 * @param {string} number
 * @param {string} name
 */
export function hotline({ say }, number, name) {
  return el("a", { class: "call", part: "call", href: telephone(number) }, el("b", null, number), " ", say(name));
}

/**
 * A button that copies a text and says so; where copying is refused it marks the text for the hand.
 * @param {Context} context
 * @param {string} text
 * @param {Node} shown where the text stands on the page
 */
export function copyButton({ say }, text, shown) {
  const button = el("button", { type: "button", class: "plain", part: "button", "aria-live": "polite" }, say("ui.copy"));
  button.addEventListener("click", async () => {
    if (await copied(text, shown)) fill(button, say("ui.copied"));
  });
  return button;
}

/**
 * Whether a text could be copied.
 * @param {string} text
 * @param {Node} shown
 */
export async function copied(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (_) {
    const selection = getSelection(); // plain http and old engines have no clipboard
    if (selection) selection.selectAllChildren(shown);
    return document.execCommand("copy");
  }
}

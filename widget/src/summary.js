/** The error summary above a form: what went wrong, with a way to each field. */

import { el, fill } from "./dom.js";

/** @typedef {{label: string, id: string, go: () => void}} Target a field, and how to get to it */
/** @typedef {{field?: Target, sentence: string}} Item */

/**
 * The box above a form that says what went wrong and leads to each field.
 * @param {string} colon between a field and its fault, in the language of the page
 * @returns {{node: HTMLElement, show: (title: string, faults?: Item[]) => void, clear: () => void}}
 */
export function summary(colon) {
  const node = el("div", { class: "summary", role: "alert", tabindex: -1, hidden: true });

  /**
   * @param {string} title
   * @param {Item[]} [faults]
   */
  function show(title, faults) {
    const items = (faults || []).map((fault) => el("li", null, link(fault, colon)));
    node.hidden = false;
    fill(node, el("p", { class: "strong" }, title), items.length > 0 && el("ul", null, ...items));
    node.focus();
  }

  function clear() {
    node.hidden = true;
    fill(node);
  }
  return { node, show, clear };
}

/**
 * @param {Item} fault
 * @param {string} colon
 */
function link({ field, sentence }, colon) {
  if (!field) return sentence;
  return el(
    "a",
    {
      href: "#" + field.id,
      onclick: (/** @type {Event} */ event) => {
        event.preventDefault(); // the page around has no such anchor: the field is in our shadow root
        field.go();
      },
    },
    field.label + colon + sentence,
  );
}

/** Form fields: a label, a hint, the control and its error, joined for screen readers. */

import { el, fill } from "./dom.js";

/** @typedef {HTMLInputElement|HTMLTextAreaElement|HTMLSelectElement} Control */
/** @typedef {{node: HTMLElement, control: Control, label: string, fault: (sentence: string) => void}} Field */

/**
 * One field. `mark` says whether it must be filled in; `hint` may be empty.
 * @param {string} name
 * @param {{label: string, mark?: string, hint?: string}} texts
 * @param {Control} control
 * @returns {Field}
 */
export function field(name, texts, control) {
  const id = "af-" + name;
  const hint = texts.hint ? el("p", { class: "hint", id: id + "-hint" }, texts.hint) : null;
  const error = el("p", { class: "error", id: id + "-error", hidden: true });
  control.id = id;
  control.setAttribute("part", "input");
  control.setAttribute("aria-describedby", (hint ? hint.id + " " : "") + error.id);
  const mark = texts.mark ? el("span", { class: "mark" }, texts.mark) : null;
  const label = el("label", { for: id }, texts.label, mark && " ", mark);

  /** @param {string} sentence empty when the field is right */
  function fault(sentence) {
    fill(error, sentence);
    error.hidden = !sentence;
    if (sentence) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  return { node: el("div", { class: "field" }, label, hint, control, error), control, label: texts.label, fault };
}

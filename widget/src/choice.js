/** A question with one of several answers, and a box to tick: as fields, so that a summary can lead to them. */

import { el, fill } from "./dom.js";

/** @typedef {{code: string, label: string, hint?: string}} Option */
/** @typedef {import("./fields.js").Field & {read: () => string, write: (value: string) => void}} Entry */

/**
 * Radio buttons, each with its own sentence.
 * @param {string} name
 * @param {{label: string, hint?: string, unseen?: boolean, mark?: string}} texts `unseen` where the heading says it already
 * @param {Option[]} options
 * @returns {Entry}
 */
export function choice(name, texts, options) {
  const id = "af-" + name;
  const error = el("p", { class: "error", id: id + "-error", hidden: true });
  const inputs = options.map(({ code }) => el("input", { type: "radio", name: id, value: code, id: id + "-" + code, part: "input" }));
  const rows = options.map(({ label, hint }, at) => el("label", { class: "pick" }, inputs[at], el("span", null, el("b", null, label), hint && el("span", { class: "hint" }, hint))));
  const mark = texts.mark && el("span", { class: "mark" }, " ", texts.mark);
  const legend = el("legend", { class: texts.unseen ? "unseen" : "label" }, texts.label, mark);
  const node = el("fieldset", { class: "field", "aria-describedby": error.id }, legend, el("div", { class: options[0].hint ? "" : "two" }, ...rows), error);

  return {
    node,
    get control() {
      return inputs.find((input) => input.checked) || inputs[0];
    },
    label: texts.label,
    fault(sentence) {
      fill(error, sentence);
      error.hidden = !sentence;
    },
    read: () => (inputs.find((input) => input.checked) || { value: "" }).value,
    write: (value) => inputs.forEach((input) => (input.checked = input.value === value)),
  };
}

/**
 * One box to tick.
 * @param {string} name
 * @param {{label: string, hint?: string}} texts
 * @returns {Entry}
 */
export function tick(name, texts) {
  const control = el("input", { type: "checkbox", id: "af-" + name, part: "input" });
  const node = el("label", { class: "pick" }, control, el("span", null, el("b", null, texts.label), texts.hint && el("span", { class: "hint" }, texts.hint)));
  return { node, control, label: texts.label, fault() {}, read: () => (control.checked ? "true" : ""), write: (value) => (control.checked = value === "true") };
}

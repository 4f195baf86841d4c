/** The fields of a report: made, read, faulted and kept. Sends nothing. */

import { el, fill } from "./dom.js";
import { field } from "./fields.js";
import { chinaDay } from "./format.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {import("./answers.js").Fault} Fault */
/** @typedef {import("./fields.js").Field} Field */
/** @typedef {{[name: string]: string}} Values */

/** Fields without which a report cannot be sent. */
const REQUIRED = ["text", "category"];

/**
 * @param {Context} context
 */
export function reportFields(context) {
  const { say, codes } = context;
  const mark = (/** @type {string} */ name) => say(REQUIRED.indexOf(name) < 0 ? "more.optional_mark" : "more.required_mark");
  /** @type {Clue[]} */
  let clues = [];

  const choices = codes("categories").map((code) => el("option", { value: code }, say("categories." + code)));
  // No maxlength anywhere: it would cut a pasted text in silence. The server says what is too long.
  /** @type {{[name: string]: import("./fields.js").Control}} */
  const controls = {
    text: el("textarea", { rows: 2, autocomplete: "off", spellcheck: "false" }),
    category: el("select", null, el("option", { value: "" }, say("more.choose")), ...choices),
    happened_on: el("input", { type: "date", max: chinaDay(Date.now()) }),
    amount: el("input", { type: "text", inputmode: "decimal", autocomplete: "off" }),
    story: el("textarea", { rows: 4, autocomplete: "off" }),
    contact: el("input", { type: "text" }),
  };
  /** @type {{[name: string]: Field}} */
  const fields = {};
  for (const name of Object.keys(controls)) {
    const key = name === "text" ? "more.report_text" : "more." + name;
    fields[name] = field(name, { label: say(key), mark: mark(name), hint: say(key + "_hint") }, controls[name]);
  }
  const chosen = el("div", { class: "field", hidden: true });

  /** Clues that came from a look-up stand in place of the text. @param {Clue[]} given */
  function choose(given) {
    clues = given;
    fields.text.node.hidden = given.length > 0;
    chosen.hidden = given.length === 0;
    fill(chosen, el("p", { class: "label", id: "af-chosen" }, say("more.report_clues")), el("ul", { class: "chosen", "aria-labelledby": "af-chosen" }, ...given.map(chip)));
  }

  /** @param {Clue} clue */
  function chip(clue) {
    const drop = () => {
      choose(clues.filter((other) => other !== clue));
      (chosen.querySelector("button") || controls.text).focus();
    };
    return el(
      "li",
      null,
      el("span", null, el("span", { class: "kind" }, say("kinds." + clue.kind)), " ", el("b", { class: "value" }, clue.display)),
      el("button", { type: "button", class: "plain", "aria-label": say("more.remove") + " " + clue.display, onclick: drop }, say("more.remove")),
    );
  }

  /** What is typed, by field. @returns {Values} */
  function values() {
    /** @type {Values} */
    const typed = {};
    for (const name of Object.keys(controls)) typed[name] = controls[name].value;
    return typed;
  }

  /** @param {Values} typed */
  function set(typed) {
    for (const name of Object.keys(controls)) controls[name].value = typed[name] || "";
  }

  /** Pairs as they are sent; empty fields are left out. */
  function pairs() {
    const typed = values();
    if (clues.length) typed.text = "";
    const sent = clues.map((clue) => ["clues", clue.kind + ":" + clue.value]);
    return sent.concat(Object.keys(typed).map((name) => [name, typed[name].trim()]).filter((pair) => pair[1]));
  }

  /** Required fields that are empty. @returns {Fault[]} */
  function missing() {
    const sent = pairs().map((pair) => (pair[0] === "clues" ? "text" : pair[0]));
    return REQUIRED.filter((name) => sent.indexOf(name) < 0).map((name) => ({ field: name, code: "required" }));
  }

  /**
   * Marks the fields at fault, clears the others, and returns what the summary lists.
   * @param {Fault[]} faults
   */
  function mend(faults) {
    const shown = faults.map((fault) => ({ field: fields[fault.field], sentence: say("fields." + fault.code) }));
    for (const one of Object.values(fields)) one.fault((shown.find((item) => item.field === one) || { sentence: "" }).sentence);
    if (clues.length && shown.some((item) => item.field === fields.text)) choose([]); // so that the fault has a field to stand at
    return shown;
  }

  const nodes = [chosen, ...Object.values(fields).map((one) => one.node)];
  return { nodes, choose, clues: () => clues, values, set, pairs, missing, mend, focus: () => (clues.length ? controls.category : controls.text).focus() };
}

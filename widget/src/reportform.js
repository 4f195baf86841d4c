/** The form of a report, one thing a page: steps, faults where they belong, the way back, the review. Sends nothing. */

import { button, el, fill } from "./dom.js";
import { chinaDay } from "./format.js";
import { reportFields } from "./reportfields.js";
import { REVIEW, filledIn, reviewed, stepsOf } from "./steps.js";
import { summary } from "./summary.js";
import { trail } from "./trail.js";
import { faultsIn, pairsOf } from "./values.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {import("./answers.js").Fault} Fault */
/** @typedef {import("./values.js").Values} Values */
/** @typedef {{send: () => void, changed?: () => void, wipe?: () => void, leave?: () => void}} Act `leave` is where the first page goes back to */

/**
 * @param {Context} context
 * @param {boolean} adding to a report that has a receipt
 * @param {Act} act
 */
export function reportForm(context, adding, act) {
  const { say } = context;
  const fields = reportFields(context, changed);
  const { entries, clues, files } = fields;
  const steps = stepsOf(context, adding);
  const trouble = summary(say("ui.colon"));
  const review = el("div");
  const progress = el("span", { class: "progress" });
  const title = el("span");
  const heading = el("h2", { class: "step", tabindex: -1 }, progress, title);
  const back = el("button", { type: "button", class: "back", onclick: goBack }, say("more.back"));
  const next = el("button", { type: "submit", part: "button" });
  const now = button(say("more.send_now"), send, true);
  const pages = steps.map((step) => el("div", { class: "page", hidden: true }, step.note && el("p", { class: "hint" }, step.note), ...nodesOf(step)));
  const top = el("div", { class: "top" }, back);
  const wipe = el("button", { type: "button", class: "back wipe", onclick: act.wipe }, say("more.draft_wipe"));
  const node = el("form", { novalidate: true, onsubmit, oninput: changed }, top, heading, trouble.node, ...pages, next, now, wipe);
  const past = trail(node, (id) => {
    trouble.clear();
    show(id || steps[0].id);
  });
  let at = 0;

  /** @param {import("./steps.js").Step} step */
  function nodesOf(step) {
    if (step.id === REVIEW) return [review];
    const asked = step.names.map((name) => entries[/** @type {"story"} */ (name)].node);
    return [step.id === "what" && clues.node, ...asked, step.files && files.node].filter(Boolean);
  }

  function changed() {
    label();
    if (act.changed) act.changed();
  }

  /** Whether anything is filled in. */
  function filled() {
    return steps.some((step) => filledIn(context, step, fields).length > 0);
  }

  /** What pressing the button means: nothing filled in on this page is nothing wrong. */
  function label() {
    const last = at === steps.length - 1;
    const empty = steps[at].id !== "what" && !filledIn(context, steps[at], fields).length;
    fill(next, say(last ? (adding ? "more.add_submit" : "more.submit") : empty ? "more.skip" : "more.next"));
    now.hidden = adding || last || at === 0;
    (steps[at].id === "category" ? top : node).insertBefore(now, steps[at].id === "category" ? null : wipe); // a long page says it first
    wipe.hidden = adding || !filled();
  }

  /** Shows a page; the focus goes to its heading unless it is only made ready. @param {string} id @param {boolean} [quietly] */
  function show(id, quietly) {
    at = Math.max(0, steps.findIndex((step) => step.id === id));
    if (steps[at].id === REVIEW) fill(review, ...reviewed(context, steps, fields, enter));
    pages.forEach((page, place) => (page.hidden = place !== at));
    fill(progress, say("more.step", { n: at + 1, all: steps.length }));
    fill(title, steps[at].title);
    back.hidden = at === 0 && !act.leave;
    label();
    if (!quietly) heading.focus();
  }

  /** Goes on to a page. @param {string} id */
  function enter(id) {
    past.push(id);
    show(id);
    changed();
  }

  function goBack() {
    trouble.clear();
    if (at === 0) return act.leave && act.leave();
    if (past.back()) return;
    show(steps[at - 1].id);
    changed();
  }

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    if (at === steps.length - 1) return send();
    if (!refuse(faults().filter((fault) => steps[at].names.indexOf(fault.field) >= 0))) enter(steps[at + 1].id);
  }

  function send() {
    if (!refuse(faults())) act.send();
  }

  /** @returns {Fault[]} */
  function faults() {
    const values = fields.read();
    const empty = adding || clues.read().length || values.text.trim() ? [] : [{ field: "text", code: "required" }];
    return empty.concat(faultsIn(values, chinaDay(Date.now())));
  }

  /**
   * Marks the fields at fault and clears the others; true when there are any.
   * @param {Fault[]} found
   */
  function refuse(found) {
    mark(found);
    if (found.length) fail(say("errors.invalid_fields"), found);
    else trouble.clear();
    return found.length > 0;
  }

  /** @param {Fault[]} found */
  function mark(found) {
    if (clues.read().length && found.some((fault) => fault.field === "text")) fields.choose([]); // so that the fault has a field to stand at
    for (const [name, one] of Object.entries(entries)) {
      const wrong = found.find((fault) => fault.field === name);
      one.fault(wrong ? say("fields." + wrong.code) : "");
    }
  }

  /**
   * Says what is wrong at the page where the first of it stands.
   * @param {string} sentence
   * @param {Fault[]} found
   */
  function fail(sentence, found) {
    mark(found);
    const first = steps.find((step) => step.names.some((name) => found.some((fault) => fault.field === name)));
    if (first && first !== steps[at]) enter(first.id);
    trouble.show(sentence, found.map((fault) => ({ sentence: say("fields." + fault.code), field: targetOf(fault.field) })));
  }

  /** @param {string} name */
  function targetOf(name) {
    const step = steps.find((one) => one.names.indexOf(name) >= 0);
    const entry = entries[/** @type {"story"} */ (name)];
    if (!step || !entry) return undefined;
    const go = () => {
      if (step !== steps[at]) enter(step.id);
      entry.control.focus();
    };
    return { label: entry.label, id: entry.control.id, go };
  }

  clues.onemptied(() => {
    fields.choose([]);
    entries.text.control.focus();
  });
  return {
    node,
    show,
    enter,
    fail,
    fields,
    first: steps[0].id,
    step: () => steps[at].id,
    filled,
    pairs: () => pairsOf(fields.read(), clues.read()),
    end: past.end,
    stop: past.stop,
  };
}

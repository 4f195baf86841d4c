/** The tab 查询: one box for anything, the verdicts, and the way to a report without typing again. */

import { errorCode, faultsOf, readLook } from "./answers.js";
import { clueCard, overallCard, signs } from "./cards.js";
import { button, el, fill } from "./dom.js";
import { field } from "./fields.js";
import { help } from "./parts.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {{text: string, answer: Answer|null}} Kept what survives a change of language */

/** Milliseconds. */
const PATIENCE = 3000;
/** Clues that one report takes. */
const MOST = 5;

/**
 * @param {Context} context
 * @param {Kept|undefined} kept
 * @param {(clues: Clue[]) => void} toReport
 */
export function lookupView(context, kept, toReport) {
  const { say, ask, load, emit } = context;
  /** @type {Answer|null} */
  let answer = null;
  let busy = false;

  const box = el("textarea", { rows: 3, autocomplete: "off", spellcheck: "false" });
  const what = field("lookup", { label: say("ui.lookup_label"), hint: say("ui.lookup_hint") }, box);
  const submit = el("button", { type: "submit", part: "button" }, say("ui.lookup_button"));
  const status = el("p", { class: "status", role: "status" });
  const top = el("div");
  const rest = el("div", { class: "rest" });
  const form = el(
    "form",
    { novalidate: true, onsubmit },
    what.node,
    submit,
    el("p", { class: "hint" }, say("ui.not_kept")),
    status,
  );

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    look();
  }

  async function look() {
    if (busy) return;
    clear();
    if (!box.value.trim()) return fault("fields.required");
    wait(true);
    const [got] = await Promise.all([ask("lookup", [["text", box.value.trim()]]), sentences()]);
    wait(false);
    announce(got, show(got));
    (top.querySelector("h2") || box).focus();
  }

  /** The sentences of reasons and advice; a verdict does not wait long for them. */
  function sentences() {
    return Promise.race([load("more").catch(() => {}), new Promise((late) => setTimeout(late, PATIENCE))]);
  }

  /** @param {string} key */
  function fault(key) {
    what.fault(say(key));
    box.focus();
  }

  /** @param {boolean} on */
  function wait(on) {
    busy = on;
    submit.setAttribute("aria-disabled", String(on));
    fill(status, on && say("ui.looking"));
  }

  function clear() {
    answer = null;
    what.fault("");
    fill(top);
    fill(rest);
  }

  /**
   * Tells the page around, in codes only.
   * @param {Answer} got
   * @param {import("./answers.js").Look} result
   */
  function announce(got, result) {
    if (got.status !== 200) emit("error", { code: errorCode(got) });
    if (!result.refused) emit("verdict", { level: result.level });
  }

  /** @param {Answer} got */
  function show(got) {
    const result = readLook(got);
    answer = got;
    if (result.refused) {
      const wrong = faultsOf(got)[0];
      what.fault(say(wrong ? "fields." + wrong.code : "errors." + result.refused));
      return result;
    }
    fill(top, overallCard(context, result, look));
    const report = () => toReport(result.clues.slice(0, MOST));
    const many = result.clues.length > 1;
    fill(
      rest,
      result.level === "no_record" && signs(context, result.clues.length > 0 && report),
      many && el("h2", { class: "count" }, say("ui.clues_found", { n: result.clues.length })),
      el("ul", { class: "clues" }, ...result.clues.map((clue) => clueCard(context, clue, result, () => toReport([clue])))),
      many && button(say("ui.report_all"), report, true),
    );
    return result;
  }

  if (kept) {
    box.value = kept.text;
    if (kept.answer) show(kept.answer);
  }
  return { node: el("div", null, form, top, help(context), rest), keep: () => ({ text: box.value, answer }) };
}

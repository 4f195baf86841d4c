/** The tab 查询: one box for anything, the verdicts, and the way to a report without typing again. */

import { errorCode, faultsOf, readLook } from "./answers.js";
import { clueCard, overallCard } from "./cards.js";
import { button, el, fill } from "./dom.js";
import { field } from "./fields.js";
import { help } from "./parts.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {import("./answers.js").Found} Found */
/** @typedef {{text: string, answer: Answer|null}} Kept what survives a change of language */

/** Milliseconds. */
const PATIENCE = 3000;
/** What stands in the card of a clue without the file that helps. */
const NONE = { before: [], after: [], last: [] };
/** Clues that one report takes. */
const MOST = 5;

/**
 * What a part gives, or nothing when it fails or takes too long: a verdict does not wait long for other files.
 * @param {Promise<any>} part
 */
function soon(part) {
  return Promise.race([part.catch(() => {}), new Promise((late) => setTimeout(late, PATIENCE))]);
}

/**
 * @param {Context} context
 * @param {Kept|undefined} kept
 * @param {(clues: Clue[], receipt?: string) => void} toReport
 */
export function lookupView(context, kept, toReport) {
  const { say, ask, load, dress, emit } = context;
  /** @type {Answer|null} */
  let answer = null;
  let busy = false;
  /** @type {Promise<any>|undefined} */
  let watching;

  const box = el("textarea", { rows: 3, autocomplete: "off", spellcheck: "false" });
  const what = field("lookup", { label: say("ui.lookup_label"), hint: say("ui.lookup_hint") }, box);
  const submit = el("button", { type: "submit", part: "button" }, say("ui.lookup_button"));
  const status = el("p", { class: "status", role: "status" });
  const found = el("div");
  const top = el("div");
  const rest = el("div", { class: "rest" });
  const form = el(
    "form",
    { novalidate: true, onsubmit },
    what.node,
    found,
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
    const [got, helping] = await Promise.all([answered(box.value.trim()), soon(load("answers"))]);
    wait(false);
    announce(got, show(got, helping));
    (top.querySelector("h2") || box).focus();
  }

  /**
   * Asks for the clues that this page recognises; with the text itself where it recognises none, or they are refused.
   * @param {string} text
   */
  async function answered(text) {
    const own = await soon(recogniser());
    const fields = own ? own.fields() : [];
    const got = fields.length ? await ask("lookup", fields) : null;
    return got && got.status !== 422 ? own.complete(got) : ask("lookup", [["text", text]]);
  }

  /** @returns {Promise<import("./recognise.js").Watch>} */
  function recogniser() {
    return watching || (watching = load("clues").then(started, forget));
  }

  /** @param {any} part */
  function started(part) {
    const own = part.watch(context, box);
    fill(found, own.node);
    return own;
  }

  function forget() {
    watching = undefined; // to be asked for again
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

  /**
   * @param {Answer} got
   * @param {any} helping the file that helps with an answer, if it came
   */
  function show(got, helping) {
    const result = readLook(got);
    answer = got;
    if (result.refused) {
      const wrong = faultsOf(got)[0];
      what.fault(say(wrong ? "fields." + wrong.code : "errors." + result.refused));
      return result;
    }
    if (helping) dress(helping.css);
    fill(top, overallCard(context, result, look, helping ? helping.overallHelp(context, result, toReport) : []));
    const help = (/** @type {Found} */ clue) => (helping ? helping.clueHelp(context, clue, result, toReport) : NONE);
    const many = result.clues.length > 1;
    fill(
      rest,
      many && el("h2", { class: "count" }, say("ui.clues_found", { n: result.clues.length })),
      el("ul", { class: "clues" }, ...result.clues.map((clue) => clueCard(context, clue, result, () => toReport([clue]), help(clue)))),
      many && button(say("ui.report_all"), () => toReport(result.clues.slice(0, MOST)), true),
    );
    return result;
  }

  box.addEventListener("focus", recogniser);
  box.addEventListener("input", recogniser);
  if (kept) {
    box.value = kept.text;
    if (kept.text) recogniser();
    const shown = kept.answer;
    if (shown) soon(load("answers")).then((helping) => show(shown, helping));
  }
  return { node: el("div", null, form, top, help(context), rest), keep: () => ({ text: box.value, answer }) };
}

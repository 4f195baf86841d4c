/** The fields of a report, by name: made, read and filled in. Checks nothing and sends nothing. */

import { choice, tick } from "./choice.js";
import { el, fill } from "./dom.js";
import { field } from "./fields.js";
import { chinaDay } from "./format.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {import("./choice.js").Entry} Entry */
/** @typedef {import("./pictures.js").Picture} Picture */
/** @typedef {import("./values.js").Values} Values */

/**
 * @param {Context} context
 * @param {() => void} changed
 */
export function reportFields(context, changed) {
  const { say } = context;
  const text = el("textarea", { rows: 4, autocomplete: "off", spellcheck: "false", onfocus: () => recognise(context, text, found) });
  const found = el("div");
  const clues = clueList(context, changed);
  const files = pictureField(context, changed);
  const entries = { text: typed("text", { label: say("more.report_text"), hint: say("more.report_text_hint") }, text), ...details(context), ...person(context) };
  /** @type {[string, Entry][]} */
  const pairs = Object.entries(entries);

  /** Clues that came from a look-up stand in place of the text. @param {Clue[]} given */
  function choose(given) {
    clues.write(given);
    entries.text.node.hidden = found.hidden = given.length > 0;
  }

  /** @returns {Values} */
  function read() {
    /** @type {Values} */
    const values = {};
    for (const [name, one] of pairs) values[name] = one.read();
    return values;
  }

  /** @param {Values} values */
  function write(values) {
    for (const [name, one] of pairs) one.write(values[name] || "");
    if (entries.text.read()) recognise(context, text, found);
  }
  entries.text.node.appendChild(found);
  return { entries, clues, files, choose, read, write };
}

/**
 * @param {string} name
 * @param {{label: string, mark?: string, hint?: string}} texts
 * @param {import("./fields.js").Control} control
 * @returns {Entry}
 */
function typed(name, texts, control) {
  // No maxlength anywhere: it would cut a pasted text in silence.
  return { ...field(name, texts, control), read: () => control.value, write: (value) => (control.value = value) };
}

/** What happened. @param {Context} context */
function details({ say, codes }) {
  const mark = say("more.optional_mark");
  const kinds = codes("categories").map((code) => ({ code, label: say("categories." + code), hint: say("category_hints." + code) }));
  const ways = codes("channels").map((code) => ({ code, label: say("channels." + code) }));
  return {
    category: choice("category", { label: say("more.category"), unseen: true }, kinds),
    happened_on: typed("happened_on", { label: say("more.happened_on"), mark }, el("input", { type: "date", max: chinaDay(Date.now()) })),
    channel: choice("channel", { label: say("more.channel"), mark }, ways),
    amount: typed("amount", { label: say("more.amount"), mark, hint: say("more.amount_hint") }, el("input", { type: "text", inputmode: "decimal", autocomplete: "off" })),
    story: typed("story", { label: say("more.story"), mark, hint: say("more.story_hint") }, el("textarea", { rows: 6, autocomplete: "off" })),
  };
}

/** Who reports. @param {Context} context */
function person({ say }) {
  const contact = typed("contact", { label: say("more.contact"), mark: say("more.optional_mark"), hint: say("more.contact_hint") }, el("input", { type: "text", autocomplete: "off" }));
  const call = tick("call_back", { label: say("more.call_back"), hint: say("more.call_back_hint") });
  const follow = () => (call.node.hidden = !contact.read().trim()); // nobody can be called without a number
  contact.control.addEventListener("input", follow);
  follow();
  const written = contact.write;
  contact.write = (value) => {
    written(value);
    follow();
  };
  return { contact, call_back: call, for_other: tick("for_other", { label: say("more.for_other") }) };
}

/**
 * Says what is recognised in the box, when what can recognise it is there.
 * @param {Context} context
 * @param {HTMLTextAreaElement} box
 * @param {HTMLElement} place
 */
function recognise(context, box, place) {
  const show = (/** @type {any} */ part) => place.firstChild || fill(place, part.watch(context, box).node);
  context.load("clues").then(show, () => {});
}

/**
 * The clues that came from a look-up.
 * @param {Context} context
 * @param {() => void} changed
 */
function clueList({ say }, changed) {
  /** @type {Clue[]} */
  let clues = [];
  /** Told when the last one is taken out. */
  let emptied = () => {};
  const list = el("ul", { class: "chosen", "aria-labelledby": "af-chosen" });
  const node = el("div", { class: "field" }, el("p", { class: "label", id: "af-chosen" }, say("more.report_clues")), list);

  /** @param {Clue[]} given */
  function write(given) {
    clues = given;
    node.hidden = !given.length;
    fill(list, ...given.map(chip));
  }

  /** @param {Clue} clue */
  function chip(clue) {
    const drop = () => {
      write(clues.filter((other) => other !== clue));
      const next = list.querySelector("button");
      if (next) next.focus();
      else emptied();
      changed();
    };
    return el(
      "li",
      null,
      el("span", null, el("span", { class: "kind" }, say("kinds." + clue.kind)), " ", el("b", { class: "value" }, clue.display)),
      el("button", { type: "button", class: "plain", part: "button", "aria-label": say("more.remove") + " " + clue.display, onclick: drop }, say("more.remove")),
    );
  }
  write([]);
  return { node, write, read: () => clues, onemptied: (/** @type {() => void} */ told) => (emptied = told) };
}

/**
 * The field where files are chosen; without the file it comes in there is none, which a report does not need.
 * @param {Context} context
 * @param {() => void} changed
 */
function pictureField(context, changed) {
  const node = el("div");
  /** @type {Picture[]} */
  let pictures = [];
  /** @type {ReturnType<typeof import("./pictures.js").pictureField>|undefined} */
  let own;
  const show = (/** @type {any} */ part) => {
    context.dress(part.css);
    const made = part.pictureField(context, changed);
    made.write(pictures);
    fill(node, made.node);
    own = made;
  };
  context.load("receipt").then(show, () => {});
  return {
    node,
    read: () => (own ? own.read() : pictures),
    /** @param {Picture[]} now */
    write(now) {
      pictures = now;
      if (own) own.write(now);
    },
  };
}

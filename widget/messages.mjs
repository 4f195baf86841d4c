/** Which sentences go into which file: two columns of lines, codes and texts. */

import { readFileSync } from "node:fs";

/** Errors of appeals, which have a page of their own. */
const ELSEWHERE = ["unknown_appeal", "wrong_code", "nothing_to_appeal", "appeal_open", "appeal_step", "code_expired", "not_proven", "site_unreachable", "not_sent", "authority_stands"];

/**
 * Chinese comes with the code that shows it. `core` is the first view and the word and meaning of every level; `answers`
 * and then `more` come when the window is first touched: what helps with an answer, and the report tab. What both need
 * stands in both. `receipt` comes with the report tab, whose sentences it may use. Every other language is one file, loaded
 * where it is asked for. `true` is a whole section. A code that is not there is told by its section's neutral sentence, or left
 * out of lists.
 */
export const PACKS = {
  core: {
    ui: true,
    levels: true,
    meanings: true,
    kinds: true,
    ago: true,
    errors: ["internal", "no_network"],
    fields: ["required", "invalid"],
  },
  answers: {
    answers: true,
    happened: true,
    happened_advice: true,
    why: true,
    why_advice: true,
    marks: true,
    truths: true,
    reasons: true,
    flags: true,
    hints: true,
    advice: true,
    categories: true,
    statuses: true,
    errors: true,
    fields: true,
    more: ["sounds"],
  },
  more: {
    more: true,
    categories: true,
    category_hints: true,
    channels: true,
    statuses: true,
    errors: true,
    fields: true,
  },
  receipt: {
    receipt: true,
    steps: true,
    why_not_pursued: true,
    next_steps: true,
    contact_rules: true,
    marks: true,
    file_states: true,
    file_faults: true,
  },
};

/** The sentences of one language: `{section: {code: sentence}}`. */
export function sentences(lang) {
  const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
  return { ...read(`../antifraud/messages/${lang}.json`), ...read(`messages/${lang}.json`) };
}

/** The codes of a pack, such as `levels.confirmed`, in the order of the Chinese files. */
export function codesOf(pack) {
  const all = sentences("zh-Hans");
  const whole = (section) => Object.keys(all[section]).filter((code) => section !== "errors" || !ELSEWHERE.includes(code));
  const named = ([section, codes]) => (codes === true ? whole(section) : codes).map((code) => `${section}.${code}`);
  return Object.entries(PACKS[pack]).flatMap(named);
}

/** The text of a module `virtual:pack/…`. Throws where a sentence is missing or has a line break. */
export function packModule(name) {
  const lang = name in PACKS ? "zh-Hans" : name;
  const keys = name in PACKS ? codesOf(name) : Array.from(new Set(Object.keys(PACKS).flatMap(codesOf)));
  const all = sentences(lang);
  const texts = keys.map((key) => {
    const [section, code] = key.split(".");
    const text = (all[section] || {})[code];
    const hint = lang === "zh-Hant" ? ": run python -m tools.traditional" : "";
    if (!text || text.includes("\n")) throw new Error(`no sentence in one line for ${key} in ${lang}${hint}`);
    return text;
  });
  return `export default ${JSON.stringify({ keys: keys.map(shortened).join("\n"), texts: texts.join("\n") })};`;
}

/** Source with the codes of our own sentences, which nobody outside sees, as numbers: `ui.title` becomes `ui.0`. */
export function shortened(source) {
  const ui = Object.keys(sentences("zh-Hans").ui);
  return source.replace(/\bui\.(\w+)/g, (key, code) => (ui.includes(code) ? `ui.${ui.indexOf(code).toString(36)}` : key));
}

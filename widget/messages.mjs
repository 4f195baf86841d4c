/** Which sentences go into which file: two columns of lines, codes and texts. */

import { readFileSync } from "node:fs";

export const LANGUAGES = ["zh-Hans", "en"];

/**
 * Chinese comes with the code that shows it. `core` is the first view and the word and meaning of every level; `more`
 * comes when the window is first touched, with everything that grows; English is one file, loaded where it is asked for.
 * `true` is a whole section. A code that is not there is told by its section's neutral sentence, or left out of lists.
 */
export const PACKS = {
  core: {
    ui: true,
    levels: true,
    meanings: true,
    kinds: true,
    errors: ["internal", "no_network"],
    fields: ["required", "invalid"],
  },
  more: {
    more: true,
    reasons: true,
    flags: true,
    hints: true,
    advice: true,
    categories: true,
    steps: true,
    statuses: true,
    next_steps: true,
    contact_rules: true,
    errors: true,
    fields: true,
  },
};

/** The sentences of one language: `{section: {code: sentence}}`; the widget's own are `ui` and `more`. */
export function sentences(lang) {
  const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
  return { ...read(`../antifraud/messages/${lang}.json`), ...read(`messages/${lang}.json`) };
}

/** The codes of a pack, such as `levels.confirmed`, in the order of the Chinese files. */
export function codesOf(pack) {
  const all = sentences("zh-Hans");
  const named = ([section, codes]) => (codes === true ? Object.keys(all[section]) : codes).map((code) => `${section}.${code}`);
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
    if (!text || text.includes("\n")) throw new Error(`no sentence in one line for ${key} in ${lang}`);
    return text;
  });
  return `export default ${JSON.stringify({ keys: keys.map(shortened).join("\n"), texts: texts.join("\n") })};`;
}

/** Source with the codes of our own sentences, which nobody outside sees, as numbers: `ui.title` becomes `ui.0`. */
export function shortened(source) {
  const ui = Object.keys(sentences("zh-Hans").ui);
  return source.replace(/\bui\.(\w+)/g, (key, code) => (ui.includes(code) ? `ui.${ui.indexOf(code).toString(36)}` : key));
}

/** Sentences by code, in the language asked for. Holds no sentence itself and touches no page. */

import core from "virtual:pack/core";

/** Simplified Chinese is always there: it is what a language without a sentence, or not loaded, falls back to. */
export const HOME = "zh-Hans";

/** What a code that this copy does not know is told as; lists leave such codes out. */
const NEUTRAL = /** @type {{[section: string]: string}} */ ({
  levels: "levels.unavailable",
  meanings: "meanings.unavailable",
  kinds: "ui.clue",
  categories: "categories.other",
  errors: "errors.internal",
  fields: "fields.invalid",
  statuses: "statuses.received",
});

/** @type {{[lang: string]: Map<string, string>}} */
const known = { [HOME]: new Map(), en: new Map(), "zh-Hant": new Map() };

/**
 * Takes in the sentences of a file: Chinese ones, but for the file of another language.
 * @param {string} file
 * @param {Pack} pack
 */
export function learn(file, pack) {
  const texts = pack.texts.split("\n");
  const into = known[file] || known[HOME];
  pack.keys.split("\n").forEach((key, at) => into.set(key, texts[at]));
}

learn("core", core);

/**
 * The language of an attribute: English, traditional Chinese by its script or where it is written, else simplified.
 * @param {string|null} wanted
 */
export function languageOf(wanted) {
  if (/^en\b/i.test(wanted || "")) return "en";
  return /^zh-(hant|tw|hk|mo)\b/i.test(wanted || "") ? "zh-Hant" : HOME;
}

/**
 * Says sentences in one language.
 * @param {string} lang
 */
export function speaker(lang) {
  const find = (/** @type {string} */ key) => known[lang].get(key) || known[HOME].get(key) || "";

  /**
   * The sentence of a code such as `errors.no_network`, with `{n}` filled in; the section's neutral one if unknown.
   * @param {string} key
   * @param {{[name: string]: string|number}} [values]
   * @returns {string}
   */
  function say(key, values) {
    const text = find(key) || find(NEUTRAL[key.split(".")[0]]);
    return text.replace(/\{(\w+)\}/g, (_, name) => String((values || {})[name]));
  }

  /**
   * The sentences of a list of codes; unknown codes are left out.
   * @param {string} section
   * @param {string[]} codes
   */
  function list(section, codes) {
    return codes.map((code) => find(section + "." + code)).filter(Boolean);
  }

  /**
   * Every code of a section, in the order of the message files.
   * @param {string} section
   */
  function codes(section) {
    const start = section + ".";
    return Array.from(known[HOME].keys()).filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
  }

  return { lang, say, list, codes };
}

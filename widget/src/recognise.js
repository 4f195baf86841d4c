/** What this page recognises by itself: shown under the box while somebody types, and all that a look-up sends. */

import { find, parse } from "../clues/find.js";
import { ClueError } from "../clues/model.js";
import { soundsLike, written } from "../clues/sounds.js";
import { strip } from "../clues/strings.js";
import { el, fill } from "./dom.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("../clues/model.js").Clue} Clue */
/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {{node: HTMLElement, fields: () => string[][], complete: (answer: Answer) => Answer}} Watch */

/** The one hint that the words around a clue give, and the advice that comes of it (antifraud/advice.py). */
const FROM_WORDS = "police_on_mobile";
const FORGERY = "signs_of_forgery";

/** Characters of a text that may be one thing rather than a message, as in antifraud/usecases/look_up.py. */
const ONE_THING = 64;
/** Clues of one look-up, and characters of each, that the functions take. */
const MOST = 20;
const LONGEST = 2000;
/** Milliseconds without a key before the text is read. */
const PAUSE = 300;
/** Pauses that the names of the kinds of fraud are waited for. */
const PATIENCE = 20;
/** Clues that are shown; more would push the button off the screen. */
const SHOWN = 6;

/**
 * Every reading of one short thing, else what a message holds. Local landlines stay without an area code: the functions
 * know the city.
 * @param {string} text
 */
export function recognise(text) {
  if (Array.from(strip(text)).length <= ONE_THING) {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof ClueError)) throw error;
    }
  }
  return find(text);
}

/**
 * The first reading of each stretch of text.
 * @param {Clue[]} clues
 */
export function likeliest(clues) {
  const seen = new Set();
  return clues.filter(({ span }) => !seen.has(span.join()) && seen.add(span.join()));
}

/**
 * The fields of a look-up that says only the clues; none where the text itself has to be sent.
 * @param {string} text
 */
export function fieldsOf(text) {
  const clues = recognise(text);
  const alone = clues.length > 1 && likeliest(clues).length === 1 && isAll(text, clues[0]);
  // One thing with several readings: the functions are asked for all of them.
  const fields = alone ? [["clues", ":" + strip(text)]] : clues.map(({ kind, value }) => ["clues", kind + ":" + value]);
  return fields.length <= MOST && fields.every(([, said]) => said.length <= LONGEST) ? fields : [];
}

/**
 * An answer with what the words around the clues say, which the functions have not seen.
 * @param {string} text
 * @param {Answer} answer
 * @returns {Answer}
 */
export function completed(text, { status, body }) {
  const police = recognise(text).filter((clue) => clue.hints.includes(FROM_WORDS));
  const isOne = (/** @type {any} */ told) => police.some(({ kind, value }) => told.kind === kind && told.value === value);
  const sounds = soundsLike(text);
  const heard = sounds.length ? { ...body, sounds_like: sounds } : body;
  if (!body.clues.some(isOne)) return { status, body: heard };
  const clues = body.clues.map((/** @type {any} */ told) => (isOne(told) ? { ...told, hints: added(told.hints, FROM_WORDS) } : told));
  return { status, body: { ...heard, clues, advice: added(body.advice, FORGERY) } };
}

/**
 * @param {string[]} codes
 * @param {string} code
 */
const added = (codes, code) => [code].concat(codes.filter((one) => one !== code));

/**
 * Whether a clue is the whole text.
 * @param {string} text
 * @param {Clue} clue
 */
const isAll = (text, { span: [start, end] }) => Array.from(strip(text)).length === end - start;

/**
 * Shows what is recognised in a box, from now on and at once.
 * @param {Context} context
 * @param {HTMLTextAreaElement} box
 * @returns {Watch}
 */
export function watch({ say, lang }, box) {
  const found = el("p", { class: "hint found" });
  const heard = el("p", { class: "hint heard" });
  const node = el("div", { "aria-live": "polite" }, found, heard);
  /** What stands in each; it would be read out again with every key. @type {Map<Node, string>} */
  const shown = new Map();

  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  let waited = 0;

  function show() {
    const clues = likeliest(attempt(recognise, box.value) || []);
    const now = clues.map(({ kind, display }) => kind + display).join("\n");
    const chips = clues.slice(0, SHOWN).map(({ kind, display }) => el("span", null, say("kinds." + kind), " ", el("b", null, display)));
    put(found, now, now && say("ui.recognised"), ...chips, clues.length > SHOWN && "…");
    const [sounds] = attempt(soundsLike, box.value) || [];
    const kind = sounds && say("categories." + sounds.category);
    const phrases = sounds ? sounds.phrases.map((phrase) => written(phrase, lang)).join(say("ui.comma")) : "";
    const said = kind ? say("more.sounds", { kind, phrases }) : "";
    put(heard, said, said);
    // The names of the kinds come in another file, which may still be on its way.
    if (sounds && !kind && waited++ < PATIENCE) timer = setTimeout(show, PAUSE);
  }

  /**
   * @param {Node} into
   * @param {string} now
   * @param {...import("./dom.js").Kid} kids
   */
  function put(into, now, ...kids) {
    if (shown.get(into) !== now) fill(into, ...kids);
    shown.set(into, now);
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    waited = 0;
    timer = setTimeout(show, PAUSE);
  });
  show();
  return {
    node,
    fields: () => attempt(fieldsOf, box.value) || [],
    complete: (answer) => attempt((text) => completed(text, answer), box.value) || answer,
  };
}

/**
 * Nothing instead of an error: then all is as without this file.
 * @template T
 * @param {(text: string) => T} work
 * @param {string} text
 * @returns {T|null}
 */
function attempt(work, text) {
  try {
    return work(text);
  } catch (_) {
    return null;
  }
}

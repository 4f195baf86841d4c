/**
 * What the server answered, made safe to show: a newer server, a broken one and none at all become something
 * known. An answer that is not understood is `unavailable`, never `no_record`. Pure.
 */

/** @typedef {{status: number, body: any}} Answer status 0: no network, too late, or not JSON */
/** @typedef {{kind: string, value: string, display: string}} Clue */
/**
 * @typedef {object} Facts
 * @property {string} level
 * @property {string[]} reasons
 * @property {string[]} flags
 * @property {string[]} hints
 * @property {string[]} categories
 * @property {string[]} advice
 * @property {number} reporters
 * @property {number} cities
 * @property {string} firstSeen
 * @property {string} lastSeen
 * @property {unknown} source
 * @property {unknown} owner
 * @property {string} dial
 */
/** @typedef {Clue & Facts} Found */
/** @typedef {{refused: string, level: string, advice: string[], clues: Found[]}} Look */
/** @typedef {{field: string, code: string}} Fault */

const LEVELS = ["confirmed", "high_risk", "reported", "official", "no_record", "unavailable"];
const OUTAGE = "unavailable";

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value : "");
/** @param {unknown} value @returns {any[]} */
const array = (value) => (Array.isArray(value) ? value : []);
/** @param {unknown} value */
const codes = (value) => array(value).filter((code) => typeof code === "string");
/** @param {unknown} value */
const count = (value) => (typeof value === "number" && value > 0 ? Math.floor(value) : 0);
/** @param {unknown} value @returns {{[name: string]: any}} */
const record = (value) => (value && typeof value === "object" ? value : {});

/**
 * A level this copy knows; everything else is an outage.
 * @param {unknown} level
 */
const levelOf = (level) => (LEVELS.indexOf(text(level)) < 0 ? OUTAGE : text(level));

/**
 * The answer to a look-up. `refused` is the code of an error the resident can mend, empty for a verdict.
 * @param {Answer} answer
 * @returns {Look}
 */
export function readLook(answer) {
  const body = record(answer.body);
  const clues = array(body.clues).map(readFound);
  if (answer.status >= 400 && answer.status < 500 && !body.overall) {
    return { refused: errorCode(answer), level: "", advice: [], clues: [] };
  }
  const good = answer.status === 200 && Array.isArray(body.clues);
  return { refused: "", level: good ? overall(body.overall, clues) : OUTAGE, advice: codes(body.advice), clues };
}

/**
 * The level of the whole text: `no_record` only when every clue could be looked up.
 * @param {unknown} level
 * @param {Found[]} clues
 */
function overall(level, clues) {
  const blind = clues.some((clue) => clue.level === OUTAGE);
  return level === "no_record" && blind ? OUTAGE : levelOf(level);
}

/**
 * @param {unknown} raw
 * @returns {Found}
 */
function readFound(raw) {
  const clue = record(raw);
  const verdict = record(clue.verdict);
  return {
    kind: text(clue.kind),
    value: text(clue.value),
    display: text(clue.display) || text(clue.value),
    level: levelOf(verdict.level),
    reasons: codes(verdict.reasons),
    flags: codes(verdict.flags),
    hints: codes(clue.hints),
    categories: codes(verdict.categories),
    advice: codes(clue.advice),
    reporters: count(verdict.reporters),
    cities: codes(verdict.cities).length,
    firstSeen: text(verdict.first_seen),
    lastSeen: text(verdict.last_seen),
    source: verdict.source,
    owner: verdict.owner,
    dial: text(verdict.dial),
  };
}

/**
 * A name that is a text or one text for each language.
 * @param {unknown} name
 * @param {string} lang
 */
export function nameOf(name, lang) {
  const both = record(name);
  return text(name) || text(lang === "en" ? both.en : both.zh) || text(both.zh) || text(both.en);
}

/**
 * The code of an error; `no_network` when nothing readable came back.
 * @param {Answer} answer
 */
export function errorCode(answer) {
  if (!answer.status) return "no_network";
  return text(record(answer.body).code) || (answer.status < 500 ? "bad_input" : "store_unavailable");
}

/**
 * The fields an error names, by the field of the form: `clues.0.value` belongs to `text`.
 * @param {Answer} answer
 * @returns {Fault[]}
 */
export function faultsOf(answer) {
  return array(record(answer.body).fields).map((raw) => {
    const field = text(record(raw).field).split(/[.[]/)[0];
    return { field: field === "clues" ? "text" : field, code: text(record(raw).code) };
  });
}

/** @typedef {{step: string, done: boolean, at: unknown}} Step */

/**
 * @typedef {object} Receipt
 * @property {string} receipt empty when the report joined an older one
 * @property {string} status
 * @property {string} category
 * @property {Clue[]} clues
 * @property {Step[]} timeline
 * @property {string[]} nextSteps
 * @property {string[]} contactRules
 */

/**
 * The receipt in an answer, or null when it holds none.
 * @param {Answer} answer
 * @returns {Receipt|null}
 */
export function readReceipt(answer) {
  const body = record(answer.body);
  if ((answer.status !== 200 && answer.status !== 201) || !text(body.status)) return null;
  return {
    receipt: text(body.receipt),
    status: text(body.status),
    category: text(body.category),
    clues: array(body.clues).map(readFound),
    timeline: array(body.timeline).map(readStep),
    nextSteps: codes(body.next_steps),
    contactRules: codes(body.contact_rules),
  };
}

/**
 * @param {unknown} raw
 * @returns {Step}
 */
function readStep(raw) {
  const { step, done, at } = record(raw);
  return { step: text(step), done: done === true, at };
}

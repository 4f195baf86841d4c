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
/**
 * @typedef {object} Look
 * @property {string} refused
 * @property {string} level
 * @property {string[]} advice
 * @property {string[]} sounds kinds of fraud that the words sound like
 * @property {Found[]} clues
 * @property {number} cities how many cities there are; 0 where the server does not say
 * @property {number} at when it was asked, in milliseconds; NaN where the server does not say
 */
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
  const refused = answer.status >= 400 && answer.status < 500 && !body.overall;
  const good = answer.status === 200 && Array.isArray(body.clues);
  const level = good ? overall(body.overall, clues) : OUTAGE;
  return {
    refused: refused ? errorCode(answer) : "",
    level: refused ? "" : level,
    advice: codes(body.advice),
    sounds: codes(array(body.sounds_like).map((one) => record(one).category)),
    clues,
    cities: count(body.city_count),
    at: Date.parse(text(body.asked_at)),
  };
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
  return text(name) || text(both[lang]) || text(both.zh) || text(both.en);
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

/** @typedef {{step: string, done: boolean, at: unknown, why: string}} Step `why` is the code of a reason */
/** @typedef {{number: number, state: string, why: string}} Sent a file beside a report */

/**
 * @typedef {object} Receipt
 * @property {string} receipt empty when the report joined an older one
 * @property {string} status
 * @property {string} category
 * @property {string} mark what was said instead of fraud; empty for a report
 * @property {Clue[]} clues
 * @property {Step[]} timeline
 * @property {unknown} phrase the words that a caller must say, where a call was wished
 * @property {Sent[]} files
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
    mark: text(body.mark),
    clues: array(body.clues).map(readFound),
    timeline: array(body.timeline).map(readStep),
    phrase: body.call_back_phrase,
    files: array(body.files).map(readSent),
    nextSteps: codes(body.next_steps),
    contactRules: codes(body.contact_rules),
  };
}

/**
 * @param {unknown} raw
 * @returns {Step}
 */
function readStep(raw) {
  const { step, done, at, why } = record(raw);
  return { step: text(step), done: done === true, at, why: text(why) };
}

/**
 * @param {unknown} raw
 * @returns {Sent}
 */
function readSent(raw) {
  const { number, state, why } = record(raw);
  return { number: count(number), state: text(state), why: text(why) };
}

/** The files of a report, sent after the report itself: each goes its own way, and none can lose the report. */

import { errorCode, readReceipt } from "./answers.js";
import { button, el, fill } from "./dom.js";
import { outbox } from "./outbox.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./pictures.js").Picture} Picture */
/** @typedef {{number: number, url: string, fields: {[name: string]: string}, until: number}} Place */

/** Milliseconds: the longest upload, and when to ask what became of it. */
const LIMIT = 180000;
const CHECKS = [1500, 4000, 12000];

/** @param {number} time */
const pause = (time) => new Promise((done) => setTimeout(done, time));

/**
 * Sends the files one after the other and says how each stands.
 * @param {Context} context
 * @param {string} receipt
 * @param {Picture[]} pictures
 */
export function uploads(context, receipt, pictures) {
  let stopped = false;
  const rows = pictures.map((picture) => uploadRow(context, receipt, picture));

  async function run() {
    for (const row of rows) if (!stopped) await row.send();
  }

  function stop() {
    stopped = true;
    rows.forEach((row) => row.stop());
  }
  run();
  return { node: el("ul", { class: "uploads" }, ...rows.map((row) => row.node)), stop };
}

/**
 * One file and its state.
 * @param {Context} context
 * @param {string} receipt
 * @param {Picture} picture
 */
function uploadRow({ say, list, ask }, receipt, picture) {
  const state = el("span", { class: "hint", role: "status" });
  const retry = button(say("ui.retry"), again, true);
  const node = el("li", null, el("span", null, el("b", null, picture.name), " ", state), retry);
  /** @type {ReturnType<typeof outbox>|undefined} */
  let out;
  /** @type {Place|null} */
  let place = null;

  /** @param {string} sentence @param {boolean} [mendable] */
  function tell(sentence, mendable) {
    fill(state, sentence);
    retry.hidden = !mendable;
  }

  function again() {
    if (out) out.hurry();
    else send();
  }

  async function send() {
    out = outbox(attempt, (code) => tell(say(code ? "receipt.file_waits" : "receipt.file_sending"), Boolean(code)));
    const got = await out.answer;
    out = undefined;
    if (got.status === 200) return check(got.body.number);
    tell(say("receipt.file_failed", { x: say("errors." + errorCode(got)) }), true);
  }

  /** The same place again as long as it is open: there are few. @returns {Promise<Answer>} */
  async function attempt() {
    if (!place || place.until < Date.now()) {
      const got = await ask("reports/" + encodeURIComponent(receipt) + "/files", [["type", picture.kind], ["size", String(picture.content.size)]]);
      if (got.status !== 201) return got;
      place = { number: got.body.number, url: got.body.upload.url, fields: got.body.upload.fields, until: Date.parse(got.body.expires_at) };
    }
    const status = await posted(place, picture.content);
    if (status >= 400) place = null;
    return { status: status && (status < 300 ? 200 : status), body: { number: place && place.number, code: status < 500 ? "refused" : "store_unavailable" } };
  }

  /** @param {number} number */
  async function check(number) {
    tell(say("receipt.file_waiting"));
    for (const time of CHECKS) {
      await pause(time);
      const now = readReceipt(await ask("reports/" + encodeURIComponent(receipt)));
      const file = now && now.files.find((one) => one.number === number);
      if (file && file.state !== "waiting") return tell(fileState({ say, list }, file), file.state !== "kept");
    }
  }
  tell(say("receipt.file_sending"));
  return { node, send, stop: () => out && out.stop() };
}

/**
 * Posts a file to its place; the status, 0 without an answer.
 * @param {Place} place
 * @param {Blob} content
 */
async function posted(place, content) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LIMIT);
  const body = new FormData();
  for (const [name, value] of Object.entries(place.fields)) body.append(name, value);
  body.append("file", content, "file"); // behind the fields; its own name stays here
  try {
    return (await fetch(place.url, { method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer", signal: stop.signal })).status;
  } catch (_) {
    return 0;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What became of a file, as a sentence.
 * @param {Pick<Context, "say"|"list">} context
 * @param {import("./answers.js").Sent} file
 */
export function fileState({ say, list }, { state, why }) {
  return list("file_states", [state]).concat(list("file_faults", [why])).join(say("ui.colon"));
}

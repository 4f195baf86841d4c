/**
 * The stop-payment sheet: paste → filled → read aloud. Everything stays in the page; the policy of the page forbids it to
 * ask anybody anything. The words stand in the page, in its language.
 */

import { bankOf, banksIn } from "./banks.js";
import { clockOf } from "./clock.js";
import { keep, kept } from "./keep.js";
import { FIELDS, put, speechOf } from "./speech.js";
import { shown } from "./stamp.js";

/** What the file that comes later can do. @typedef {{readMessages: typeof import("./message.js").readMessages, bankOfCard: (account: string) => string, qrPath: (text: string) => {path: string, size: number}}} Late */

const get = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
/** @type {{[code: string]: string}} */
const says = {};
/** @type {Late|null} */
let late = null;
/** @type {number} */
let told = -1;

const values = () => {
  /** @type {{[field: string]: string}} */
  const found = {};
  for (const name of FIELDS) found[name] = get(name).value.trim();
  return found;
};

/**
 * Writes into fields, leaving alone what is not said.
 * @param {{[field: string]: string}} fields
 */
function write(fields) {
  const written = FIELDS.filter((name) => fields[name]);
  for (const name of written) get(name).value = fields[name].replace(/^\*(?=\d{3,4}$)/, says.tail);
  return written;
}

/** Banks by the card numbers, where no bank is named. */
function completed() {
  for (const side of ["own", "payee"]) {
    const bank = late && !get(side + "_bank").value && late.bankOfCard(get(side + "_account").value);
    if (bank) get(side + "_bank").value = bank;
  }
}

/** @param {boolean} jump whether to go to what is to be read aloud */
function readBox(jump) {
  const text = get("message").value;
  if (!late) {
    get("read-state").textContent = text ? says.reading : "";
    return;
  }
  const { kind, fields, count } = late.readMessages(text, new Date());
  const names = write(fields);
  completed();
  const filled = put(says.filled, { x: names.map((name) => get(name).labels[0].firstChild.textContent.trim()).join(says.comma) });
  get("read-state").textContent = !text.trim() ? "" : names.length ? filled + (count > 1 ? " " + put(says.several, { n: String(count) }) : "") : says[kind];
  get("read-state").classList.toggle("good", names.length > 0);
  changed();
  if (jump && names.length) get("aloud").focus();
}

/** Everything that follows from the fields. */
function changed() {
  const fields = values();
  get("speech").textContent = speechOf(fields, says);
  get("qr").hidden = true;
  for (const side of ["own", "payee"]) showLine(side, fields[side + "_bank"]);
  if (get("keep").checked) keep(get("keep-id").checked ? fields : { ...fields, id_number: "" }, Date.now());
  tick();
}

/**
 * The official line of one side's bank, one tap away.
 * @param {string} side
 * @param {string} written
 */
function showLine(side, written) {
  const bank = written ? bankOf(banksIn(get("banks")), written) : null;
  const link = get(side + "-line");
  link.hidden = !bank;
  if (!bank) return;
  link.href = "tel:" + bank.line;
  link.querySelector("b").textContent = bank.line;
  link.querySelector("span").textContent = put(says[side + "_line"], { x: bank.name });
}

function tick() {
  const since = Date.parse(get("time").value);
  const passed = isNaN(since) ? null : (Date.now() - since) / 1000;
  const calm = passed !== null && passed >= 0 && matchMedia("(prefers-reduced-motion: reduce)").matches;
  const clock = clockOf(calm ? Math.floor(/** @type {number} */ (passed) / 10) * 10 : passed);
  const words = put(says["clock_" + clock.state], { n: String(clock.left) });
  const box = get("clock");
  box.className = "card clock " + clock.state;
  get("figures").textContent = clock.figures;
  get("share").value = clock.share;
  if (get("clock-words").textContent !== words) get("clock-words").textContent = words;
  if (clock.told !== told) get("clock-told").textContent = clock.state === "none" ? "" : words;
  told = clock.told;
}

async function copy() {
  let done = true;
  try {
    await navigator.clipboard.writeText(get("speech").textContent);
  } catch (_) {
    const selection = getSelection(); // plain http and old engines have no clipboard
    if (selection) selection.selectAllChildren(get("speech"));
    done = document.execCommand("copy");
  }
  get("copy-state").textContent = done ? says.copied : says.copy_failed;
}

function showCode() {
  if (!late) return;
  const { path, size } = late.qrPath(get("speech").textContent);
  get("qr").querySelector("svg").setAttribute("viewBox", "0 0 " + size + " " + size);
  get("qr").querySelector("path").setAttribute("d", path);
  get("qr").hidden = false;
}

function clear() {
  for (const id of FIELDS.concat("message")) get(id).value = "";
  get("keep").checked = get("keep-id").checked = false;
  keep(null, 0);
  readBox(false);
  get("keep-state").textContent = says.cleared;
}

/** @param {Late} content of the file that comes later */
function arrived(content) {
  late = content;
  get("code").hidden = false;
  completed();
  changed();
  if (get("message").value) readBox(false);
}

/** @param {string} address */
function fetchLate(address) {
  const tag = document.createElement("script");
  const types = window.trustedTypes;
  tag.src = types ? types.createPolicy("stop-payment", { createScriptURL: (own) => own }).createScriptURL(address) : address;
  tag.onerror = () => {
    says.reading = says.nothing;
    readBox(false);
  };
  document.head.appendChild(tag);
}

/** The switch of the text size without a new page, which would empty the sheet. @param {string} size */
function resize(size) {
  document.documentElement.classList.toggle("large", size === "large");
  if (location.hash === "#large") location.hash = "main";
  try {
    localStorage.setItem("antifraud-text", size);
  } catch (_) {
    // then for this page only
  }
}

function start() {
  for (const one of get("says").content.querySelectorAll("p")) says[one.dataset.code] = one.textContent;
  /** @type {[string, string, (event: any) => void][]} */
  const listeners = [
    ["message", "input", (event) => readBox(event.inputType === "insertFromPaste")],
    ["sheet", "input", changed],
    ["sheet", "change", () => (completed(), changed())],
    ["just-now", "click", () => ((get("time").value = shown(new Date(), "s")), changed())],
    ["copy", "click", copy],
    ["print", "click", () => print()],
    ["code", "click", showCode],
    ["clear", "click", clear],
    ["keep", "change", () => (get("keep").checked ? changed() : keep(null, 0))],
    ["keep-id", "change", changed],
    ["paste", "click", () => navigator.clipboard.readText().then((text) => ((get("message").value = text), readBox(true)), () => get("message").focus())],
  ];
  for (const [id, event, does] of listeners) get(id).addEventListener(event, does);
  get("paste").hidden = !(navigator.clipboard && navigator.clipboard.readText);
  for (const size of ["large", "normal"]) {
    const link = document.querySelector(".to-" + size);
    if (link) link.addEventListener("click", (event) => (event.preventDefault(), resize(size)));
  }
  const before = kept(Date.now());
  if (before) {
    write(before);
    get("keep").checked = true;
    get("keep-id").checked = Boolean(before.id_number);
  }
  /** @type {any} */ (window).stopPayment = arrived;
  changed();
  setInterval(tick, 1000);
  addEventListener("load", () => fetchLate(get("says").dataset.src));
}

addEventListener("DOMContentLoaded", start);

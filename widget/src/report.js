/** The tab 举报: the form, the way of a report to the functions, and the receipt. What is typed stays until a report is in. */

import { errorCode, faultsOf, readReceipt } from "./answers.js";
import { newToken } from "./device.js";
import { button, el, fill, icon } from "./dom.js";
import { draftKeeper } from "./draft.js";
import { findReceipt, receiptBox } from "./findreceipt.js";
import { chinaDay } from "./format.js";
import { keepReceipt } from "./kept.js";
import { outbox } from "./outbox.js";
import { help } from "./parts.js";
import { reportForm } from "./reportform.js";
import { keyed } from "./sending.js";
import { sendingPage } from "./sendingpage.js";
import { amendment } from "./values.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./pictures.js").Picture} Picture */
/** @typedef {{pictures: Picture[], lost: number}} Files */
/** @typedef {{draft: Draft, pictures: Picture[], answer: Answer|null}} Kept */

/** What nobody has filled in. */
const NOTHING = { values: {}, clues: [], step: "", key: "", tried: "", sending: false, files: 0 };
/** Said different things under one key: whichever came first may be the one that is stored. */
const SEVERAL = "*";

/**
 * @param {Context} context
 * @param {Kept|undefined} kept
 */
export function reportView(context, kept) {
  const { say, ask, load, dress, emit } = context;
  const drafts = draftKeeper();
  const form = reportForm(context, false, { send, changed, wipe });
  const notice = el("div", { class: "notice", role: "status", hidden: true });
  const stage = el("div", null, form.node); // one form at a time: the fields of two would have the same names
  const box = receiptBox(context, (got) => show(got));
  const node = el("div", null, notice, stage, help(context), box.node);
  let key = newToken(); // made with the form: sending it again can never count twice
  let tried = "";
  let lost = 0;
  /** @type {Answer|null} */
  let answer = null;
  /** What is on its way, and what has to be ended before something else is shown. @type {{stop: () => void}|null} */
  let running = null;
  let sending = false;
  let prove = keyed(context, "report", key);

  /** @returns {Draft} */
  function draft() {
    return { values: form.fields.read(), clues: form.fields.clues.read(), step: form.step(), key, tried, sending, files: form.fields.files.read().length };
  }

  function changed() {
    if (form.filled()) drafts.save(draft(), Date.now());
    else drafts.clear();
  }

  /** @param {Draft} now @param {Picture[]} pictures */
  function restore(now, pictures) {
    key = now.key || newToken();
    tried = now.tried;
    lost = now.sending ? now.files - pictures.length : 0;
    prove = keyed(context, "report", key);
    form.fields.choose(now.clues);
    form.fields.write(now.values);
    form.fields.files.write(pictures);
    form.show(now.step || form.first, true);
  }

  /**
   * Puts something else in the place of what is filled in, which can be had back.
   * @param {Draft} other
   * @param {string} sentence
   */
  function replace(other, sentence) {
    const before = draft();
    const pictures = form.fields.files.read();
    restore(other, []);
    changed();
    note(sentence, say("more.draft_undo"), () => {
      restore(before, pictures);
      changed();
      note("");
    });
  }

  function wipe() {
    replace({ ...NOTHING }, say("more.draft_cleared"));
    form.show(form.first);
  }

  /**
   * A word above the form with one thing to do about it; none for an empty one.
   * @param {string} sentence
   * @param {string} [label]
   * @param {() => void} [act]
   */
  function note(sentence, label, act) {
    notice.hidden = !sentence;
    fill(notice, el("p", null, sentence), act && button(label || "", act, true));
  }

  /** Ends what is shown in place of the form. */
  function leave() {
    if (running) running.stop();
    running = null;
    sending = false;
    answer = null;
  }

  async function send() {
    const pairs = form.pairs();
    const said = JSON.stringify(pairs);
    tried = !tried || tried === said ? said : SEVERAL;
    const again = tried === SEVERAL;
    const going = sent(() => prove.send(pairs), edit);
    sending = true;
    changed();
    const got = await going;
    if (readReceipt(got)) return succeed(again ? await corrected(got, pairs) : got);
    edit();
    form.fail(say("errors." + errorCode(got)), faultsOf(got));
    emit("error", { code: errorCode(got) });
  }

  /**
   * An answer that may have been given to an earlier try: what was changed since is added.
   * @param {Answer} got
   * @param {string[][]} pairs
   */
  async function corrected(got, pairs) {
    if (got.status !== 200 || !got.body.receipt) return got;
    const now = await ask("reports/" + encodeURIComponent(got.body.receipt) + "/amend", amendment(pairs));
    return readReceipt(now) ? now : got;
  }

  /**
   * Sends until there is an answer, and says meanwhile that it goes on.
   * @param {() => Promise<Answer>} work
   * @param {() => void} back
   */
  function sent(work, back) {
    leave();
    const page = sendingPage(context, { hurry: () => out.hurry(), edit: back });
    note("");
    fill(stage, page.node);
    page.focus();
    const out = outbox(work, page.tell);
    running = out;
    load("receipt").catch(() => {}); // ahead of the answer
    return out.answer;
  }

  /** Back to the form as it was left. */
  function edit() {
    leave();
    fill(stage, form.node);
    form.show(form.step());
    changed();
  }

  /** @param {Answer} got */
  function succeed(got) {
    const files = { pictures: form.fields.files.read(), lost };
    restore({ ...NOTHING }, []);
    drafts.clear();
    form.end();
    keepReceipt(got.body.receipt, chinaDay(Date.now()));
    box.refresh();
    show(got, files);
    emit("report", { code: got.body.status });
  }

  /**
   * @param {Answer} got
   * @param {Files} [files]
   */
  function show(got, files) {
    const receipt = readReceipt(got);
    if (!receipt) return;
    leave();
    note("");
    answer = got;
    const plain = bare(receipt);
    load("receipt").then((part) => {
      if (answer !== got) return;
      dress(part.css);
      const view = part.receiptView(context, got, files || { pictures: [], lost: 0 }, { add, again, changed: (/** @type {Answer} */ now) => (answer = now) });
      running = view;
      fill(stage, view.node);
      view.focus();
    }, () => answer === got && fill(stage, plain));
  }

  /** The receipt where its file cannot be had: a number that was given is never lost. @param {import("./answers.js").Receipt} receipt */
  function bare({ status, receipt }) {
    return el("section", { class: "card done" }, el("h2", { class: "banner" }, icon("done"), say("statuses." + status)), el("div", { class: "inside" }, el("strong", { class: "number", part: "receipt" }, receipt)));
  }

  /** Adds to the report whose receipt is shown. */
  function add() {
    const before = /** @type {Answer} */ (answer);
    const receipt = readReceipt(before);
    if (!receipt) return;
    const more = reportForm(context, true, { send: () => addTo(receipt.receipt, more, before), leave: () => show(before) });
    leave();
    answer = before;
    more.fields.write({ category: receipt.category });
    fill(stage, el("p", { class: "hint" }, say("more.add_to", { x: receipt.receipt })), more.node);
    more.show(more.first);
  }

  /**
   * @param {string} receipt
   * @param {ReturnType<typeof reportForm>} more
   * @param {Answer} before
   */
  async function addTo(receipt, more, before) {
    const path = "reports/" + encodeURIComponent(receipt);
    const pairs = amendment(more.pairs());
    const back = () => {
      leave();
      fill(stage, more.node);
      more.show(more.step());
      answer = before;
    };
    const got = await sent(() => ask(pairs.length ? path + "/amend" : path, pairs.length ? pairs : undefined), back);
    if (readReceipt(got)) more.end();
    if (readReceipt(got)) return show(got, { pictures: more.fields.files.read(), lost: 0 });
    back();
    more.fail(say("errors." + errorCode(got)), faultsOf(got));
  }

  function again() {
    leave();
    fill(stage, form.node);
    form.show(form.first);
  }

  /**
   * Opens the form with clues that were looked up, or a receipt to say more about what was reported with one tap.
   * @param {Clue[]} clues
   * @param {string} [receipt]
   */
  async function start(clues, receipt) {
    if (sending) return; // one at a time: it is shown how it goes on
    if (receipt) {
      const got = await findReceipt(context, receipt);
      if (!readReceipt(got)) return note(say("errors." + errorCode(got)));
      answer = got;
      return add();
    }
    if (answer) again();
    const said = Object.values(form.fields.read()).some(Boolean);
    if (said && JSON.stringify(clues) !== JSON.stringify(form.fields.clues.read())) replace({ ...NOTHING, clues }, say("more.draft_replaced"));
    else form.fields.choose(clues);
    form.enter("category");
    changed();
  }

  const before = kept ? kept.draft : drafts.read(Date.now());
  form.node.addEventListener("focusin", () => prove.start());
  if (before) restore(before, kept ? kept.pictures : []);
  else form.show(form.first, true);
  if (kept && kept.answer) show(kept.answer);
  else if (before && before.sending) send();
  else if (before && !kept) note(say("more.draft_back"), say("more.draft_clear"), wipe);
  return {
    node,
    /** What another language goes on with; this view has ended then. @returns {Kept} */
    keep() {
      const now = { draft: draft(), pictures: form.fields.files.read(), answer };
      leave();
      form.stop();
      return now;
    },
    start,
  };
}

/** Ways to keep a receipt: copied, as a picture, on paper. Made on the device, sent nowhere. */

import { nameOf } from "./answers.js";
import { button, el, fill } from "./dom.js";
import { chinaDay } from "./format.js";
import { copyButton } from "./parts.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Receipt} Receipt */

/** Pixels of the picture: as wide as the screen of a phone. */
const WIDTH = 750;
const EDGE = 50;
const FONT = '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** What is large is bold. @param {number} size */
const fontOf = (size) => (size > 40 ? "bold " : "") + size + "px " + FONT;

/**
 * @param {Context} context
 * @param {Receipt} receipt
 * @param {Node} number where the number stands on the page
 */
export function keepingButtons(context, receipt, number) {
  const { say } = context;
  const kept = el("div", { role: "status" });

  function save() {
    const address = picture(linesOf(context, receipt)).toDataURL("image/png");
    const name = receipt.receipt + ".png";
    el("a", { href: address, download: name }).click();
    // The windows of some apps save nothing, but let a picture be held and kept.
    fill(kept, el("p", { class: "hint" }, say("receipt.picture_hint")), el("img", { src: address, alt: say("receipt.picture", { x: receipt.receipt }), class: "saved" }));
  }
  return el(
    "div",
    { class: "keeping" },
    el("div", { class: "keepers" }, copyButton(context, receipt.receipt, number), button(say("receipt.save"), save, true), button(say("receipt.print"), () => window.print(), true)),
    kept,
  );
}

/**
 * What stands on the picture: text and size, in order.
 * @param {Context} context
 * @param {Receipt} receipt
 * @returns {[string, number][]}
 */
function linesOf({ say, list, lang }, { receipt, phrase, clues, contactRules }) {
  const words = nameOf(phrase, lang);
  /** @type {[string, number][]} */
  const lines = [
    [say("ui.title") + " · " + say("more.receipt"), 34],
    [receipt, 50],
    [chinaDay(Date.now()), 30],
    [clues.map((clue) => say("kinds." + clue.kind) + " " + clue.display).join(say("ui.comma")), 32],
  ];
  if (words) lines.push([say("receipt.phrase"), 30], [words, 46]);
  return lines.concat(list("contact_rules", contactRules).map((text) => [text, 30]));
}

/**
 * A canvas with the lines, broken where they are too long.
 * @param {[string, number][]} lines
 */
function picture(lines) {
  const canvas = el("canvas", { width: WIDTH });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  /** @type {[string, number][]} */
  const rows = [];
  for (const [text, size] of lines) {
    pen.font = fontOf(size);
    broken(text, (part) => pen.measureText(part).width <= WIDTH - 2 * EDGE).forEach((part) => rows.push([part, size]));
  }
  canvas.height = rows.reduce((sum, [, size]) => sum + size * 1.7, 2 * EDGE);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, WIDTH, canvas.height);
  pen.fillStyle = "#1a2027";
  let at = EDGE;
  for (const [text, size] of rows) {
    at += size * 1.7;
    pen.font = fontOf(size);
    pen.fillText(text, EDGE, at - size * 0.5);
  }
  return canvas;
}

/**
 * A text in lines that fit; between words where there are blanks, in Chinese anywhere but before a sign that ends something.
 * @param {string} text
 * @param {(part: string) => boolean} fits
 */
export function broken(text, fits) {
  const lines = [""];
  for (const piece of text.match(/[\x21-\x7e]+ ?|[^\x21-\x7e][，。：；、！？”）]*/g) || []) {
    if (lines[lines.length - 1] && !fits(lines[lines.length - 1] + piece.trim())) lines.push("");
    lines[lines.length - 1] += piece;
  }
  return lines.map((line) => line.trim());
}

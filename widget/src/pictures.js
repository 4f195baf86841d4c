/**
 * Files beside a report, as far as this page goes: what kind they are, whether they may come along, made smaller where they are too big, and a
 * small view of each. A view is drawn, never an address, so that no policy of the page around is in its way. Nothing leaves the page here.
 */

import { el, fill } from "./dom.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {{name: string, kind: string, content: Blob}} Picture */

/** As in antifraud/evidence_files.py. */
export const MOST = 3;
export const LARGEST = 4 * 1024 * 1024;
const KINDS = ["image/jpeg", "image/png", "image/webp", "application/pdf"];
const JPEG = KINDS[0];
/** Longest side in pixels, and quality, of a picture that is made smaller: the first that fits is taken. */
const SMALLER = [[2560, 0.85], [1600, 0.8], [1024, 0.7]];
/** Pixels of a small view. */
const VIEW = 96;

/**
 * The kind of a file by how it begins, whatever it is called; empty for one that is not taken.
 * @param {Uint8Array} head at least its first twelve bytes
 */
export function kindOf(head) {
  const text = String.fromCharCode(...Array.from(head.slice(0, 12)));
  if (text.startsWith("\xff\xd8\xff")) return JPEG;
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return KINDS[1];
  if (text.startsWith("RIFF") && text.slice(8) === "WEBP") return KINDS[2];
  return text.startsWith("%PDF-") ? KINDS[3] : "";
}

/**
 * A file that may come along, or the code of what is wrong with it.
 * @param {File} file
 * @returns {Promise<Picture|string>}
 */
async function taken(file) {
  const head = await new Response(file.slice(0, 12)).arrayBuffer().catch(() => new ArrayBuffer(0));
  const kind = kindOf(new Uint8Array(head));
  if (!kind) return "receipt.file_kind";
  if (file.size <= LARGEST) return { name: file.name, kind, content: file };
  const content = kind === KINDS[3] ? null : await smaller(file).catch(() => null);
  return content ? { name: file.name, kind: JPEG, content } : "receipt.file_big";
}

/**
 * A picture that is small enough; nothing where it cannot be read or made so.
 * @param {Blob} file
 */
async function smaller(file) {
  const picture = await createImageBitmap(file);
  for (const [side, quality] of SMALLER) {
    const made = await new Promise((/** @type {(blob: Blob|null) => void} */ done) => drawn(picture, side).toBlob(done, JPEG, quality));
    if (made && made.size <= LARGEST) return made;
  }
  return null;
}

/**
 * @param {ImageBitmap} picture
 * @param {number} side the longest it may have
 */
function drawn(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = el("canvas", { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
  const pen = canvas.getContext("2d");
  if (pen) pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * A small view of a picture; the kind of a file that is none, or that this engine cannot draw.
 * @param {Picture} picture
 */
export function view({ kind, content }) {
  const node = el("span", { class: "view", "aria-hidden": "true" }, kind.split("/")[1].toUpperCase());
  if (kind !== KINDS[3] && "createImageBitmap" in window) {
    createImageBitmap(content).then((picture) => fill(node, drawn(picture, VIEW)), () => {});
  }
  return node;
}

/** @param {number} bytes */
const size = (bytes) => (bytes < 1e5 ? Math.ceil(bytes / 1e3) + " KB" : (bytes / 1e6).toFixed(1) + " MB");

/**
 * The field where files are chosen.
 * @param {Context} context
 * @param {() => void} changed
 */
export function pictureField({ say }, changed) {
  /** @type {Picture[]} */
  let pictures = [];
  const accept = KINDS.join(",");
  const input = el("input", { type: "file", multiple: true, accept, class: "unseen", id: "af-files", part: "input", "aria-describedby": "af-files-hint af-files-error", onchange });
  const list = el("ul", { class: "pictures" });
  const error = el("p", { class: "error", id: "af-files-error", role: "alert" });
  const node = el(
    "div",
    { class: "field files" },
    el("p", { class: "label" }, say("more.files"), " ", el("span", { class: "mark" }, say("more.optional_mark"))),
    el("p", { class: "hint", id: "af-files-hint" }, say("receipt.files_hint")),
    list,
    input,
    el("label", { for: "af-files", class: "file" }, say("receipt.files_add")),
    error,
  );

  async function onchange() {
    const chosen = Array.from(input.files || []);
    input.value = ""; // the same file may be chosen again
    const told = [];
    for (const file of chosen) {
      if (pictures.length >= MOST) return done([...told, say("receipt.files_many")]);
      const got = await taken(file);
      if (typeof got === "string") told.push(say(got, { x: file.name }));
      else write(pictures.concat(got));
    }
    done(told);
  }

  /** @param {string[]} told */
  function done(told) {
    fill(error, told.join(" "));
    changed();
  }

  /** @param {Picture[]} now */
  function write(now) {
    pictures = now;
    fill(list, ...now.map(row));
  }

  /** @param {Picture} picture */
  function row(picture) {
    const drop = () => {
      write(pictures.filter((other) => other !== picture));
      done([]);
      input.focus();
    };
    return el(
      "li",
      null,
      view(picture),
      el("span", null, el("b", null, picture.name), " ", el("span", { class: "hint" }, size(picture.content.size))),
      el("button", { type: "button", class: "plain", part: "button", "aria-label": say("more.remove") + " " + picture.name, onclick: drop }, say("more.remove")),
    );
  }
  return { node, read: () => pictures, write };
}

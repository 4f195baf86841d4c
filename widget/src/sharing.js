/** Showing a result to the family: a link to a page of the city, with all it says in the fragment, which reaches no server. */

import { el } from "./dom.js";
import { chinaDay } from "./format.js";
import { copied } from "./parts.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Found} Found */
/** @typedef {import("./answers.js").Look} Look */

/** Only warnings are passed on as ours: a link can be forged, and must never say that something is safe. */
const WARNINGS = ["confirmed", "high_risk", "reported"];

/**
 * A clue of which nobody can make out the whole: at most three signs before and four after the stars.
 * @param {Found} clue
 */
export function masked({ kind, value }) {
  const plain = kind === "url" ? value.replace(/^\w+:\/\//, "").split(/[/?#:]/)[0] : value.replace(/^\+86/, "");
  const signs = Array.from(plain.replace(/[^\w.@+-]/g, ""));
  const head = Math.min(3, Math.max(1, Math.floor(signs.length * 0.3)));
  const tail = Math.min(4, Math.floor(signs.length * 0.37));
  return signs.slice(0, head).join("") + "****" + (tail ? signs.slice(-tail).join("") : "");
}

/**
 * What the shared page is told, as a fragment; empty when the result is no warning.
 * @param {Look} look
 * @param {number} now milliseconds
 */
export function fragment(look, now) {
  const clue = look.clues.find((one) => one.level === look.level);
  if (!clue || WARNINGS.indexOf(look.level) < 0) return "";
  return "#" + new URLSearchParams([["level", look.level], ["kind", clue.kind], ["clue", masked(clue)], ["on", chinaDay(look.at || now)]]);
}

/**
 * A button that hands the link to the phone's own sharing, or copies it where there is none.
 * @param {Context} context
 * @param {Look} look
 */
export function shareButton({ say, page }, look) {
  const said = fragment(look, Date.now());
  const url = page("shared.html") + said;
  const clue = look.clues.find((one) => one.level === look.level);
  const told = { kind: clue ? say("kinds." + clue.kind) : "", clue: clue ? masked(clue) : "", level: say("levels." + look.level) };
  const text = said ? say("answers.share_warning", told) : say("answers.share_text");
  const address = el("span", { class: "address", hidden: true }, url);
  const done = el("span", { class: "hint", role: "status" });
  const button = el("button", { type: "button", class: "plain", part: "button", onclick: share }, say("answers.share"));

  async function share() {
    if (navigator.share) return navigator.share({ title: say("answers.share_title"), text, url }).catch(() => {}); // closed again
    address.hidden = false; // to be marked by hand where copying is refused
    if (!(await copied(text + " " + url, address))) return;
    address.hidden = true;
    done.textContent = say("answers.share_copied");
  }
  return el("span", { class: "share" }, button, address, done);
}

/** Which field of a report is asked on which page, and what each page of a review says. Draws no form. */

import { button, el } from "./dom.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {ReturnType<typeof import("./reportfields.js").reportFields>} Fields */
/** @typedef {{id: string, title: string, names: string[], files?: boolean, note?: string}} Step `names` of its fields */

/** The last page. */
export const REVIEW = "review";

/**
 * The pages of a new report, or of what is added to one that has a receipt.
 * @param {Context} context
 * @param {boolean} adding
 * @returns {Step[]}
 */
export function stepsOf({ say }, adding) {
  const kind = { id: "category", title: say("more.category_title"), names: ["category"] };
  const facts = { id: "details", title: say("more.details_title"), names: ["happened_on", "channel", "amount"] };
  const review = { id: REVIEW, title: say("more.review_title"), names: [] };
  // Story and contact are sealed together: whoever writes one anew has to write both.
  if (adding) return [kind, facts, { id: "story", title: say("more.add_title"), names: ["story", "contact"], files: true, note: say("more.add_note") }, review];
  return [
    { id: "what", title: say("more.what_title"), names: ["text"] },
    kind,
    facts,
    { id: "story", title: say("more.story_title"), names: ["story"], files: true },
    { id: "contact", title: say("more.contact_title"), names: ["contact", "call_back", "for_other"], note: say("more.contact_note") },
    review,
  ];
}

/**
 * What was filled in on a page, as label and value.
 * @param {Context} context
 * @param {Step} step
 * @param {Fields} fields
 * @returns {string[][]}
 */
export function filledIn({ say }, step, fields) {
  const values = fields.read();
  const named = fields.clues.read();
  const shown = (/** @type {string} */ name) => {
    if (name === "text" && named.length) return named.map((clue) => clue.display).join(say("ui.comma"));
    if (name === "category" || name === "channel") return values[name] && say((name === "category" ? "categories." : "channels.") + values[name]);
    if (name === "call_back" && !values.contact) return "";
    return values[name] === "true" ? say("more.yes") : values[name].trim();
  };
  const rows = step.names.map((name) => [name === "text" ? say("more.report_clues") : fields.entries[/** @type {"story"} */ (name)].label, shown(name)]);
  if (step.files) rows.push([say("more.files"), fields.files.read().map((one) => one.name).join(say("ui.comma"))]);
  return rows.filter((row) => row[1]);
}

/**
 * What is going to be sent, with a way back to each page.
 * @param {Context} context
 * @param {Step[]} steps
 * @param {Fields} fields
 * @param {(id: string) => void} go
 */
export function reviewed(context, steps, fields, go) {
  const { say } = context;
  return steps.filter((step) => step.id !== REVIEW).map((step) => {
    const rows = filledIn(context, step, fields);
    const change = button(say("more.change"), () => go(step.id), true);
    change.setAttribute("aria-label", say("more.change") + say("ui.colon") + step.title);
    const shown = rows.length ? rows : [[step.title, say("more.nothing")]];
    return el("div", { class: "said" }, el("dl", null, ...shown.map(([label, value]) => el("div", null, el("dt", null, label), el("dd", null, value)))), change);
  });
}

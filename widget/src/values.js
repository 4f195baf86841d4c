/** What a report says, by field: checked, and made ready to be sent, before anything leaves the page. Pure. */

/** @typedef {import("./answers.js").Clue} Clue */
/** @typedef {import("./answers.js").Fault} Fault */
/** @typedef {{[name: string]: string}} Values a ticked box is `true`, everything empty is `""` */

/** Longest story and contact, oldest day and largest sum that the functions take. */
const STORY = 2000;
const CONTACT = 100;
const OLDEST = "2000-01-01";
const LARGEST = 1e10;

/**
 * A sum as it is sent: without signs and blanks, in plain digits.
 * @param {string} typed such as `￥１,200 元`
 */
export const plainAmount = (typed) => typed.normalize("NFKC").replace(/[\s,¥元]/g, "");

/**
 * The code of what is wrong with a sum; empty when it is right.
 * @param {string} amount
 */
function amountFault(amount) {
  if (/^-/.test(amount)) return "negative";
  if (!/^\d*\.?\d+$/.test(amount)) return "not_a_number";
  if (/\.\d{3}/.test(amount)) return "too_many_decimals";
  return Number(amount) > LARGEST ? "too_big" : "";
}

/**
 * @param {string} day
 * @param {string} today
 */
function dayFault(day, today) {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return "not_a_date";
  return day > today ? "in_the_future" : day < OLDEST ? "too_old" : "";
}

/** @param {string} contact */
function contactFault(contact) {
  if (contact.length > CONTACT) return "too_long";
  return contact.indexOf("@") < 0 && contact.replace(/\D/g, "").length < 5 ? "not_contact" : "";
}

/**
 * What the functions would refuse, as far as it can be told here.
 * @param {Values} values
 * @param {string} today as `2026-11-21`
 * @returns {Fault[]}
 */
export function faultsIn(values, today) {
  const faults = [
    { field: "happened_on", code: values.happened_on && dayFault(values.happened_on, today) },
    { field: "amount", code: values.amount && amountFault(plainAmount(values.amount)) },
    { field: "story", code: values.story && values.story.trim().length > STORY ? "too_long" : "" },
    { field: "contact", code: values.contact ? contactFault(values.contact.trim()) : values.call_back && "required" },
  ];
  return faults.filter((fault) => fault.code);
}

/**
 * Pairs as they are sent. Named clues stand in place of the text; what is empty is left out.
 * @param {Values} values
 * @param {Clue[]} clues
 */
export function pairsOf(values, clues) {
  const said = Object.assign({}, values, { amount: plainAmount(values.amount || ""), text: clues.length ? "" : values.text });
  if (!said.contact) said.call_back = ""; // a draft of another day comes back without the contact
  const named = clues.map((clue) => ["clues", clue.kind + ":" + clue.value]);
  return named.concat(Object.keys(said).map((name) => [name, (said[name] || "").trim()]).filter((pair) => pair[1]));
}

/** What an amendment may say. */
const AMENDED = ["category", "happened_on", "amount", "channel", "story", "contact"];

/**
 * The pairs of an amendment, out of those of a report.
 * @param {string[][]} pairs
 */
export const amendment = (pairs) => pairs.filter((pair) => AMENDED.indexOf(pair[0]) >= 0);

/** The paragraph to read aloud on the telephone, from whatever is filled in: one short sentence for each thing. */

/** The fields in the order of the sheet. */
export const FIELDS = ["name", "id_number", "own_bank", "own_account", "amount", "time", "payee_name", "payee_account", "payee_bank", "proof"];
/** In the order of the telephone: what was done to which account first, the papers at the end. */
const ORDER = ["amount", "time", "payee_name", "payee_account", "payee_bank", "own_bank", "own_account", "name", "id_number", "proof"];

/**
 * @param {{[field: string]: string}} fields
 * @param {{[code: string]: string}} says
 */
export function speechOf(fields, says) {
  const told = ORDER.filter((name) => fields[name]).map((name) => put(says["say_" + name], { x: spoken(name, fields[name], says) }));
  return [says.say_open, ...told, says.say_close].join(" ");
}

/**
 * @param {string} name
 * @param {string} value
 * @param {{[code: string]: string}} says
 */
function spoken(name, value, says) {
  if (name === "amount") return money(value, says);
  if (name === "time") return moment(value, says);
  return /account|id_number/.test(name) ? value.replace(/\d{12,}/, (digits) => digits.replace(/(\d{4})(?=\d)/g, "$1 ")) : value;
}

/**
 * With the number of ten thousands behind a large round sum, for zeros are misread.
 * @param {string} value
 * @param {{[code: string]: string}} says
 */
function money(value, says) {
  const yuan = Number(value.replace(/[,，\s]|元$/g, ""));
  if (!(yuan > 0)) return value;
  return put(yuan >= 1e4 && yuan % 100 === 0 ? says.money_large : says.money, { x: String(yuan), y: String(yuan / 1e4) });
}

/**
 * @param {string} value `2026-11-21T14:35`
 * @param {{[code: string]: string}} says
 */
function moment(value, says) {
  const match = /-(\d+)-(\d+)T(\d+):(\d+)/.exec(value);
  if (!match) return value;
  const [month, day, hour] = match.slice(1, 4).map((part) => String(Number(part)));
  return put(says.when, { month, day, hour, minute: match[4] });
}

/**
 * A sentence with its `{names}` filled in.
 * @param {string} sentence
 * @param {{[name: string]: string}} values
 */
export function put(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

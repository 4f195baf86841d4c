/** The clue itself and its kinds. Nothing here recognises anything. */

/**
 * One thing somebody typed. `span` is a half-open range of characters (code points) of the text as it was given.
 * @typedef {{kind: string, value: string, display: string, span: [number, number], hints: string[]}} Clue
 */

export const PHONE = "phone";
export const URL_KIND = "url";
export const BANK_CARD = "bank_card";
export const QQ = "qq";
export const WECHAT = "wechat";
export const EMAIL = "email";
export const TELEGRAM = "telegram";

/**
 * @param {string} kind
 * @param {string} value
 * @param {string} display
 * @param {[number, number]} span
 * @param {string[]} [hints]
 * @returns {Clue}
 */
export function clueOf(kind, value, display, span, hints) {
  return { kind, value, display, span, hints: hints || [] };
}

/** What a text says that cannot be read as what it should be. */
export class ClueError extends Error {}

/** The receipts of this device: the last five, kept until somebody takes them out. Numbers and days only. */

import { receiptOf } from "./format.js";

/** @typedef {{receipt: string, day: string}} Kept */

const NAME = "city-antifraud-receipts";
const MOST = 5;

/** @returns {Kept[]} the newest first */
export function keptReceipts() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) || "[]");
    return kept.filter((/** @type {any} */ one) => one && /^[0-9A-Z-]{16,24}$/.test(one.receipt) && /^[\d-]{10}$/.test(one.day)).slice(0, MOST);
  } catch (_) {
    return [];
  }
}

/**
 * @param {string} receipt
 * @param {string} day
 */
export function keepReceipt(receipt, day) {
  if (!receipt) return;
  const known = keptReceipts();
  const before = known.find((one) => one.receipt === receipt);
  write([before || { receipt: receiptOf(receipt), day }].concat(known.filter((one) => one !== before)).slice(0, MOST));
}

/** @param {string} receipt */
export const dropReceipt = (receipt) => write(keptReceipts().filter((one) => one.receipt !== receipt));

/** @param {Kept[]} kept */
function write(kept) {
  try {
    localStorage.setItem(NAME, JSON.stringify(kept));
  } catch (_) {
    return; // full, or forbidden: then nothing is kept
  }
}

/** Comes after the first view of the stop-payment sheet: what reads a pasted message, the banks by card prefix, the QR code. */

import { encode } from "uqr";
import { BANK_PREFIXES } from "../clues/data/banks.js";
import { readMessages } from "./message.js";

/** @type {Map<string, string>} */
const BANKS = new Map();
for (const group of BANK_PREFIXES.split(";")) {
  const [bank, differences] = group.split(":");
  let prefix = 0;
  for (const step of differences.split(" ")) BANKS.set(String((prefix += parseInt(step, 36))), bank);
}

/**
 * The bank of a card by the longest known prefix; empty for a masked number without one, or an account that is no card.
 * @param {string} account
 */
function bankOfCard(account) {
  const digits = (/^\d+/.exec(account.replace(/\s/g, "")) || [""])[0];
  for (let size = Math.min(10, digits.length); size >= 4; size--) {
    const bank = BANKS.get(digits.slice(0, size));
    if (bank) return bank;
  }
  return "";
}

/**
 * A QR code as one SVG path, with its size.
 * @param {string} text
 */
function qrPath(text) {
  const { data, size } = encode(text, { ecc: "L", border: 4 });
  const runs = data.map((row, y) => row.map((dark, x) => (dark ? "M" + x + " " + y + "h1v1h-1z" : "")).join(""));
  return { path: runs.join(""), size };
}

/** @type {any} */ (window).stopPayment({ readMessages, bankOfCard, qrPath });

/** Random tokens, and the one that this device keeps so that the same person counts once. */

import { token } from "./format.js";

const DEVICE = "city-antifraud-device";

/** A new token, such as the one that lets a form be sent twice and count once. */
export const newToken = () => token((bytes) => crypto.getRandomValues(bytes));

/** The token of this device; empty where nothing can be kept. */
export function device() {
  try {
    const known = localStorage.getItem(DEVICE) || newToken();
    localStorage.setItem(DEVICE, known);
    return known;
  } catch (_) {
    return "";
  }
}

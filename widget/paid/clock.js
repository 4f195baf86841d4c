/** How long ago a transfer was, in words and figures. Pure: the moment is an argument; it never says "too late". */

export const WINDOW = 30;
/** Minutes at which somebody who cannot see the clock is told. */
const TOLD = [0, 5, 10, 15, 20, 25, 28, WINDOW];

/** @typedef {{state: "none"|"ahead"|"running"|"after", figures: string, share: number, left: number, told: number}} Clock */

/**
 * @param {number|null} seconds since the transfer; null when its time is not known
 * @returns {Clock}
 */
export function clockOf(seconds) {
  if (seconds === null || isNaN(seconds)) return { state: "none", figures: "00:00", share: 0, left: WINDOW, told: -1 };
  if (seconds < 0) return { state: "ahead", figures: "00:00", share: 0, left: WINDOW, told: -2 };
  const minutes = seconds / 60;
  const told = TOLD.filter((one) => one <= minutes).pop() || 0;
  const state = minutes < WINDOW ? "running" : "after";
  return { state, figures: figures(Math.floor(seconds)), share: Math.min(1, minutes / WINDOW), left: Math.max(0, Math.ceil(WINDOW - minutes)), told };
}

/**
 * `07:05`, from an hour on `1:07:05`.
 * @param {number} seconds
 */
function figures(seconds) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return (hours ? hours + ":" : "") + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
}

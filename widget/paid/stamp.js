/** A moment as a field of date and time takes it. */

/**
 * `2026-11-21T14:35`, on the clock of the device.
 * @param {Date} at
 * @param {string} [seconds] when they are known
 */
export function shown(at, seconds) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const day = at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate());
  return day + "T" + two(at.getHours()) + ":" + two(at.getMinutes()) + (seconds ? ":" + two(at.getSeconds()) : "");
}

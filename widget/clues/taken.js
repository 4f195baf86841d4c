/** Ranges of a text that belong to something already: sorted, none overlapping another. */

/** @typedef {[number, number]} Span */

/**
 * Sort ranges and join those that overlap.
 * @param {Span[]} spans
 * @returns {Span[]}
 */
export function taken(spans) {
  /** @type {Span[]} */
  const merged = [];
  for (const [start, end] of spans.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged[merged.length - 1];
    if (last && start < last[1]) last[1] = Math.max(end, last[1]);
    else merged.push([start, end]);
  }
  return merged;
}

/**
 * Whether a range touches one that is taken.
 * @param {Span[]} spans
 * @param {Span} span
 */
export function covers(spans, [start, end]) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle][1] <= start) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low][0] < end;
}

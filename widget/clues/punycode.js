/** Punycode (RFC 3492), as Python's codec of that name reads and writes it. */

const BASE = 36;
const FIRST = 128;
const TOO_BIG = 1e12;
const DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * @param {number} delta
 * @param {boolean} first
 * @param {number} count
 */
function adapt(delta, first, count) {
  delta = Math.floor(delta / (first ? 700 : 2));
  delta += Math.floor(delta / count);
  let shift = 0;
  for (; delta > 455; shift += BASE) delta = Math.floor(delta / 35);
  return shift + Math.floor((36 * delta) / (delta + 38));
}

/**
 * @param {number} place
 * @param {number} bias
 */
const threshold = (place, bias) => Math.min(26, Math.max(1, place - bias));

/**
 * A label in ASCII, without `xn--`.
 * @param {string} label
 */
export function encode(label) {
  const points = Array.from(label, (char) => /** @type {number} */ (char.codePointAt(0)));
  const plain = points.filter((point) => point < FIRST);
  let done = plain.length;
  let text = String.fromCharCode(...plain) + (done ? "-" : "");
  let bias = 72;
  let delta = 0;
  let last = FIRST;
  for (const next of Array.from(new Set(points)).filter((point) => point >= FIRST).sort((a, b) => a - b)) {
    delta += (next - last) * (done + 1);
    last = next;
    for (const point of points) {
      if (point < next) delta += 1;
      if (point !== next) continue;
      text += written(delta, bias);
      bias = adapt(delta, done === plain.length, done + 1);
      delta = 0;
      done += 1;
    }
    delta += 1;
    last += 1;
  }
  return text;
}

/**
 * @param {number} number
 * @param {number} bias
 */
function written(number, bias) {
  let text = "";
  for (let place = BASE; ; place += BASE) {
    const t = threshold(place, bias);
    if (number < t) return text + DIGITS[number];
    text += DIGITS[t + ((number - t) % (BASE - t))];
    number = Math.floor((number - t) / (BASE - t));
  }
}

/**
 * A label written out; null where it is no punycode.
 * @param {string} text without `xn--`, in lower case
 */
export function decode(text) {
  const cut = text.lastIndexOf("-");
  const points = Array.from(text.slice(0, Math.max(0, cut)), (char) => /** @type {number} */ (char.codePointAt(0)));
  const codes = text.slice(cut + 1);
  let bias = 72;
  let point = FIRST;
  let place = 0;
  for (let at = 0; at < codes.length; ) {
    let delta = 0;
    let weight = 1;
    for (let step = BASE; ; step += BASE) {
      const digit = at < codes.length ? DIGITS.indexOf(codes[at]) : -1;
      at += 1;
      if (digit < 0) return null;
      delta += digit * weight;
      if (delta > TOO_BIG) return null;
      const t = threshold(step, bias);
      if (digit < t) break;
      weight *= BASE - t;
    }
    const size = points.length + 1;
    const first = points.length === Math.max(0, cut);
    place += delta;
    point += Math.floor(place / size);
    if (point > 0x10ffff) return null;
    place %= size;
    points.splice(place, 0, point);
    place += 1;
    bias = adapt(delta, first, size);
  }
  return String.fromCodePoint(...points);
}

/** When digits that read as a telephone number are believed: how they are grouped, what stands beside them. */

import { asksToCall, hasUnit, isGlued, saysPhone } from "./context.js";
import * as p from "./data/patterns.js";
import { tailSizes } from "./digits.js";
import * as phone from "./phone.js";
import { isDigit, matchAt, strip, stripOf } from "./strings.js";

/** Parts of a number with dots: more than a version or an address has. */
const DOTTED = 6;
/** Codes that people put in brackets instead of behind a plus. */
const IN_BRACKETS = ["852)", "853)", "886)"];

/** @typedef {import("./digits.js").Group} Group */
/** @typedef {import("./digits.js").Joined} Joined */
/**
 * What a run is read in: `filled` is the range that is not blank at the ends; `previous` is where the number
 * before ended, 0 for none, `previousArea` its area code if it was a landline.
 * @typedef {{plain: string, filled: [number, number], areaCode: string|null, previous: number, previousArea: string|null}} Scene
 */

/**
 * Whether what starts here is the next in a list of numbers.
 * @param {Scene} scene
 * @param {number} start
 */
function follows(scene, start) {
  const { plain, previous } = scene;
  return previous > 0 && 0 < start - previous && start - previous <= 5 && p.PHONERULES_ALSO.test(plain.slice(previous, start));
}

/**
 * The area of a local number: that of the number before in a list, else the asked city's.
 * @param {Scene} scene
 * @param {number} start
 */
export function areaAt(scene, start) {
  return scene.previousArea && follows(scene, start) ? scene.previousArea : scene.areaCode;
}

/**
 * Where a `+` before the digits stands, or the bracket of `(852)`; a plus between numbers is a sum.
 * @param {string} plain
 * @param {number} start
 */
export function plusBefore(plain, start) {
  let at = start - 1;
  if (plain[at] === "(" && IN_BRACKETS.includes(plain.slice(start, start + 4))) return at;
  if (at >= 0 && "( ".includes(plain[at])) at -= 1;
  if (at < 0 || plain[at] !== "+") return null;
  return at > 0 && isDigit(plain[at - 1]) ? null : at;
}

/**
 * Whether a reading is believable where it stands.
 * @param {Scene} scene
 * @param {Group[]} groups
 * @param {Joined} joined
 * @param {phone.Reading} reading
 */
export function fits(scene, groups, joined, reading) {
  const start = groups[joined.first].start;
  const end = groups[joined.last].end;
  if (isGlued(scene.plain, start, end)) return false;
  if (joined.sizes.length === 1 && hasUnit(scene.plain, end, joined.digits.length)) return false;
  return RULES[reading.form](scene, groups, joined);
}

/** @typedef {(scene: Scene, groups: Group[], joined: Joined) => boolean} Rule */

/** @type {Rule} */
function saidAround(scene, groups, joined) {
  const start = groups[joined.first].start;
  const end = groups[joined.last].end;
  return saidBeside(scene, groups, joined) || isAll(scene, start, end);
}

/** Whether a word beside the digits, or a number before them in a list, makes them one. @type {Rule} */
function saidBeside(scene, groups, joined) {
  const start = groups[joined.first].start;
  return follows(scene, start) || saysPhone(scene.plain, start, groups[joined.last].end);
}

/**
 * Whether the digits, with a sign or a mark, are the whole text.
 * @param {Scene} scene
 * @param {number} start
 * @param {number} end
 */
function isAll(scene, start, end) {
  const [from, to] = scene.filled;
  if (start - from > 2 || to - end > 2) return false;
  return !stripOf(scene.plain.slice(from, start), "+(*# ") && !stripOf(scene.plain.slice(end, Math.max(end, to)), "#*)");
}

/**
 * @param {Group[]} groups
 * @param {Joined} joined
 */
const gapBefore = (groups, joined) => (joined.first ? groups[joined.first].gap : "");

/**
 * @param {Group[]} groups
 * @param {Joined} joined
 */
const gapAfter = (groups, joined) => (joined.last + 1 < groups.length ? groups[joined.last + 1].gap : null);

/**
 * Whether the parts are not a piece of a longer series written the same way.
 * @param {Group[]} groups
 * @param {Joined} joined
 */
function alone(groups, joined) {
  const before = gapBefore(groups, joined);
  const after = gapAfter(groups, joined);
  if (after === "" || (joined.gaps.length && Math.max(...joined.sizes) === 1 && after === joined.gaps[0])) return false;
  if (joined.sizes.length === 1) return !(["-", ".", "/", "_"].includes(before) && after === before);
  if (!strip(joined.gaps[0])) return true;
  return before !== joined.gaps[0] && after !== joined.gaps[joined.gaps.length - 1];
}

/**
 * Whether every digit stands alone (`1 3 8 …`), in long numbers with a dash somewhere as well.
 * @param {Joined} joined
 */
function even({ sizes, gaps }) {
  if (sizes.length < 7 || Math.max(...sizes) > 1) return false;
  return new Set(gaps).size === 1 || (sizes.length > 9 && gaps.every((gap) => /^[ —-]*$/.test(gap)));
}

/** @param {Joined} joined */
const isListing = (joined) => joined.gaps.some((gap) => p.PHONERULES_LISTING.test(gap));

/** @type {Rule} */
function mobileFits(scene, groups, joined) {
  if (!(alone(groups, joined) || amongMobiles(groups, joined))) return false;
  const sizes = tailSizes(joined.sizes, joined.digits.length - 11);
  const written = sizes.join();
  if (sizes.length === 1 || even(joined) || written === "3,4,4") return true;
  const same = new Set(joined.gaps).size === 1;
  if (isListing(joined) || (same && joined.gaps[0] === "." && Math.max(...sizes) <= 3 && sizes.length < DOTTED)) return false;
  return p.PHONERULES_COMMON_MOBILE.includes(written) || (same && isRareMobile(scene, groups, joined, sizes));
}

/**
 * Whether parts that few people write are a mobile all the same, such as `138 1 2 3 …`.
 * @param {Scene} scene
 * @param {Group[]} groups
 * @param {Joined} joined
 * @param {number[]} sizes
 */
function isRareMobile(scene, groups, joined, sizes) {
  if (p.PHONERULES_RARE_MOBILE.includes(sizes.join()) || Math.max(...sizes.slice(1)) === 1) return true;
  if (joined.gaps[0] === "." && sizes.length >= DOTTED) return true;
  return sizes.length <= 6 && (saidBeside(scene, groups, joined) || asksToCall(scene.plain, groups[joined.first].start));
}

/** Whether this is the middle of a list (`138…/139…/150…`). @type {(groups: Group[], joined: Joined) => boolean} */
function amongMobiles(groups, joined) {
  const beside = groups.slice(Math.max(0, joined.first - 1), joined.first).concat(groups.slice(joined.last + 1, joined.last + 2));
  return groups[joined.first].gap === "/" && beside.every((one) => one.digits.length === 11);
}

/** @type {Rule} */
function landlineFits(scene, groups, joined) {
  if (!(alone(groups, joined) || extended(groups, joined))) return false;
  const prefix = matchAt(p.PHONERULES_AREA_PREFIX, joined.digits, 0);
  const area = prefix ? prefix[0].length : 0;
  if (isListing(joined)) return joined.gaps.join() === "/" && joined.sizes[0] === area;
  if (joined.sizes.length === 1 || even(joined)) return true;
  if (joined.sizes[0] < 3 && !joined.digits.startsWith("86")) return false;
  const rest = tailSizes(joined.sizes, area);
  return p.PHONERULES_LOCAL_SIZES.includes(rest.join()) || (rest.length <= 3 && saidAround(scene, groups, joined));
}

/**
 * Whether the series goes on with what can be an extension, and ends there.
 * @param {Group[]} groups
 * @param {Joined} joined
 */
function extended(groups, joined) {
  const [next, then] = groups.slice(joined.last + 1, joined.last + 3);
  if (!next || next.digits.length > 5 || !["-", "—"].includes(next.gap)) return false;
  return !["-", "—"].includes(gapBefore(groups, joined)) && (!then || then.gap !== next.gap);
}

/** @type {Rule} */
function localFits(scene, groups, joined) {
  const common = ["8", "7", "4,4", "3,4"].includes(joined.sizes.join());
  if (!(common || even(joined)) || isListing(joined)) return false;
  if (!alone(groups, joined) && !follows(scene, groups[joined.first].start)) return false;
  return !p.PHONERULES_DATE.test(joined.digits) && !beginsToll(groups, joined) && saidBeside(scene, groups, joined);
}

/** Whether `400 0016` goes on with the rest of a 400 line. @type {(groups: Group[], joined: Joined) => boolean} */
function beginsToll(groups, joined) {
  const after = groups[joined.last + 1];
  const toll = joined.digits.startsWith("400") || joined.digits.startsWith("800");
  return Boolean(toll && after && joined.digits.length + after.digits.length === 10 && joined.gaps.includes(after.gap));
}

/** @type {Rule} */
function tollFits(_scene, groups, joined) {
  const grouped = joined.sizes.length <= 4 || joined.sizes.join() === "2,2,2,2,2" || even(joined);
  return grouped && alone(groups, joined) && !isListing(joined);
}

/** @type {Rule} */
function senderFits(scene, groups, joined) {
  const { sizes } = joined;
  if (isListing(joined) || !alone(groups, joined) || (sizes.length > 1 && sizes.includes(11))) return false;
  if (joined.digits.length < 10 || sizes.length > 5) return saidAround(scene, groups, joined);
  return sizes[0] <= 12 || sizes.length === 1;
}

/** @type {Rule} */
function foreignFits(_scene, _groups, joined) {
  return (joined.sizes.length <= 7 || Math.max(...joined.sizes.slice(1)) === 1) && !isListing(joined);
}

/** @type {Rule} */
function serviceFits(scene, groups, joined) {
  if (isListing(joined) || !alone(groups, joined) || besideSeries(groups, joined)) return false;
  if (joined.sizes.length === 1 && p.PHONERULES_BARE_SERVICE.test(joined.digits)) return true;
  const { sizes } = joined;
  if (Math.max(...sizes) > 1 && (sizes.length > 3 || Math.min(...sizes) === 1)) return false;
  return saidAround(scene, groups, joined);
}

/**
 * Whether a date, a price or a version goes on beside the digits; `95338-2` is a key to press.
 * @param {Group[]} groups
 * @param {Joined} joined
 */
function besideSeries(groups, joined) {
  const next = groups[joined.last + 1];
  const key = next && joined.last + 2 === groups.length && next.gap === "-" && next.digits.length === 1;
  const after = key ? null : gapAfter(groups, joined);
  return ["-", ".", ",", "_"].includes(gapBefore(groups, joined)) || (after !== null && ["-", ".", ",", "_", "~"].includes(after));
}

/** @type {Rule} */
function forgedFits(scene, groups, joined) {
  if (isListing(joined) || joined.sizes.length > 5 || !alone(groups, joined)) return false;
  const plus = plusBefore(scene.plain, groups[joined.first].start);
  if (plus !== null && matchAt(p.PHONERULES_FORGED_WITH_PLUS, joined.digits, 0)) return true;
  // An official line as it is dialled reads as forged only with a mark behind it (`95588#`).
  const bare = p.PHONERULES_BARE_FORGED.test(joined.digits) || p.PHONERULES_BARE_SERVICE.test(joined.digits);
  if (bare && joined.sizes.length === 1) return true;
  return saidAround(scene, groups, joined);
}

/** @type {{[form: string]: Rule}} */
const RULES = {
  [phone.MOBILE]: mobileFits,
  [phone.LANDLINE]: landlineFits,
  [phone.LOCAL]: localFits,
  [phone.TOLL]: tollFits,
  [phone.SENDER]: senderFits,
  [phone.FOREIGN]: foreignFits,
  [phone.SERVICE]: serviceFits,
  [phone.FORGED]: forgedFits,
};

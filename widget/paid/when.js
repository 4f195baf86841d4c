/** When a transfer was made, as messages say it: `2026-11-21T14:35` or with seconds, on the clock of the device. */

import { shown } from "./stamp.js";

const DAY = 864e5;
/** A clock may be a little ahead of the bank's. */
const AHEAD = 10 * 6e4;
const CLOCK = "(凌晨|早上|上午|中午|下午|傍晚|晚上|晚)?[ \\t]*(\\d{1,2})(?:[ \\t]*[:时点][ \\t]*)(\\d{2}|半)?(?:[ \\t]*[:分][ \\t]*(\\d{2})?秒?)?";
const WHEN = new RegExp(
  "(?:(?:(20\\d\\d|\\d\\d)[-/.年])?[ \\t]*(\\d{1,2})[-/.月][ \\t]*(\\d{1,2})日?|(\\d{1,2})日|(今天|今日|昨天|昨日|昨晚|前天|刚才))?[T ,，于在]*\\n?" + CLOCK,
  "g",
);
const LABEL = /(?:转账|交易|付款|支付|创建|汇款|转出|完成)(?:日期)?(?:时间|日期)[^\d]{0,4}$/;
const LATER = /(?:收款|到账|入账|预计|截止|最晚|有效期|营业|服务)[^\d。;\n]{0,8}$/;
const LIMIT = /^[ \t]*(?:之?前|截止|到期|起|至|-|—|~)/;

/**
 * The likeliest moment, or empty.
 * @param {string} text
 * @param {Date} now
 */
export function timeIn(text, now) {
  let best = "";
  let weight = 0;
  let match;
  WHEN.lastIndex = 0;
  while ((match = WHEN.exec(text))) {
    const lead = text.slice(Math.max(0, match.index - 12), match.index);
    const found = /\d:?$/.test(lead) || LIMIT.test(text.slice(WHEN.lastIndex)) ? "" : moment(match, now);
    const score = LABEL.test(lead) ? 3 : LATER.test(lead) ? 0.5 : match[3] ? 2 : 1;
    if (found && score > weight) {
      best = found;
      weight = score;
    }
  }
  return weight >= 1 ? best : "";
}

/**
 * @param {RegExpExecArray} match
 * @param {Date} now
 */
function moment(match, now) {
  const [, year, month, day, dayOnly, word, part, hours, minutes, seconds] = match;
  if (minutes === undefined && !/[时点]/.test(match[0])) return "";
  let hour = Number(hours);
  if (/下午|傍晚|晚/.test((part || "") + (word || "")) && hour < 12) hour += 12;
  else if (part === "中午" && hour < 11) hour += 12;
  const minute = minutes === "半" ? 30 : Number(minutes || 0);
  if (hour > 23 || minute > 59 || Number(seconds || 0) > 59) return "";
  const at = new Date(now.getTime());
  at.setHours(hour, minute, Number(seconds || 0), 0);
  if (month) return dated(at, Number(year || 0), Number(month), Number(day), now, seconds);
  if (dayOnly) at.setMonth(at.getMonth() - (Number(dayOnly) > now.getDate() ? 1 : 0), Number(dayOnly));
  const back = word === "前天" ? 2 : /^昨/.test(word || "") ? 1 : 0;
  const past = new Date(at.getTime() - back * DAY);
  return shown(past > soon(now) && !dayOnly ? new Date(past.getTime() - DAY) : past, seconds);
}

/**
 * A day of the year; without a year the last such day that is not to come.
 * @param {Date} at
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @param {Date} now
 * @param {string|undefined} seconds
 */
function dated(at, year, month, day, now, seconds) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return "";
  at.setFullYear(year ? (year < 100 ? 2000 + year : year) : now.getFullYear(), month - 1, day);
  if (!year && at > new Date(now.getTime() + DAY)) at.setFullYear(now.getFullYear() - 1);
  return shown(at, seconds);
}

/** @param {Date} now */
const soon = (now) => new Date(now.getTime() + AHEAD);

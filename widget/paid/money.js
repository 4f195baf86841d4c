/** Which of the amounts in a message is the one that was paid. Balances, fees, limits and promises are not. */

/** @typedef {{value: string, at: number, sign: string, labelled: boolean, score: number}} Amount */

const NUMBER = /([+-]?)[ \t]*(人民币|RMB|CNY|¥)?[ \t]*:?[ \t]*([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,4})?)[ \t]*([万千wk](?![a-z]))?[ \t]*(元|圆|块|人民币|RMB|CNY)?/gi;
const NOT_BEFORE = /(?:余额(?!宝)|结余|额度|限额|手续费|工本费|服务费|优惠|立减|减|返|累计|剩余|最低|最高|超过|满|达|至少|积分|账单|应还|可借|可用|奖|补贴|利息|罚息|参考|市值|红包)[^\d,，。;\n]{0,8}$/;
const NOT_AFTER = /^(?:起|以[上内下]|优惠|红包|券|额度|话费|现金券|大礼|奖|的?贷款|[:年月日时分%秒笔个天期次折人小])/;
const LABEL = /(?:转账|付款|支付|交易|汇款|转出|支出|扣款|订单)?金额[^\d]{0,6}$/;
const PAID = /(?:支出|转出|支取|扣款|扣收|汇出|转账|汇款|付款|支付|消费|转至|转了|打了|付了|汇了|转给|转往|转|提现|取现|取款|存入|收入|入账|汇入)[^\d,，。;\n]{0,24}$/;
/** What a code word stands for. @type {{[unit: string]: number}} */
const UNITS = { 万: 1e4, w: 1e4, 千: 1e3, k: 1e3 };

/**
 * The likeliest amount, or null.
 * @param {string} text
 * @returns {Amount|null}
 */
export function amountIn(text) {
  /** @type {Amount|null} */
  let best = null;
  let match;
  NUMBER.lastIndex = 0;
  while ((match = NUMBER.exec(text))) {
    const found = weighed(text, match);
    if (found && (!best || found.score > best.score)) best = found;
  }
  return best;
}

/**
 * @param {string} text
 * @param {RegExpExecArray} match
 * @returns {Amount|null}
 */
function weighed(text, match) {
  const [all, before, currency, behind, digits, unit, ending] = match;
  const at = match.index;
  const end = at + all.length;
  const lead = text.slice(Math.max(0, at - 40), at);
  if (/\d[.:/]?$|\*$/.test(lead) || NOT_BEFORE.test(lead) || NOT_AFTER.test(text.slice(end)) || /^[\d*]/.test(text.slice(end))) return null;
  const sign = before || behind;
  const label = LABEL.test(lead);
  const alone = /(?:^|\n)[ \t]*$/.test(lead) && /^[ \t]*(?:\n|$)/.test(text.slice(end)) && (/\.\d\d$/.test(digits) || currency !== undefined);
  const paid = PAID.test(lead);
  const exact = /\.\d\d$/.test(digits);
  if (!(currency || ending || unit || label || alone || (paid && exact))) return null;
  const value = Number(digits.replace(/,/g, "")) * (unit ? UNITS[unit.toLowerCase()] : 1);
  if (!(value > 0 && value < 1e10)) return null;
  const score = (label ? 4 : 0) + (paid ? 3 : 0) + (alone ? 2 : 0) + (sign ? 2 : 0) + (currency || ending ? 1 : 0);
  return { value: written(value), at: end, sign, labelled: label || alone, score };
}

/**
 * Without needless zeros: `5000`, `1234.5` as `1234.50`.
 * @param {number} value
 */
const written = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(2));

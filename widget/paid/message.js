/**
 * What a pasted text says about a transfer. Only money that has left fills a sheet: no code, no income, no offer, no demand
 * of a fraudster, whose account however is taken over.
 */

import { amountIn } from "./money.js";
import { partiesIn } from "./parties.js";
import { plain, sentenceBefore } from "./text.js";
import { timeIn } from "./when.js";

/** @typedef {{[field: string]: string}} Fields empty where not said */
/** @typedef {{kind: "payment"|"details"|"income"|"code"|"failed"|"nothing", fields: Fields, count: number}} Reading */

const CODE_WORD = "(?:验证码|校验码|动态密码|动态口令|动态码|短信密码|授权码|确认码)";
const CODE = new RegExp(CODE_WORD + '(?:\\([^)]*\\))?[为是:\\s"“(【\\[]*\\d{4,8}(?!\\d)|(?:^|[^\\d])\\d{4,8}[\\s(,，是为]*(?:您|你)?的?[^\\n。\\d,，]{0,8}' + CODE_WORD);
const FAILED = /(?:转账|交易|付款|支付|汇款|扣款)(?:失败|未成功|不成功|已撤销|已取消|已关闭|被拒绝)|余额不足|未能(?:成功)?(?:扣款|转|支付)|已(?:被)?退[回还]|撤销成功/;
const TO_ME = /(?:向|给)(?:您|你)(?:的|名下)?[^。\n]{0,24}?(?:转|汇|付|打|存|完成)/;
const IN = /收入|存入|入账(?!账|行|银行)|转入(?!账|卡|方|户|银|行|人)|汇入(?!账|行|银)|来账|到账(?!时间|银行|账户|方式)|收到|收款(?!人|方|账|卡|户|银|行|时|商)|收钱|工资|代发|退款|退货|返还|冲正/g;
const OUT = /支出|转出|支取|扣款|扣收|汇出|转至|转往|转支|提现|取现|取款|转给|转账|汇款|付款|支付|消费|打款|转了|打了|付了|汇了|被骗/g;
const SURE = /支出|转出|支取|扣款|扣收|汇出|转至|成功|转给|转了|打了|付了|汇了|被骗/;
const DEMAND = /请(?!注意|知悉|留意|核对)|需要?(?:缴|支|付|转|汇|交|先)|须|务必|应(?:缴|付|还|支付)|待(?:付|支付|缴)|将于|即将|预约|让我|叫我|给我|帮我|要求/;
const OFFER = /退订|拒收请?回|回复?\s*T|优惠券|立减|满减|抽奖|可借|授信|免息|最高可|仅需|限时|秒杀|积分|年化|分期|贷款/;

/**
 * Reads one message, or several pasted together: of several payments the latest.
 * @param {string} text
 * @param {Date} now
 * @returns {Reading}
 */
export function readMessages(text, now) {
  const readings = parts(plain(text)).map((one) => readOne(one, now));
  const payments = readings.filter(({ kind }) => kind === "payment");
  const latest = (/** @type {Reading} */ one, /** @type {Reading} */ other) => (other.fields.time > one.fields.time ? other : one);
  const best = payments.length ? payments.reduce(latest) : readings.find(({ kind }) => kind === "details") || readings[0];
  const details = readings.find(({ kind }) => kind === "details");
  const fields = details && best !== details ? merged(best.fields, details.fields) : best.fields;
  return { kind: best.kind, fields, count: payments.length };
}

/**
 * Messages parted by empty lines or by signatures at the beginning of a line; the parts of one receipt stay together.
 * @param {string} text
 */
function parts(text) {
  const lines = text.split(/\n(?=[【[][^\]】\n]{2,14}[\]】]\S)/);
  const whole = lines.length > 1 ? lines : text.split(/\n\s*\n/).filter((one) => amountIn(one));
  return whole.length > 1 ? whole : [text];
}

/**
 * @param {string} text
 * @param {Date} now
 * @returns {Reading}
 */
function readOne(text, now) {
  const amount = amountIn(text);
  const found = partiesIn(text);
  const time = timeIn(text, now);
  const kind = CODE.test(text) ? "code" : FAILED.test(text) ? "failed" : kindOf(text, amount, found.own_account !== "" || time !== "", found);
  if (kind === "payment" && amount) return { kind, count: 1, fields: { amount: amount.value, time, ...found } };
  const { payee_name, payee_account, payee_bank } = found;
  const whole = kind === "nothing" && /^\d{8,}$/.test(payee_account) && payee_name;
  return { kind: whole ? "details" : kind, count: 0, fields: whole ? { payee_name, payee_account, payee_bank } : {} };
}

/**
 * @param {string} text
 * @param {import("./money.js").Amount|null} amount
 * @param {boolean} placed whether a card or a time is named
 * @param {import("./parties.js").Parties} found
 * @returns {Reading["kind"]}
 */
function kindOf(text, amount, placed, found) {
  if (!amount) return "nothing";
  const told = text.replace(/(?:对方|收款(?:方|人))(?:已|确认)?(?:收款|收钱|领取|到账)|(?:付款|支付|收款|到账)(?:方式|时间|渠道|凭证)|实时到账|[【[][^\]】]*[\]】]/g, (all) => "　".repeat(all.length));
  if (amount.sign === "+" || TO_ME.test(told.slice(0, amount.at))) return "income";
  const lead = sentenceBefore(told, amount.at);
  if (amount.sign !== "-" && DEMAND.test(lead)) return "nothing";
  const way = amount.sign === "-" ? "out" : nearest(told, amount.at);
  if (way !== "out") return way === "in" ? "income" : "nothing";
  const sure = amount.sign === "-" || amount.labelled || SURE.test(lead);
  if (OFFER.test(text) && !(placed && sure)) return "nothing";
  return placed || (sure && (found.payee_name || found.payee_account)) || amount.labelled ? "payment" : "nothing";
}

/**
 * Which way the word nearest to the amount says the money went: the last one before it, else the first behind.
 * @param {string} text
 * @param {number} at
 */
function nearest(text, at) {
  const places = (/** @type {RegExp} */ words) => {
    const found = [];
    let match;
    words.lastIndex = 0;
    while ((match = words.exec(text))) found.push(match.index);
    return found;
  };
  const before = (/** @type {number[]} */ all) => all.filter((one) => one < at).pop();
  const ins = places(IN);
  const outs = places(OUT);
  const [lastIn, lastOut] = [before(ins), before(outs)];
  if (lastIn !== undefined || lastOut !== undefined) return (lastIn === undefined ? -1 : lastIn) > (lastOut === undefined ? -1 : lastOut) ? "in" : "out";
  if (!ins.length && !outs.length) return "";
  return (ins.length ? ins[0] : Infinity) < (outs.length ? outs[0] : Infinity) ? "in" : "out";
}

/**
 * @param {Fields} first
 * @param {Fields} second
 */
function merged(first, second) {
  const all = { ...first };
  for (const name of Object.keys(second)) all[name] = all[name] || second[name];
  return all;
}

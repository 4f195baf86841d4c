/** Who paid and who was paid: tails of cards, account numbers, names, banks. Which is which is told by the words around. */

import { labelled } from "./text.js";

/** @typedef {{own_bank: string, own_account: string, payee_name: string, payee_account: string, payee_bank: string, proof: string}} Parties */

const OWN_LABELS = "(?:付款|转出|扣款|汇款|支付)(?:方|人)?(?:账户|账号|卡号|卡)";
const PAYEE_ACCOUNT = "(?:收款|对方|转入|入账|收方|汇入)(?:方|人)?(?:账户|账号|卡号|卡)(?:信息)?";
const PAYEE_NAME = "(?:收款|对方|收方|转入)(?:方|人)?(?:户名|姓名|名称|全称)|收款人|收款方|收款商户|商户全?名称?|交易对手|转账对象|对方";
const PAYEE_BANK = "(?:收款|对方|转入|入账|收方|汇入)(?:方|人)?(?:开户)?(?:银行|行)(?:名称)?";
const METHOD = "(?:付款|支付|扣款)(?:方式|银行|渠道)";
const PROOF = "(?:转账单|订单|交易单|交易流水|电子回单|回单|流水|凭证|交易|商户单|支付单)(?:号码|编号|号)";
const TAIL = /(?:尾号|尾数|末四位|后四位)(?:为|是)?[ :]*[*xX]*(\d{3,4})(?!\d)/g;
const ACCOUNT = /\d{4,6}[*xX]{2,}\d{3,4}|(?:\d[ -]?){11,24}\d|[*xX]{2,}\d{3,4}|1\d{2}[*]{4,}\d{2,4}|[\w.*]{2,}@[\w.]+/;
const OWN_SHORT = /(?:您|你)的?(?:存款|活期|信用卡|银行)?(?:账户|账号|卡|储蓄卡|借记卡|信用卡|一卡通)[*:]*(\d{4,6}[*xX]{2,}\d{3,4}|\d{4})(?!\d)|账户\*(\d{4})/;
const TO = /(?:向|给|转给|转账给|汇给) ?(?!您|你|我|本|他行|对方|他人|[^\n]{0,3}银行)([\u4e00-\u9fff*·]{2,20}?)(?=尾号|[\d([<]|的|账户|完成|跨行|同行|行内|实时|转|汇|付|支|打|网银|手机|成功|发|[,，。\s]|$)/;
const NAME = /^[\u4e00-\u9fffA-Za-z*·][\u4e00-\u9fffA-Za-z*·()（）.\- ]{0,39}/;
/** Where a bank signs: at the beginning, or at the end. */
const SIGNED = /^[^【\[]{0,6}[【[]([^\]】]{2,14})[\]】]|[【[]([^\]】]{2,14})[\]】]\s*$/;
const BANK = /[\u4e00-\u9fff]{0,14}?(?:银行|农商行|信用社|农信|邮储(?!银行))|(?:工|农|中|建|交|招)行|ICBC/;
const WALLET = [
  { name: "微信支付", said: /微信|财付通|零钱(?!包)|转账单号|扫二维码付款/ },
  { name: "支付宝", said: /支付宝|余额宝|花呗|蚂蚁|Alipay/i },
];

/**
 * @param {string} text plain
 * @returns {Parties}
 */
export function partiesIn(text) {
  const tails = tailsIn(text);
  const method = labelled(text, METHOD);
  const wallet = walletIn(text);
  const payee = labelled(text, PAYEE_ACCOUNT, true);
  const own = labelled(text, OWN_LABELS, true);
  return {
    own_bank: bankIn(method) || bankIn(own) || bankIn(signatureIn(text)) || bankIn(labelled(text, "付款(?:方|人)?(?:开户)?(?:银行|行)")) || walletIn(method) || (method || !BANK.test(text) ? wallet : ""),
    own_account: accountIn(own) || tails.own || ownShort(text) || bracketTail(method),
    payee_name: nameIn(text, payee),
    payee_account: accountIn(payee) || tails.payee || contactIn(labelled(text, PAYEE_NAME)) || accountIn(labelled(text, "(?:^|[\\n,，;；。 ])(?:银行)?(?:账号|卡号)")),
    payee_bank: bankIn(labelled(text, PAYEE_BANK + "|开户银?行|银行")) || bankIn(payee) || wallet,
    proof: (/^[A-Za-z0-9]{6,40}/.exec(labelled(text, PROOF)) || [""])[0],
  };
}

/**
 * Tails of the own card and of the payee's, told apart by the words since the last one.
 * @param {string} text
 */
function tailsIn(text) {
  const found = { own: "", payee: "" };
  let from = 0;
  let match;
  TAIL.lastIndex = 0;
  while ((match = TAIL.exec(text))) {
    const lead = text.slice(from, match.index).split(/[,，。;\n]/).pop() || "";
    const whose = /(?:收款|对方|转入|入账|向(?!您|你)|给(?!您|你)|转至|户名)[^您你]*$/.test(lead) ? "payee" : "own";
    if (!found[whose]) found[whose] = "*" + match[1];
    from = TAIL.lastIndex;
  }
  return found;
}

/** @param {string} text */
function ownShort(text) {
  const match = OWN_SHORT.exec(text);
  const value = match && (match[1] || match[2]);
  return value ? (value.length === 4 ? "*" + value : value) : "";
}

/** @param {string} method such as `工商银行储蓄卡(1234)` */
function bracketTail(method) {
  const match = /[(（\[]?[*]*(\d{4})[)）\]]?$/.exec(method);
  return match ? "*" + match[1] : "";
}

/** @param {string} value what stands behind the label of an account */
function accountIn(value) {
  const match = ACCOUNT.exec(value);
  if (match) return match[0].replace(/(\d)[ -](?=\d)/g, "$1").replace(/^[*xX]+(?=\d{3,4}$)/, "*");
  const tail = /^(?:尾号)?[(（*]*(\d{3,4})[)）]?$/.exec(value) || /[(（][*]*(\d{4})[)）]/.exec(value);
  return tail ? "*" + tail[1] : "";
}

/**
 * A wallet's account behind a name: an address or a telephone number, mostly masked.
 * @param {string} value
 */
const contactIn = (value) => (/[\w.*]{2,}@[\w.]+|1\d{2}[\d*]{4,8}/.exec(value) || [""])[0];

/**
 * @param {string} text
 * @param {string} account the line of the payee's account, on which wallets put the name
 */
function nameIn(text, account) {
  const to = TO.exec(text);
  const said = [labelled(text, PAYEE_NAME), account, labelled(text, "户名|姓名"), to ? to[1] : "", labelled(text, "收款人|收款方|户名", true)];
  for (const value of said) {
    const match = NAME.exec(value.replace(/^(?:收款人|收款方|商户)?:?/, ""));
    const name = match ? match[0].replace(/[ (（]*(?:尾号|储蓄卡|账户|\(|(?:支付|付款|转账|交易|收款|创建|订单|当前)[\u4e00-\u9fff]{2}).*$/, "").trim() : "";
    if (name && !/银行|账户|账号|储蓄卡|^(?:尾号|信息|已|零钱|微信|手机|安全|指定)/.test(name)) return name;
  }
  return "";
}

/** @param {string} text */
function signatureIn(text) {
  const match = SIGNED.exec(text) || /^([\u4e00-\u9fff]{2,10}?银行)(?:手机银行)?(?=[\s:])/.exec(text);
  return match ? match[1] || match[2] : "";
}

/** @param {string} value */
function bankIn(value) {
  const match = BANK.exec(value);
  return match ? match[0] : "";
}

/** @param {string} text */
function walletIn(text) {
  const found = WALLET.find(({ said }) => said.test(text));
  return found ? found.name : "";
}

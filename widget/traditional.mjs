/**
 * Traditional Chinese from simplified: `{sentences, names}` as JSON in, the same out, each with its strings converted. Sentences get the
 * words people use; names, which must stay what they are, only the characters. It is run by `python -m tools.traditional` alone.
 */

import { readFileSync } from "node:fs";
import { ConverterFactory, Locale } from "opencc-js";

/** Where the words of the converter are not those of our field, or of a part of a word: what it says, and what we say. */
const OURS = [
  ["微訊號", "微信號"],
  ["結束通話電話", "掛斷電話"],
  ["結束通話", "掛斷"],
  ["型別", "類型"],
  ["字尾", "結尾"],
  ["新增好友", "加好友"],
  ["轉賬", "轉帳"],
  ["賬戶", "帳戶"],
  ["賬號", "帳號"],
  ["回復", "回覆"],
  ["天后", "天後"],
  ["浙裡辦", "浙里辦"],
  ["手機里", "手機裡"],
  [" 里", " 裡"],
  ["你乾的", "你幹的"],
  ["衚衕", "胡同"],
  ["臺", "台"],
];

const mended = ConverterFactory([OURS]);
const words = ConverterFactory(Locale.from.cn, Locale.to.twp);
const characters = ConverterFactory(Locale.from.cn, Locale.to.tw);

/** Everything of a tree with its strings converted. */
function each(tree, convert) {
  if (typeof tree === "string") return mended(convert(tree));
  if (Array.isArray(tree)) return tree.map((one) => each(one, convert));
  return Object.fromEntries(Object.entries(tree).map(([key, one]) => [key, each(one, convert)]));
}

const { sentences, names } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify({ sentences: each(sentences, words), names: each(names, characters) }));

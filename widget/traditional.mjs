/** Traditional Chinese made from the simplified sentences when the widget is built: characters and everyday words. */

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
  ["港澳臺", "港澳台"],
];

const words = ConverterFactory(Locale.from.cn, Locale.to.twp);
const mended = ConverterFactory([OURS]);

/** All sections with every sentence converted. */
export function traditional(sections) {
  const each = (texts) => Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, mended(words(text))]));
  return Object.fromEntries(Object.entries(sections).map(([name, texts]) => [name, each(texts)]));
}

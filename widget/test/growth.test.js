/** Time grows no faster than the text, whatever is repeated, and no string is an error. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ClueError, find, parse } from "../clues/index.js";

const UNITS =
  "7|1|1.|1 |1-|.|%|%25|一|一三|&amp;|&#49;|&amp;amp;|138-|13812345678-|13812345678 |+86|加V |V：|QQ|@|a@|a.|电话|87654321 |①②|\u200b|" +
  "验证码|1234是|(|t.me/|6222 |1一|95588#|(at)|wxid_|群1|1O3l|110、|http://|www.|a。|中.|/|\\|點|https://a.cn/|" +
  "w w w . |😀|\ud800|é.cn/|0x7f.|:80|xn--a.|aaaa";

for (const unit of UNITS.split("|")) {
  test(`sixteen times ${JSON.stringify(unit)} takes less than a hundred times the time`, () => {
    const short = seconds(unit, 1 << 14);
    assert.ok(seconds(unit, 1 << 18) < 100 * Math.max(short, 0.004), unit);
  });
}

/** The best of three: what grows with the square takes 256 times as long, a busy machine not three times in a row. */
function seconds(unit, size) {
  const text = unit.repeat(size / unit.length);
  return Math.min(...[1, 2, 3].map(() => once(text)));
}

function once(text) {
  const start = process.hrtime.bigint();
  find(text, "0571");
  return Number(process.hrtime.bigint() - start) / 1e9;
}

test("any string has an answer", () => {
  for (const text of ["", " ", "\ud800", "\udc00\ud800", "\0", "&#xD800;", "http://\ud800", "%", "[::", "http://[", "\ufeff", "加V\udfff"]) {
    assert.ok(Array.isArray(find(text, "x")));
    for (const kind of [null, "url", "phone"]) {
      try {
        assert.ok(parse(text, kind).length > 0);
      } catch (error) {
        assert.ok(error instanceof ClueError, `${JSON.stringify(text)}: ${error.stack}`);
      }
    }
  }
});

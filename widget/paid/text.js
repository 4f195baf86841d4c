/** A pasted message made plain, and what stands behind its labels. Knows no amounts, no dates, no names. */

/** What ends a value behind a label. */
const END = "[^\\n,，;；。]";

/**
 * Half-width, one sign for each thing, no spaces inside numbers, nothing that is only promised under a condition.
 * @param {string} text
 */
export function plain(text) {
  return text
    .normalize("NFKC")
    .replace(/[\u2012-\u2015\u2212]/g, "-")
    .replace(/[\u2022\u25cf•·]{2,}/g, "****")
    .replace(/[\u200b-\u200d\ufeff\r]/g, "")
    .replace(/帐/g, "账")
    .replace(/[一二两三四五六七八九](?=[万千])/g, (said) => String("零一二三四五六七八九".indexOf(said === "两" ? "二" : said)))
    .replace(/(\d)([万千])([\d一二三四五六七八九])(?![\d.])[千百]?/g, (_, high, unit, low) => {
      const rest = "零一二三四五六七八九".indexOf(low);
      return high + "." + (rest < 0 ? low : rest) + unit; // 3万2千, 两万五
    })
    .replace(/(\d{4}) (?=\d{4}(?!\d*[-:年/]))/g, "$1") // 6222 0212 3456 7890, but no date behind a number
    .replace(/(\d) (?=\d{1,4}(?:\n|$))/g, "$1")
    .replace(/(?:如果|如|若|倘)(?!下|东|意)[^。\n]{0,60}/g, "")
    .trim();
}

/**
 * The value behind the first of some labels, on the same line or on the next one; empty without one.
 * @param {string} text
 * @param {string} labels alternatives of a regular expression
 * @param {boolean} [joined] whether the value may follow without anything between
 */
export function labelled(text, labels, joined) {
  const match = new RegExp("(?:" + labels + ")(?:为|是)?(?:[ \\t]*[:：][ \\t]*\\n?|[ \\t]+|[ \\t]*\\n" + (joined ? "|" : "") + ")[ \\t]*(" + END + "+)").exec(text);
  return match ? match[1].trim() : "";
}

/**
 * The sentence or line around a place, up to that place.
 * @param {string} text
 * @param {number} at
 */
export const sentenceBefore = (text, at) => text.slice(0, at).split(/[。;\n!]/).pop() || "";

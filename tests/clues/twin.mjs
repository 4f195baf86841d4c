/** The browser's recogniser over stdin and stdout: a JSON line `[what, text, kind, area code]` in, its answer out. */

import { createInterface } from "node:readline";
import { canonicalize, ClueError, expressions, find, parse, registrableDomain } from "../../widget/clues/index.js";
import { soundsLike, written } from "../../widget/clues/sounds.js";

const ANSWERS = {
  find: (text, _, area) => find(text, area),
  parse: (text, kind, area) => parse(text, kind, area),
  canonicalize: (text) => canonicalize(text),
  expressions: (text) => expressions(canonicalize(text)),
  sounds: (text) => soundsLike(text),
  written: (text, lang) => written(text, lang),
  domain: (text) => registrableDomain(text),
};

function answer([what, ...given]) {
  try {
    return ANSWERS[what](...given);
  } catch (error) {
    return error instanceof ClueError ? "refused" : `crashed: ${error.stack}`;
  }
}

for await (const line of createInterface({ input: process.stdin })) process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + "\n");

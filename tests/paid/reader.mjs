/** What the stop-payment sheet takes from messages: `{now, texts}` as JSON on stdin, a list of readings out. */

import { readFileSync } from "node:fs";
import { readMessages } from "../../widget/paid/message.js";
import { clockOf } from "../../widget/paid/clock.js";
import { speechOf } from "../../widget/paid/speech.js";

const { now, texts = [], seconds = [], speeches = [] } = JSON.parse(readFileSync(0, "utf8"));
const answers = {
  readings: texts.map((text) => readMessages(text, new Date(now))),
  clocks: seconds.map((passed) => clockOf(passed)),
  speeches: speeches.map(([fields, says]) => speechOf(fields, says)),
};
process.stdout.write(JSON.stringify(answers));

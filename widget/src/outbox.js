/** Sends until there is an answer: waits longer each time, and not at all when the network is back. Draws nothing. */

import { errorCode } from "./answers.js";

/** @typedef {import("./answers.js").Answer} Answer */

/** What passes by itself. Everything else is for the person to mend. */
const PASSING = ["no_network", "store_unavailable", "store_busy"];
/** Milliseconds before the next try: the first, and the longest. */
const FIRST = 2000;
const LONGEST = 60000;

/**
 * @param {() => Promise<Answer>} send has the same key each time
 * @param {(code: string) => void} waits told the code of each failure that passes, and that another try has begun by an empty one
 * @returns {{answer: Promise<Answer>, hurry: () => void, stop: () => void}} no answer comes after `stop`
 */
export function outbox(send, waits) {
  let pause = FIRST;
  let stopped = false;
  let trying = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  /** @type {(answer: Answer) => void} */
  let done;

  async function hurry() {
    clearTimeout(timer);
    if (trying || stopped) return;
    trying = true;
    waits("");
    const answer = await send();
    trying = false;
    if (stopped) return;
    if (PASSING.indexOf(errorCode(answer)) < 0) return end(answer);
    waits(errorCode(answer));
    timer = setTimeout(hurry, pause);
    pause = Math.min(pause * 2, LONGEST);
  }

  /** @param {Answer} answer */
  function end(answer) {
    stop();
    done(answer);
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
    removeEventListener("online", hurry);
  }

  addEventListener("online", hurry);
  const answer = new Promise((/** @type {(answer: Answer) => void} */ resolve) => (done = resolve));
  hurry();
  return { answer, hurry, stop };
}

/** Sends what somebody says of one clue with one tap: the clue, the token of the device, and a key that lets it count once. */

import { device, newToken } from "./device.js";
import { prover } from "./proof.js";

/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./answers.js").Clue} Clue */

/**
 * Sends under one key, however often: `start` begins the work that is asked for, `send` sends.
 * @param {Pick<Context, "ask">} context
 * @param {"report"|"mark"} action
 * @param {string} key
 */
export function keyed({ ask }, action, key) {
  const prove = prover(ask, action);
  return {
    start: prove.start,
    /** @param {string[][]} fields */
    send: (fields) => prove.send(fields.concat([["device", device()], ["idempotency_key", key]]).filter((pair) => pair[1])),
  };
}

/**
 * Sends one thing about a clue.
 * @param {Context} context
 * @param {"report"|"mark"} action
 * @param {Clue} clue
 */
export function sender(context, action, clue) {
  const { start, send } = keyed(context, action, newToken());
  const named = ["clues", clue.kind + ":" + clue.value];
  return {
    start,
    /** @param {string[][]} fields */
    send: (fields) => send([named].concat(fields)),
  };
}

/** The work that is asked for before something is taken: seconds for who reports, days for who floods. Without any puzzle. */

import { errorCode } from "./answers.js";

/** @typedef {import("./answers.js").Answer} Answer */

/** A challenge is good for five minutes; ours is asked for anew before that. */
const FRESH = 4 * 6e4;
/** More than the server ever asks for: a challenge that cannot be solved ends here. */
const MOST = 5000;

/** @param {string} text */
const bytes = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
/** @param {ArrayBuffer} buffer */
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => (byte + 256).toString(16).slice(1)).join("");

/**
 * The proof, as the field `proof` wants it; empty when there is none to find. Derived beside the page, which stays free.
 * @param {any} challenge as the server made it
 * @param {SubtleCrypto} subtle
 */
export async function solve(challenge, subtle) {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const password = new Uint8Array(20);
  password.set(bytes(nonce));
  for (let counter = 0; counter < MOST; counter++) {
    new DataView(password.buffer).setUint32(16, counter);
    const key = await subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
    const derivedKey = hex(await subtle.deriveBits(how, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
  return "";
}

/**
 * Sends with a proof: `start` begins the work ahead, `send` waits for it, and tries once more by itself with a new one. An engine without
 * WebCrypto, as on plain http, sends none.
 * @param {import("./api.js").Ask} ask
 * @param {"report"|"mark"|"appeal"} action
 */
export function prover(ask, action) {
  /** @type {Promise<string>|null} */
  let work = null;
  let begun = 0;

  function start() {
    if (!crypto.subtle || (work && Date.now() - begun < FRESH)) return;
    begun = Date.now();
    work = ask("challenge?for=" + action).then((got) => solve(got.body, crypto.subtle)).catch(() => "");
  }

  /**
   * @param {string[][]} fields
   * @param {boolean} [again]
   * @returns {Promise<Answer>}
   */
  async function send(fields, again) {
    start();
    const proof = await work;
    work = null; // good once
    const got = await ask(action + "s", proof ? fields.concat([["proof", proof]]) : fields);
    return !again && errorCode(got).startsWith("proof_") ? send(fields, true) : got;
  }
  return { start, send };
}

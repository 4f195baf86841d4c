/** The foot of the window: whether it is genuine. Compares nothing itself; a person does. */

import { el, fill } from "./dom.js";

/** @typedef {import("./element.js").Context} Context */

/**
 * @param {Context} context
 * @param {import("./api.js").Answer} answer
 */
function sentence({ say }, { status, body }) {
  if (status === 403) return say("more.genuine_refused");
  if (status !== 200 || !body) return say("more.genuine_failed");
  const { host, code } = body.yours || {};
  return code ? say("more.genuine_code", { host: String(host), code: String(code) }) : say("more.genuine_none");
}

/**
 * What opens on the code of the day of this page, and the way to the page it is compared with.
 * @param {Context} context
 */
export function genuineFoot(context) {
  const { say, ask, page } = context;
  const told = el("p", { class: "hint", role: "status" });
  const link = el("a", { class: "link", href: page("genuine.html"), target: "_blank", rel: "noopener" }, say("more.genuine_page"));
  const foot = el("details", { class: "genuine", ontoggle }, el("summary", null, say("more.genuine")), told);

  async function ontoggle() {
    if (!foot.open) return;
    const answer = await ask("genuine");
    fill(told, sentence(context, answer), " ", answer.status === 200 && link);
  }
  return foot;
}

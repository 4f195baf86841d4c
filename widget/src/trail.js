/**
 * The back button of the phone inside the form: a step back, not out of the page. Only where the page says that its history is ours
 * (`back="history"`); the address stays as it is.
 */

/**
 * @param {Node} node inside the shadow root
 * @param {(step: string) => void} go shows a step; empty is the one it began with
 */
export function trail(node, go) {
  const depth = () => (history.state && history.state.cityAntifraud) || 0;

  function ours() {
    const host = /** @type {ShadowRoot} */ (node.getRootNode()).host;
    return Boolean(host) && host.getAttribute("back") === "history";
  }

  /** @param {PopStateEvent} event */
  function popped(event) {
    if (node.isConnected && ours()) go((event.state && event.state.step) || "");
  }

  addEventListener("popstate", popped);
  return {
    /** Notes that a step was entered. @param {string} step */
    push(step) {
      if (ours()) history.pushState({ cityAntifraud: depth() + 1, step }, "");
    },
    /** Goes back by the page's history; false where that is not ours. */
    back() {
      const can = depth() > 0;
      if (can) history.back();
      return can;
    },
    /** The form is done: back leads out of it. */
    end() {
      if (depth()) history.go(-depth());
    },
    stop: () => removeEventListener("popstate", popped),
  };
}

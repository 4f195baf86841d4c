/** The two tabs: one tab stop, arrow keys, Home and End, as the ARIA pattern asks. */

import { el } from "./dom.js";

/**
 * @param {string} label of the whole list
 * @param {{id: string, label: string, content: Node, open: () => void}[]} pages
 * @returns {{nodes: HTMLElement[], select: (id: string) => void, selected: () => string}}
 */
export function tabs(label, pages) {
  let chosen = pages[0].id;
  const buttons = pages.map(({ id, label: text }) =>
    el(
      "button",
      {
        type: "button", role: "tab", part: "tab", id: "af-tab-" + id, "aria-controls": "af-page-" + id,
        onclick: () => select(id),
      },
      text,
    ),
  );
  const panels = pages.map(({ id, content }) =>
    el("div", { role: "tabpanel", part: "panel", id: "af-page-" + id, "aria-labelledby": "af-tab-" + id }, content),
  );
  const list = el("div", { class: "tabs", role: "tablist", part: "tablist", "aria-label": label, onkeydown }, ...buttons);

  /** @param {string} id */
  function select(id) {
    chosen = id;
    pages.forEach((page, at) => {
      buttons[at].setAttribute("aria-selected", String(page.id === id));
      buttons[at].tabIndex = page.id === id ? 0 : -1;
      panels[at].hidden = page.id !== id;
      if (page.id === id) page.open();
    });
  }

  /** @param {KeyboardEvent} event */
  function onkeydown(event) {
    const at = pages.findIndex((page) => page.id === chosen);
    const last = pages.length - 1;
    const goals = /** @type {{[key: string]: number}} */ ({
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    });
    if (!(event.key in goals)) return;
    event.preventDefault();
    select(pages[goals[event.key]].id);
    buttons[goals[event.key]].focus();
  }

  select(chosen);
  return { nodes: [list, ...panels], select, selected: () => chosen };
}

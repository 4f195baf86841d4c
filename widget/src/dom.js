/**
 * Makes elements. Only createElement, setAttribute and text nodes, so the widget is clean under a
 * strict Content-Security-Policy with Trusted Types.
 */

/** @typedef {Node|string|null|undefined|false} Kid */

/**
 * One element; `on…` properties are listeners, `true` is an empty attribute, `false` and `null` are left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {{[name: string]: string|number|boolean|null|undefined|((event: any) => void)}|null} [props]
 * @param {...Kid} kids
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, props, ...kids) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, String(value));
  }
  put(node, kids);
  return node;
}

/**
 * Adds children, leaving out the empty ones.
 * @param {Node} node
 * @param {Kid[]} kids
 */
export function put(node, kids) {
  for (const kid of kids) {
    if (kid) node.appendChild(typeof kid === "string" ? document.createTextNode(kid) : kid);
  }
}

/**
 * Replaces what is inside.
 * @param {Node} node
 * @param {...Kid} kids
 */
export function fill(node, ...kids) {
  while (node.firstChild) node.removeChild(node.firstChild);
  put(node, kids);
}

/**
 * A list of sentences, or nothing when there is none.
 * @param {string[]} sentences
 * @param {string} [name] its class
 */
export function bullets(sentences, name) {
  return sentences.length > 0 && el("ul", { class: name }, ...sentences.map((text) => el("li", null, text)));
}

/**
 * A button that does something on this page; `plain` is one that is not the main thing to do.
 * @param {string} label
 * @param {() => void} onclick
 * @param {boolean} [plain]
 */
export function button(label, onclick, plain) {
  return el("button", { type: "button", class: plain && "plain", part: "button", onclick }, label);
}

/** Shapes differ by level, so that no level is told by its colour alone; `done` is for a receipt. */
const SHAPES = /** @type {{[level: string]: string}} */ ({
  confirmed: "M8 2h8l6 6v8l-6 6H8l-6-6V8zM8 8l8 8M16 8l-8 8",
  high_risk: "M12 2.5 22.5 21h-21zM12 9v6M12 17.5v1",
  reported: "M5 22V3h14l-3 5 3 5H5",
  official: "M2 9.5 12 3l10 6.5zM5 10v8M12 10v8M19 10v8M2 21h20",
  no_record: "M12 2a10 10 0 1 0 .01 0zM9 9.5a3 3 0 1 1 4.5 2.6Q12 13 12 14.5M12 17v1",
  unavailable: "M12 2a10 10 0 1 0 .01 0zM5 5l14 14",
  done: "M4 12.5 10 18 20 6",
});

/**
 * The picture of a level, in the colour of the text beside it.
 * @param {string} level
 */
export function icon(level) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[level]);
  svg.appendChild(path);
  return svg;
}

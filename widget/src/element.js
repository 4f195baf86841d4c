/** The custom element: attributes in, events out, the two tabs in a shadow root of its own. */

import css from "virtual:css";
import { asker, rootOf } from "./api.js";
import { el, fill } from "./dom.js";
import { add, load } from "./load.js";
import { lookupView } from "./lookup.js";
import { HOME, languageOf, speaker } from "./messages.js";
import { reportPanel, unsent } from "./reportpanel.js";
import { tabs } from "./tabs.js";

/**
 * What every view is given: sentences, the way to the functions, the way to the page around.
 * @typedef {object} Own
 * @property {import("./api.js").Ask} ask
 * @property {(name: string) => string} page the address of a page of the city
 * @property {(part: string) => Promise<any>} load
 * @property {(css: string) => void} dress adds a style, once
 * @property {(name: string, detail?: object) => void} emit
 */
/** @typedef {ReturnType<typeof speaker> & Own} Context */

/**
 * The class of `<city-antifraud>` for a script tag, whose address is where everything else is found.
 * @param {HTMLScriptElement} script
 */
export function elementClass(script) {
  return class CityAntifraud extends HTMLElement {
    static get observedAttributes() {
      return ["city", "lang", "api", "site"];
    }

    /** For the other files of the widget only. @param {string} name @param {any} content */
    static add(name, content) {
      add(name, content);
    }

    constructor() {
      super();
      /** @type {ReturnType<typeof build>|null} */
      this._built = null;
      this._shown = false;
      /** @type {string[]} the styles of parts that are there */
      this._worn = [];
    }

    connectedCallback() {
      this._shown = true;
      if (!this._built) this._build();
    }

    attributeChangedCallback() {
      if (this._shown) this._build(); // before that every attribute of the tag comes by one after the other
    }

    async _build() {
      const lang = languageOf(this.getAttribute("lang"));
      if (lang !== HOME) await load(script, lang).catch(() => {}); // simplified Chinese without it
      if (lang !== languageOf(this.getAttribute("lang"))) return; // changed while it was loading
      const root = rootOf(this.getAttribute("api"), script.src, document.baseURI);
      const city = this.getAttribute("city");
      const site = rootOf(this.getAttribute("site"), script.src, document.baseURI) + (lang === HOME ? "" : lang + "/");
      if (!root || !city) return this._emit("error", { code: "unknown_city" }); // the fallback in the tag stays
      const last = this._built;
      const shadow = this.shadowRoot || shadowOf(this, script.src);
      this._built = build(shadow, {
        ...speaker(lang),
        ask: asker(root, city),
        page: (name) => site + encodeURIComponent(city) + "/" + name,
        load: (part) => load(script, part),
        dress: (text) => this._worn.indexOf(text) < 0 && this._worn.push(text) && dress(shadow, text),
        emit: (name, detail) => this._emit(name, detail),
      }, last ? last.keep() : undefined);
      if (!last) this._emit("ready");
    }

    /**
     * @param {string} name
     * @param {object} [detail] a level or a code; never what somebody typed
     */
    _emit(name, detail) {
      this.dispatchEvent(new CustomEvent("city-antifraud:" + name, { bubbles: true, composed: true, detail: detail || {} }));
    }
  };
}

/**
 * Fills the shadow root; `kept` is what an earlier build (another language) held.
 * @param {ShadowRoot} shadow
 * @param {Context} context
 * @param {any} [kept]
 */
function build(shadow, context, kept) {
  const { say, lang, load } = context;
  const report = reportPanel(context, kept && kept.report);
  const lookup = lookupView(context, kept && kept.lookup, (clues, receipt) => {
    pages.select("report");
    report.start(clues, receipt);
  });
  const pages = tabs(say("ui.tabs"), [
    { id: "lookup", label: say("ui.tab_lookup"), content: lookup.node, open() {} },
    { id: "report", label: say("ui.tab_report"), content: report.node, open: report.open },
  ]);
  pages.select(kept ? kept.page : unsent() || shadow.host.getAttribute("tab") ? "report" : "lookup");
  const frame = /** @type {HTMLElement} */ (shadow.querySelector(".af"));
  frame.lang = lang;
  frame.setAttribute("aria-label", say("ui.title"));
  fill(frame, ...pages.nodes);
  const ahead = () => load("answers").catch(() => {}).then(() => load("more")).then((more) => frame.appendChild(more.foot(context))).catch(() => {});
  frame.addEventListener("focusin", ahead, { once: true }); // before they are needed
  return { keep: () => ({ page: pages.selected(), lookup: lookup.keep(), report: report.keep() }) };
}

/**
 * The shadow root, hidden where its style has to come through a link first.
 * @param {HTMLElement} host
 * @param {string} script
 */
function shadowOf(host, script) {
  const shadow = host.attachShadow({ mode: "open" });
  const frame = el("div", { class: "af", part: "frame", role: "region" });
  if (!dress(shadow, css)) {
    const show = () => (frame.hidden = false);
    frame.hidden = true; // until it is styled, or cannot be
    shadow.appendChild(el("link", { rel: "stylesheet", href: new URL("city-antifraud.css", script).href, onload: show, onerror: show }));
  }
  shadow.appendChild(frame);
  return shadow;
}

/**
 * Adds a style; false in an engine without constructed sheets, whose linked file holds every style.
 * @param {ShadowRoot} shadow
 * @param {string} text
 */
function dress(shadow, text) {
  if (!shadow.adoptedStyleSheets) return false;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  shadow.adoptedStyleSheets = shadow.adoptedStyleSheets.concat(sheet);
  return true;
}

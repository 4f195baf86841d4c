/** The classic script: finds its own address and registers the element, once for a page. */

import { elementClass } from "./element.js";

const NAME = "city-antifraud";
const script = document.currentScript;

if (window.customElements && !customElements.get(NAME) && script instanceof HTMLScriptElement) {
  customElements.define(NAME, elementClass(script));
}

/**
 * Loads the other files of the widget, when they are needed: the report tab, what recognises clues, another language. They are classic
 * scripts beside this one, which hand in what they hold through `CityAntifraud.add(name, content)`.
 */

import digests from "virtual:digests";
import { learn } from "./messages.js";

/** @type {{[name: string]: any}} */
const contents = {};
/** @type {{[name: string]: Promise<any>}} */
const loading = {};
/** @type {{createScriptURL(address: string): any}|undefined} */
let policy;

/**
 * Called by a loaded file; its sentences can be said from then on.
 * @param {string} name
 * @param {{pack?: Pack}} content
 */
export function add(name, content) {
  if (content.pack) learn(name, content.pack);
  contents[name] = content;
}

/**
 * What a file holds; loaded at most once, asked for again after a failure.
 * @param {HTMLScriptElement} script this file's own tag
 * @param {string} name
 * @returns {Promise<any>} rejected when it cannot be had
 */
export function load(script, name) {
  if (!loading[name]) {
    loading[name] = fetched(script, name);
    loading[name].catch(() => delete loading[name]);
  }
  return loading[name];
}

/**
 * @param {HTMLScriptElement} script
 * @param {string} name
 * @returns {Promise<any>}
 */
function fetched(script, name) {
  return new Promise((done, fail) => {
    const tag = document.createElement("script");
    tag.onload = () => (contents[name] ? done(contents[name]) : fail());
    tag.onerror = fail;
    if (script.integrity) {
      // Who pins this file pins its parts: they are known here by their digest.
      tag.integrity = digests[name];
      tag.crossOrigin = "anonymous";
    }
    tag.src = trusted(new URL("city-antifraud." + name + ".js", script.src).href);
    document.head.appendChild(tag);
  });
}

/**
 * The address in the form pages with Trusted Types ask for.
 * @param {string} address
 */
function trusted(address) {
  if (!window.trustedTypes) return address;
  policy = policy || window.trustedTypes.createPolicy("city-antifraud", { createScriptURL: (own) => own });
  return policy.createScriptURL(address);
}

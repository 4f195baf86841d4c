/** The file that recognises clues in the page, so that a look-up sends them and not the message. */

import { watch } from "./recognise.js";

/** @type {any} */ (customElements.get("city-antifraud")).add("clues", { watch });

/** The file of the English sentences. */

import pack from "virtual:pack/en";

/** @type {any} */ (customElements.get("city-antifraud")).add("en", { pack });

/** The file of the sentences in traditional Chinese. */

import pack from "virtual:pack/zh-Hant";

/** @type {any} */ (customElements.get("city-antifraud")).add("zh-Hant", { pack });

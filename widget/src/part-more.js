/** The file that comes after the first view: the report tab, its style, and the sentences that grow. */

import css from "virtual:css";
import pack from "virtual:pack/more";
import { genuineFoot } from "./genuine.js";
import { reportView } from "./report.js";

/** @param {import("./element.js").Context} context */
function foot(context) {
  context.dress(css);
  return genuineFoot(context);
}

/** @type {any} */ (customElements.get("city-antifraud")).add("more", { css, pack, view: reportView, foot });

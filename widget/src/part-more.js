/** The file that comes after the first view: the report tab, its style, and the sentences that grow. */

import css from "virtual:css";
import pack from "virtual:pack/more";
import { reportView } from "./report.js";

/** @type {any} */ (customElements.get("city-antifraud")).add("more", { css, pack, view: reportView });

/** The file that helps with an answer: what to do, what not to believe, one-tap questions and reports, and their sentences. */

import css from "virtual:css";
import pack from "virtual:pack/answers";
import { clueHelp } from "./cluehelp.js";
import { overallHelp } from "./overallhelp.js";

/** @type {any} */ (customElements.get("city-antifraud")).add("answers", { css, pack, overallHelp, clueHelp });

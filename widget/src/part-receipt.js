/** The file of the receipt and the pictures beside a report, and their sentences. */

import css from "virtual:css";
import pack from "virtual:pack/receipt";
import { pictureField } from "./pictures.js";
import { receiptView } from "./receiptview.js";

/** @type {any} */ (customElements.get("city-antifraud")).add("receipt", { css, pack, pictureField, receiptView });

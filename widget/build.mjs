/** Builds build/widget/: classic scripts for ES2018 engines, and the style as a file. Same input, same bytes. */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build, transform } from "esbuild";
import { packModule, shortened } from "./messages.mjs";

/** Bytes with brotli: of the first view, of what recognises clues, and of a file that grows with the sentences. */
const BUDGET = { "city-antifraud.js": 8 * 1024, "city-antifraud.clues.js": 42 * 1024, "stop-payment.js": 4 * 1024, "stop-payment.late.js": 13 * 1024, later: 12 * 1024 };
const SHEETS = { core: ["base", "form", "result"], answers: ["answers"], more: ["report"], receipt: ["receipt"] };
/** The files that come later, each from src/part-….js. */
const PARTS = ["answers", "more", "receipt", "clues", "en", "zh-Hant"];
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const ENGINES = { js: "es2018", css: ["chrome70", "safari12"] };

async function style(part) {
  const text = SHEETS[part].map((name) => readFileSync(here(`css/${name}.css`), "utf8")).join("\n");
  return (await transform(text, { loader: "css", minify: true, target: ENGINES.css })).code.trim();
}

/** Gives a bundle the modules that are made here: sentences, the style, the digests of the other files. */
const virtual = (made) => ({
  name: "virtual",
  setup(bundle) {
    const text = (path) => (path.startsWith("pack/") ? packModule(path.slice(5)) : `export default ${JSON.stringify(made[path])};`);
    bundle.onLoad({ filter: /src\/\w+\.js$/ }, ({ path }) => ({ contents: shortened(readFileSync(path, "utf8")), loader: "js" }));
    bundle.onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path: path.slice(8), namespace: "virtual" }));
    bundle.onLoad({ filter: /./, namespace: "virtual" }, ({ path }) => ({ contents: text(path), loader: "js" }));
  },
});

async function script(entry, made = {}) {
  const result = await build({
    entryPoints: [here(`src/${entry}.js`)],
    bundle: true,
    write: false,
    format: "iife",
    charset: "utf8",
    minify: true,
    legalComments: "none",
    target: ENGINES.js,
    plugins: [virtual(made)],
  });
  // A byte-order mark: pages of cities in GBK would read our Chinese as GBK where a server names no charset.
  return "\uFEFF" + result.outputFiles[0].text;
}

const digest = (text) => "sha256-" + createHash("sha256").update(text).digest("base64");

const css = await style("core");
const later = { answers: await style("answers"), more: await style("more"), receipt: await style("receipt") };
const parts = {};
for (const name of PARTS) parts[name] = await script(`part-${name}`, { css: later[name] });
const digests = Object.fromEntries(PARTS.map((name) => [name, digest(parts[name])]));
const files = {
  "city-antifraud.js": await script("main", { css, digests }),
  ...Object.fromEntries(PARTS.map((name) => [`city-antifraud.${name}.js`, parts[name]])),
  "city-antifraud.css": css + later.answers + later.more + later.receipt + "\n",
  "embed-frame.js": await script("embed-frame"),
  "embed-page.js": await script("embed-page"),
  "stop-payment.js": await script("../paid/page"),
  "stop-payment.late.js": await script("../paid/late"),
};
const out = here("../build/widget/");
mkdirSync(out, { recursive: true });
for (const stale of readdirSync(out).filter((name) => !(name in files))) rmSync(out + stale, { recursive: true });
let over = false;
for (const [name, text] of Object.entries(files)) {
  writeFileSync(out + name, text);
  const size = brotliCompressSync(text).length;
  const budget = BUDGET[name] || BUDGET.later;
  over = over || size > budget;
  console.log(`${name}  ${Buffer.byteLength(text)} bytes, ${size} with brotli${size > budget ? `, over the budget of ${budget}` : ""}`);
}
process.exitCode = over ? 1 : 0;

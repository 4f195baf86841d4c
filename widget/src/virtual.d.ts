/** Modules that build.mjs makes: they exist only inside the bundles. */

/** Codes such as `levels.confirmed`, one a line, and their sentences in the same order. */
type Pack = { keys: string; texts: string };

declare module "virtual:pack/core" {
  const pack: Pack;
  export default pack;
}

declare module "virtual:pack/more" {
  const pack: Pack;
  export default pack;
}

declare module "virtual:pack/receipt" {
  const pack: Pack;
  export default pack;
}

declare module "virtual:pack/answers" {
  const pack: Pack;
  export default pack;
}

declare module "virtual:pack/zh-Hant" {
  const pack: Pack;
  export default pack;
}

declare module "virtual:pack/en" {
  const pack: Pack;
  export default pack;
}

declare module "virtual:css" {
  const css: string;
  export default css;
}

declare module "virtual:digests" {
  /** sha256 of each lazily loaded file, by the name of its part. */
  const digests: { [part: string]: string };
  export default digests;
}

interface Window {
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL(address: string): any } };
}

// The classic script: a tag that loads it is all that a page needs. See docs/polyfill.md.
import { installInPage } from "./page.js";

// Attributes of the tag: data-force.
export function installByTag() {
  const { force } = globalThis.document?.currentScript?.dataset ?? {};
  return installInPage({ force: force !== undefined });
}

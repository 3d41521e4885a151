// jsdom, with the scripts of pages enabled.
import { createRequire } from "node:module";
import { JSDOM } from "jsdom";
import { serve } from "./serve.mjs";

const { version } = createRequire(import.meta.url)("jsdom/package.json");

await serve(`jsdom ${version}`, {
  open: (html) => new JSDOM(html, { runScripts: "dangerously" }),
  text: (page, selector) => page.window.document.querySelector(selector).textContent,
  evaluate: (page, source) => page.window.eval(source),
  close: (page) => page.window.close(),
});

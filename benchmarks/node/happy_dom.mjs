// happy-dom, with the scripts of pages enabled: one browser, a page each.
import { readFileSync } from "node:fs";
import { Browser } from "happy-dom";
import { serve } from "./serve.mjs";

const { version } = JSON.parse(readFileSync(new URL("../../node_modules/happy-dom/package.json", import.meta.url), "utf8"));
const browser = new Browser({
  settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
});

await serve(`happy-dom ${version}`, {
  open(html) {
    const page = browser.newPage();
    page.content = html;
    return page;
  },
  text: (page, selector) => page.mainFrame.document.querySelector(selector).textContent,
  evaluate: (page, source) => page.evaluate(source),
  close: (page) => page.close(),
});

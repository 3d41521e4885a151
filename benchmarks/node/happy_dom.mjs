// happy-dom in its cheapest form, with the scripts of pages enabled: a window each.
import { readFileSync } from "node:fs";
import { Window } from "happy-dom";
import { serve } from "./serve.mjs";

const { version } = JSON.parse(readFileSync(new URL("../../node_modules/happy-dom/package.json", import.meta.url), "utf8"));
const settings = { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true };

await serve(`happy-dom ${version}`, {
  open(html) {
    const window = new Window({ settings });
    window.document.write(html);
    return window;
  },
  text: (window, selector) => window.document.querySelector(selector).textContent,
  evaluate: (window, source) => window.eval(source),
  close: (window) => window.happyDOM.close(),
});

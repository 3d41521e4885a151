// The polyfill with a link of its own making, for a page that calls it, or its script tag.
import { taskQueue } from "./browser.js";
import { complain } from "./complain.js";
import { install } from "./install.js";
import { standaloneLink } from "./standalone.js";

// force installs although the browser has an AudioSession. Returns whether it was installed; does not throw.
export function installInPage({ force = false } = {}) {
  const window = globalThis;
  try {
    const queueTask = taskQueue(window);
    return install(window, standaloneLink(window, queueTask), { queueTask, force });
  } catch (error) {
    // The page has taken away what it needs.
    complain(window, error);
    return false;
  }
}

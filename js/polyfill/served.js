// The script that a server hands out: the polyfill, linked to that server. See docs/server.md.
import { taskQueue } from "./browser.js";
import { complain } from "./complain.js";
import { DEVICE_KINDS } from "./device-kinds.js";
import { install } from "./install.js";
import { webSocketLink } from "./websocket-link.js";

// The address of the script says where the server is, and has the token and the name of the device.
export function installServed() {
  const window = globalThis;
  try {
    // @ts-expect-error: it is no SVG element's
    const { src } = document.currentScript;
    const address = new URL("session", src);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    address.search = new URL(src).search;
    const queueTask = taskQueue(window);
    return install(window, webSocketLink(window, queueTask, address.href), { queueTask }, DEVICE_KINDS);
  } catch (error) {
    // The tag is not a classic script's, or the page has taken away what the polyfill needs.
    complain(window, error);
    return false;
  }
}

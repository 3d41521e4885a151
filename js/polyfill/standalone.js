// A link to no host: the page is a user agent of its own, with one device for all tabs of its origin.
// docs/polyfill.md tells how documents and tabs find each other, and what cannot be had this way.
import { complain } from "./complain.js";
import { getterOf, hookGetter } from "./hooks.js";
import { TabHost } from "./tab-host.js";

const NAME = "audio-session";
const ATTRIBUTE = "audioSession";
// The key to the tab: navigator.audioSession's getter answers with the tab when this is its `this`. No script sees a
// property.
const JOIN = Symbol.for(NAME);
// The time that other tabs have to answer one that comes back.
const ANSWER_MS = 200;
// The interval at which other tabs are asked if they are still there, without Web Locks (plain http, or a browser that
// stores nothing).
const CHECK_MS = 5000;

// No error of ours reaches the page.
const guard =
  (window, fn) =>
  (...args) => {
    try {
      return fn(...args);
    } catch (error) {
      return complain(window, error);
    }
  };

// queueTask is that of the window's adapter. The link does nothing before its first message.
export function standaloneLink(window, queueTask) {
  const { parse, stringify } = window.JSON;
  let tab;
  let session;

  const join = () => {
    const outer = tabAround(window);
    tab = outer?.tab ?? newTab(window);
    session = tab.host.add(outer?.session, (message) => {
      const text = stringify({ __proto__: null, ...message });
      queueTask(() => link.onmessage(text));
    });
    offer(window, { tab, session });
    // OPTIMIZATION: not where the tab goes as well: to a browser it is a message to another process, in each page.
    if (outer)
      window.addEventListener(
        "pagehide",
        guard(window, ({ persisted }) => {
          if (!persisted) tab.host.remove(session);
        }),
      );
  };
  const link = {
    onmessage: null,
    send(text) {
      const message = parse(text);
      if (message.op === "fault") return complain(window, message.text);
      if (!tab) join();
      if (message.op === "hello") return;
      tab.start();
      tab.host.receive(session, message);
    },
  };
  return link;
}

// The tab of the nearest document above which has one and may be reached.
function tabAround(window) {
  for (let outer = window; outer && outer !== outer.parent; ) {
    outer = outer.parent;
    try {
      const found = getterOf(outer.Navigator.prototype, ATTRIBUTE).call(JOIN);
      if (found) return found;
    } catch {
      // Another origin, or no polyfill, or one with a host.
    }
  }
  return undefined;
}

function offer({ Navigator }, membership) {
  hookGetter(Navigator.prototype, ATTRIBUTE, (self) => (self === JOIN ? membership : undefined));
}

// A tab of its own: what the others say comes over a BroadcastChannel; that one of them is gone, by its Web Lock.
function newTab(window) {
  const { AbortController, BroadcastChannel, Date, Math, Promise, clearInterval, setInterval, setTimeout } = window;
  let { locks } = window.navigator;
  const id = Math.random().toString(36).slice(2);
  let channel;
  let present;
  let watched; // Others whose lock is waited for, or that answered.
  let timer;
  let isWatching = false;

  const say = (asks) => channel?.postMessage({ id, type: host.type, position: host.position, asks });
  const host = new TabHost(
    () => Date.now() + Math.random(),
    () => say(false),
  );
  // Ends when fn's promise does, or the tab is away.
  const lock = (owner, mode, fn) => {
    const { signal } = present;
    const refused = guard(window, () => signal.aborted || channel || openWithoutLocks());
    return locks.request(`${NAME} ${owner}`, { mode, signal }, guard(window, fn)).catch(refused);
  };

  const hear = guard(window, ({ data: { id: other, type, position, asks } }) => {
    host.hear(other, type, position);
    if (asks) say(false);
    if (watched.has(other)) return;
    watched.add(other);
    if (locks)
      lock(other, "shared", () => {
        watched.delete(other);
        host.hear(other, null);
      });
  });
  const open = () => {
    channel = new BroadcastChannel(NAME);
    channel.onmessage = hear;
    say(true);
  };
  const check = guard(window, () => {
    for (const other of [...host.others.keys()]) if (!watched.has(other)) host.hear(other, null);
    watched.clear();
    say(true);
  });
  const openWithoutLocks = () => {
    locks = undefined;
    timer = setInterval(check, CHECK_MS);
    open();
  };
  const start = () => {
    if (present) return;
    watch();
    present = new AbortController();
    const { signal } = present;
    watched = new Set();
    if (!locks) return openWithoutLocks();
    // The others hear of this tab when it has its lock: they must not take it for gone.
    lock(id, "exclusive", () => {
      open();
      return new Promise((resolve) => signal.addEventListener("abort", resolve));
    });
  };
  // OPTIMIZATION: as above: only once there is something to say.
  const watch = () => {
    if (isWatching) return;
    isWatching = true;
    window.addEventListener(
      "pagehide",
      guard(window, () => {
        channel?.postMessage({ id });
        channel?.close();
        present?.abort();
        clearInterval(timer);
        channel = present = undefined;
        host.leave();
      }),
    );
    // Back from the back/forward cache.
    window.addEventListener(
      "pageshow",
      guard(window, ({ persisted }) => {
        if (!persisted || !host.type) return;
        start();
        setTimeout(
          guard(window, () => host.comeBack()),
          ANSWER_MS,
        );
      }),
    );
  };
  return { host, start };
}

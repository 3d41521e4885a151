// The script that goes into every document of a real browser, before its own scripts: the polyfill, the document's end
// of the link, and what the device does to a page besides its audio session, imitated where a browser has no way to be told.
// install: the polyfill; see js/polyfill/injected.js. send(text) takes a message to the host. secret: an event's type
// that no page knows, by which a frame finds the window around it. guard: see js/polyfill/document.js.
// Returns the link, which the host alone holds: { onmessage(text), setVisibility(state), plug(name, devices, isNew),
// unplug(name), settled(), hush(), announce(), look() }.
(window, install, send, secret, guard) => {
  const { CustomEvent, Document, Event, EventTarget, MediaDevices, MediaDeviceInfo, MessageChannel, Promise } = window;
  const { navigator } = window;
  const { apply, defineProperty } = window.Reflect;
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const fire = (target, type, init) => apply(dispatchEvent, target, [new Event(type, init)]);

  // The screen's lock. A page that is hidden anyway stays so.
  let isLocked = false;
  // Devices that were plugged in: listed behind the browser's own. Nothing can be captured from them or sent to them.
  const plugged = new Map();
  const imitate = ({ hookGetter, hookValue }) => {
    const isHidden = (self) => isLocked && self === window.document;
    hookGetter(Document.prototype, "visibilityState", (self) => (isHidden(self) ? "hidden" : undefined));
    hookGetter(Document.prototype, "hidden", (self) => isHidden(self) || undefined);
    if (MediaDevices) hookValue(MediaDevices.prototype, "enumerateDevices", {
      apply: async (target, self, args) => {
        const own = await apply(target, self, args);
        return plugged.size ? [...own, ...[...plugged.values()].flat()] : own;
      },
    });
  };
  const deviceInfo = (values) => {
    const info = Object.create(MediaDeviceInfo.prototype);
    for (const [name, value] of Object.entries({ ...values, toJSON: () => values })) {
      defineProperty(info, name, { value, enumerable: name !== "toJSON" });
    }
    return info;
  };
  const changeDevices = () => {
    if (MediaDevices && navigator.mediaDevices) fire(navigator.mediaDevices, "devicechange");
  };

  const link = {
    send,
    guard,
    setVisibility(state) {
      if (isLocked === (state === "hidden")) return;
      const { document } = window;
      const before = document.visibilityState;
      isLocked = state === "hidden";
      if (document.visibilityState !== before) fire(document, "visibilitychange", { bubbles: true });
    },
    plug(name, devices, isNew) {
      if (!MediaDeviceInfo || plugged.has(name)) return;
      plugged.set(name, devices.map(deviceInfo));
      if (isNew) changeDevices();
    },
    unplug(name) {
      if (plugged.delete(name)) changeDevices();
    },
    // Resolves when the tasks that are queued now have run.
    settled() {
      return new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    },
  };
  const start = () => {
    try {
      const around = window.parent.navigator.audioSession;
      apply(dispatchEvent, around, [new CustomEvent(secret, { detail: link })]);
    } catch {
      // There is none, or it is of another origin.
    }
    install(window, link, {}, imitate);
    apply(addEventListener, navigator.audioSession, [secret, ({ detail }) => {
      detail.readAround = link.read;
    }]);
  };
  return { link, start };
}

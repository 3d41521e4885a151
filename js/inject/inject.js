// The script that goes into every document of a real browser, before its own scripts: the polyfill, the document's end
// of the link, and what the device does to a page besides its audio session, imitated where a browser has no way to be told.
// install: the polyfill; see js/polyfill/injected.js. send(text) takes a message to the host. secret: an event's type
// that no page knows, by which a frame finds the window around it. guard: see js/polyfill/document.js. gestures: that of
// gestures.js, or null.
// Returns the link, which the host alone holds: { onmessage(text), act(), setVisibility(state), setFrozen(frozen),
// plug(name, devices, isNew), unplug(name), settled(), hush(), announce(), look() }.
(window, install, send, secret, guard, gestures) => {
  const { CustomEvent, Document, Event, EventTarget, MediaDevices, MediaDeviceInfo, MessageChannel, Promise } = window;
  const { navigator } = window;
  const { apply, defineProperty } = window.Reflect;
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const fire = (target, type, init) => apply(dispatchEvent, target, [new Event(type, init)]);

  // The screen's lock, or another app or tab in front. A page that is hidden anyway stays so.
  let isCovered = false;
  let isFrozen = false;
  // Devices that were plugged in: listed behind the browser's own devices. Nothing can be captured from it; what is sent to it
  // is heard where it was, and the device is told.
  const plugged = new Map();
  const outputOf = (sinkId) => {
    for (const [name, devices] of plugged) {
      if (devices.some((device) => device.kind === "audiooutput" && device.deviceId === sinkId)) return name;
    }
    return null;
  };
  const sinks = new window.WeakMap();
  const imitateSinks = (prototype, { hookGetter, hookValue }) => {
    if (!prototype || !("setSinkId" in prototype)) return;
    hookGetter(prototype, "sinkId", (self) => sinks.get(self));
    hookValue(prototype, "setSinkId", {
      apply: async (target, self, args) => {
        if (outputOf(args[0]) === null) {
          const result = await apply(target, self, args);
          sinks.delete(self);
          return result;
        }
        if (sinks.get(self) === args[0]) return;
        sinks.set(self, args[0]);
        if (self instanceof EventTarget && "onsinkchange" in self) fire(self, "sinkchange");
      },
    });
  };
  const imitate = ({ hookGetter, hookValue }) => {
    const isHidden = (self) => isCovered && self === window.document;
    hookGetter(Document.prototype, "visibilityState", (self) => (isHidden(self) ? "hidden" : undefined));
    hookGetter(Document.prototype, "hidden", (self) => isHidden(self) || undefined);
    if (gestures) link.act = gestures(window, { hookValue });
    for (const name of ["HTMLMediaElement", "AudioContext"]) {
      imitateSinks(window[name]?.prototype, { hookGetter, hookValue });
    }
    if (MediaDevices)
      hookValue(MediaDevices.prototype, "enumerateDevices", {
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
    // The user did something that has no event.
    act() {},
    setVisibility(state) {
      if (isCovered === (state === "hidden")) return;
      const { document } = window;
      const before = document.visibilityState;
      isCovered = state === "hidden";
      if (document.visibilityState !== before) fire(document, "visibilitychange", { bubbles: true });
    },
    // Its tasks go on.
    setFrozen(frozen) {
      if (isFrozen === frozen) return;
      isFrozen = frozen;
      fire(window.document, frozen ? "freeze" : "resume");
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
    install(window, link, { outputOf }, imitate);
    apply(addEventListener, navigator.audioSession, [
      secret,
      ({ detail }) => {
        detail.readAround = link.read;
      },
    ]);
  };
  return { link, start };
};

// The AudioSession interface and navigator.audioSession, shaped as the IDL says.
// https://w3c.github.io/audio-session/#audiosession-interface
import { apply, native } from "./hooks.js";

const TYPES = ["auto", "playback", "transient", "transient-solo", "ambient", "play-and-record"];

// Defines AudioSession on window and navigator.audioSession, and returns the one object.
// slots holds type and state; onTypeSet runs when the page has changed slots.type.
export function defineAudioSession(window, slots, onTypeSet) {
  const key = {};
  const { addEventListener, removeEventListener } = window.EventTarget.prototype;

  let handler = null;
  let isListening = false;
  const onEvent = (event) => {
    if (typeof handler === "function" && apply(handler, session, [event]) === false) event.preventDefault();
  };

  class AudioSession extends window.EventTarget {
    constructor() {
      if (arguments[0] !== key) throw new TypeError("Illegal constructor.");
      super();
    }

    get type() {
      return slots.type;
    }

    // https://w3c.github.io/audio-session/#dom-audiosession-type
    set type(value) {
      const newValue = `${value}`;
      // WebIDL: a string that is no value of the enumeration is ignored.
      if (!TYPES.includes(newValue)) return;
      if (slots.type === newValue) return; // 1
      slots.type = newValue; // 2
      onTypeSet(); // 3
    }

    get state() {
      return slots.state;
    }

    get onstatechange() {
      return handler;
    }

    // https://html.spec.whatwg.org/#event-handler-attributes
    set onstatechange(value) {
      const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
      handler = isObject ? value : null;
      // A handler keeps its place among the listeners while it is replaced, and loses it when it is set to null.
      if (isObject === isListening) return;
      isListening = isObject;
      apply(isObject ? addEventListener : removeEventListener, session, ["statechange", onEvent]);
    }
  }

  // There is one object of the interface in a window: no other is branded so.
  const branded = (fn, owner = () => session) =>
    fn &&
    native(fn, {
      apply(target, self, args) {
        if (self !== owner()) throw new TypeError("Illegal invocation");
        return apply(target, self, args);
      },
    });
  const prototype = AudioSession.prototype;
  Object.defineProperty(AudioSession, "name", { value: "AudioSession" }); // Minifying renames the class.
  for (const name of ["type", "state", "onstatechange"]) {
    const { get, set } = Object.getOwnPropertyDescriptor(prototype, name);
    Object.defineProperty(prototype, name, { get: branded(get), set: branded(set), enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: "AudioSession", configurable: true });
  const Interface = native(AudioSession);
  Object.defineProperty(prototype, "constructor", { value: Interface });
  Object.defineProperty(window, "AudioSession", { value: Interface, writable: true, configurable: true });

  const { navigator, Navigator } = window;
  // @ts-expect-error: pages see a constructor without parameters
  const session = new AudioSession(key);
  const accessor = {
    get audioSession() {
      return session;
    },
  };
  const { get } = Object.getOwnPropertyDescriptor(accessor, "audioSession");
  Object.defineProperty(Navigator.prototype, "audioSession", {
    get: branded(get, () => navigator),
    enumerable: true,
    configurable: true,
  });
  return session;
}

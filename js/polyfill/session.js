// The AudioSession interface and navigator.audioSession, shaped as the IDL says.
// https://w3c.github.io/audio-session/#audiosession-interface
import { apply, native } from "./hooks.js";

const TYPES = ["auto", "playback", "transient", "transient-solo", "ambient", "play-and-record"];


// Defines AudioSession on window and navigator.audioSession, and returns the one object.
// slots holds type and state; onTypeSet runs when the page has changed slots.type.
export function defineAudioSession(window, slots, onTypeSet) {
  const key = {};
  const { addEventListener, removeEventListener } = window.EventTarget.prototype;

  class AudioSession extends window.EventTarget {
    #slots = slots;
    #handler = null;
    #listening = false;

    constructor() {
      if (arguments[0] !== key) throw new TypeError("Illegal constructor.");
      super();
    }

    get type() {
      return this.#slots.type;
    }

    // https://w3c.github.io/audio-session/#dom-audiosession-type
    set type(value) {
      const own = this.#slots;
      const newValue = `${value}`;
      // WebIDL: a string that is no value of the enumeration is ignored.
      if (!TYPES.includes(newValue)) return;
      if (own.type === newValue) return; // 1
      own.type = newValue; // 2
      onTypeSet(); // 3
    }

    get state() {
      return this.#slots.state;
    }

    get onstatechange() {
      return this.#handler;
    }

    // https://html.spec.whatwg.org/#event-handler-attributes
    set onstatechange(value) {
      const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
      this.#handler = isObject ? value : null;
      // A handler keeps its place among the listeners while it is replaced, and loses it when it is set to null.
      if (isObject === this.#listening) return;
      this.#listening = isObject;
      apply(isObject ? addEventListener : removeEventListener, this, ["statechange", this.#onEvent]);
    }

    #onEvent = (event) => {
      if (typeof this.#handler !== "function") return;
      if (apply(this.#handler, this, [event]) === false) event.preventDefault();
    };
  }

  const prototype = AudioSession.prototype;
  Object.defineProperty(AudioSession, "name", { value: "AudioSession" }); // Minifying renames the class.
  for (const name of ["type", "state", "onstatechange"]) {
    const { get, set } = Object.getOwnPropertyDescriptor(prototype, name);
    Object.defineProperty(prototype, name, { get: native(get), set: set && native(set), enumerable: true });
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
      if (this !== navigator) throw new TypeError("Illegal invocation");
      return session;
    },
  };
  const { get } = Object.getOwnPropertyDescriptor(accessor, "audioSession");
  Object.defineProperty(Navigator.prototype, "audioSession", {
    get: native(get),
    set: undefined,
    enumerable: true,
    configurable: true,
  });
  return session;
}

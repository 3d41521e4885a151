// What the polyfill needs of a browser, by the means that every page has. What no page can do natively is imitated:
// the interruption of an AudioContext, and a track that is muted or ended by the user agent.
import { getterOf, hideFrom, hookGetter, hookMethod, wrap } from "./hooks.js";

const POLL_MS = 100;

export function browserAdapter(window) {
  const { dispatchEvent } = window.EventTarget.prototype;
  const fire = (target, event) => dispatchEvent.call(target, event);
  hideFrom(window);
  return {
    queueTask: taskQueue(window),
    fire,
    hasAudio,
    play: nativePlay(window),
    ...audioContexts(window, fire),
    ...tracks(window, fire),
  };
}

// Tasks, not microtasks, and not clamped to 4 ms as nested timers are.
export function taskQueue({ MessageChannel }) {
  const tasks = [];
  let port;
  return (fn) => {
    if (!port) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => tasks.shift()();
      port = port2;
    }
    tasks.push(fn);
    port.postMessage(null);
  };
}

function hasAudio(element) {
  const stream = element.srcObject;
  if (stream?.getAudioTracks) return stream.getAudioTracks().length > 0;
  if (element.audioTracks) return element.audioTracks.length > 0;
  if ("mozHasAudio" in element) return element.mozHasAudio;
  if (element.localName !== "video") return true;
  // Chromium knows it only after some of it was decoded.
  return element.webkitAudioDecodedByteCount > 0;
}

function nativePlay({ HTMLMediaElement }) {
  const { play } = HTMLMediaElement.prototype;
  return (element) => play.call(element);
}

const ignore = () => {};

function audioContexts(window, fire) {
  const { AudioContext, BaseAudioContext, AudioNode, AnalyserNode, Event, setInterval, clearInterval } = window;
  if (!AudioContext) return {};
  const { suspend, resume } = AudioContext.prototype;
  const destinationOf = getterOf(BaseAudioContext.prototype, "destination");
  const interrupted = new WeakSet();
  const taps = new WeakMap();

  // What goes to the destination also goes to an analyser, which can be looked at.
  const tapOf = (destination) => taps.get(destination);
  const connect = hookMethod(AudioNode.prototype, "connect", {
    after: (source, _, destination, output) => {
      const tap = tapOf(destination);
      if (tap) connect.call(source, tap, output ?? 0);
    },
  });
  const disconnect = hookMethod(AudioNode.prototype, "disconnect", {
    after: (source, _, destination, ...rest) => {
      const tap = tapOf(destination);
      try {
        if (tap) disconnect.call(source, tap, ...rest);
      } catch {
        // It was connected before there was a tap.
      }
    },
  });

  const { get: stateOf } = hookGetter(BaseAudioContext.prototype, "state", (target, self, args) =>
    interrupted.has(self) ? "interrupted" : Reflect.apply(target, self, args),
  );

  return {
    watchOutput(context, fn) {
      const tap = new AnalyserNode(context, { fftSize: 8192 });
      taps.set(destinationOf.call(context), tap);
      // The tap keeps the context alive, the context's destination the tap; the timer neither.
      const ref = new WeakRef(tap);
      const samples = new Float32Array(tap.fftSize);
      const timer = setInterval(() => {
        const looked = ref.deref();
        const state = looked ? stateOf.call(looked.context) : "closed";
        if (state === "closed") return clearInterval(timer);
        looked.getFloatTimeDomainData(samples);
        fn(state === "running" && samples.some((sample) => sample !== 0));
      }, POLL_MS);
    },
    interruptContext(context) {
      if (stateOf.call(context) !== "running") return;
      interrupted.add(context);
      fire(context, new Event("statechange"));
      suspend.call(context).catch(ignore);
    },
    endInterruption(context, shouldResume) {
      if (!interrupted.delete(context)) return;
      if (shouldResume) resume.call(context).catch(ignore);
      else fire(context, new Event("statechange"));
    },
  };
}

function tracks({ MediaStreamTrack, Event }, fire) {
  if (!MediaStreamTrack) return {};
  const { prototype } = MediaStreamTrack;
  const { stop } = prototype;
  // Muted by us: the value of enabled that the page sees. The track itself is disabled, which is silence.
  const enabledWhileMuted = new WeakMap();
  hookGetter(
    prototype, "muted", (target, self, args) => Reflect.apply(target, self, args) || enabledWhileMuted.has(self),
  );
  const enabled = hookGetter(
    prototype, "enabled", (target, self, args) => enabledWhileMuted.get(self) ?? Reflect.apply(target, self, args),
  );
  Object.defineProperty(prototype, "enabled", {
    ...Object.getOwnPropertyDescriptor(prototype, "enabled"),
    set: wrap(enabled.set, {
      apply(target, self, args) {
        if (enabledWhileMuted.has(self)) enabledWhileMuted.set(self, !!args[0]);
        else Reflect.apply(target, self, args);
      },
    }),
  });
  return {
    setTrackMuted(track, value) {
      if (value === enabledWhileMuted.has(track)) return;
      if (value) {
        enabledWhileMuted.set(track, track.enabled);
        enabled.set.call(track, false);
      } else {
        const before = enabledWhileMuted.get(track);
        enabledWhileMuted.delete(track);
        enabled.set.call(track, before);
      }
      fire(track, new Event(value ? "mute" : "unmute"));
    },
    endTrack(track) {
      stop.call(track);
      fire(track, new Event("ended"));
    },
  };
}

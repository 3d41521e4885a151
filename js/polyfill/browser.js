// The browser as the polyfill needs it, by the means that every page has. Two things that no page can do are imitated:
// the interruption of an AudioContext, and a track that is muted or ended by the user agent.
import { apply, getterOf, hideFrom, hookGetter, hookMethod, hookSetter, hookValue } from "./hooks.js";

const POLL_MS = 100;

export function browserAdapter(window) {
  const { dispatchEvent } = window.EventTarget.prototype;
  const fire = (target, event) => apply(dispatchEvent, target, [event]);
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
  return element.webkitAudioDecodedByteCount > 0 || undefined;
}

function nativePlay({ HTMLMediaElement }) {
  const { play } = HTMLMediaElement.prototype;
  return (element) => play.call(element);
}

const ignore = () => {};

function audioContexts(window, fire) {
  const { AudioContext, BaseAudioContext, AudioNode, AnalyserNode, WaveShaperNode, Event, Promise, setInterval, clearInterval } =
    window;
  if (!AudioContext) return {};
  const destinationOf = getterOf(BaseAudioContext.prototype, "destination");
  // With the page's calls of resume(), which wait for the end of the interruption.
  const interrupted = new WeakMap();
  const taps = new WeakMap();
  const lookUp = (map, key) => {
    try {
      return map.get(key);
    } catch {
      return undefined;
    }
  };

  // Sound for the destination also goes to an analyser, which can be looked at.
  for (const name of ["connect", "disconnect"]) {
    const original = hookMethod(AudioNode.prototype, name, {
      after(source, _, args) {
        const tap = lookUp(taps, args[0]);
        try {
          if (tap) apply(original, source, [tap, ...args.slice(1)]);
        } catch {
          // The node was connected before there was a tap.
        }
      },
    });
  }

  const stateOf = hookGetter(BaseAudioContext.prototype, "state", (self) =>
    interrupted.has(self) && stateOf.call(self) !== "closed" ? "interrupted" : undefined,
  );
  const suspend = hookMethod(AudioContext.prototype, "suspend", {
    before: (context) => {
      const waiting = lookUp(interrupted, context);
      if (waiting) waiting.length = 0;
    },
  });
  const { original: resume } = hookValue(AudioContext.prototype, "resume", {
    apply(target, self, args) {
      const waiting = lookUp(interrupted, self);
      const run = () => apply(target, self, args);
      return waiting ? new Promise((resolve) => waiting.push(() => resolve(run()))) : run();
    },
  });

  return {
    watchOutput(context, fn) {
      const analyser = new AnalyserNode(context, { fftSize: 8192 });
      // An analyser mixes channels down, in which opposite ones are silent: not so their absolute values.
      const tap = new WaveShaperNode(context, { curve: [1, 0, 1] });
      tap.connect(analyser);
      tap.analyser = analyser;
      taps.set(destinationOf.call(context), tap);
      // The tap keeps the context alive, the context's destination the tap; the timer neither.
      const ref = new WeakRef(tap);
      const samples = new Float32Array(analyser.fftSize);
      const timer = setInterval(() => {
        const looked = ref.deref();
        const state = looked ? stateOf.call(looked.context) : "closed";
        if (state === "closed") return clearInterval(timer);
        looked.analyser.getFloatTimeDomainData(samples);
        fn(state === "running" && samples.some((sample) => sample !== 0));
      }, POLL_MS);
    },
    interruptContext(context) {
      if (stateOf.call(context) !== "running") return;
      interrupted.set(context, []);
      suspend.call(context).catch(ignore); // Its event says that the state has changed.
    },
    endInterruption(context, shouldResume) {
      const waiting = interrupted.get(context);
      if (!waiting) return;
      interrupted.delete(context);
      if (shouldResume || stateOf.call(context) === "closed") {
        resume.call(context).catch(ignore); // It is rejected if the context is closed, and so is what waits.
        for (const run of waiting) run();
      } else fire(context, new Event("statechange"));
    },
  };
}

function tracks({ MediaStreamTrack, Event }, fire) {
  if (!MediaStreamTrack) return {};
  const { prototype } = MediaStreamTrack;
  const { stop } = prototype;
  // Muted by us: the value of enabled that the page sees. The track itself is disabled, which is silence.
  const enabledWhileMuted = new WeakMap();
  hookGetter(prototype, "muted", (self) => enabledWhileMuted.has(self) || undefined);
  hookGetter(prototype, "enabled", (self) => enabledWhileMuted.get(self));
  const enable = hookSetter(prototype, "enabled", {
    instead: (self, value) => enabledWhileMuted.has(self) && enabledWhileMuted.set(self, !!value),
  });
  return {
    setTrackMuted(track, value) {
      if (value === enabledWhileMuted.has(track)) return;
      if (value) {
        enabledWhileMuted.set(track, track.enabled);
        enable.call(track, false);
      } else {
        const before = enabledWhileMuted.get(track);
        enabledWhileMuted.delete(track);
        enable.call(track, before);
      }
      fire(track, new Event(value ? "mute" : "unmute"));
    },
    endTrack(track) {
      stop.call(track);
      fire(track, new Event("ended"));
    },
  };
}

// The other kinds of elements, on top of window.js: contexts, microphones and speech whose sound the test turns on and
// off, and the adapter that an engine offers for them.
const queueEvent = (target, type) => queueTask(() => target.dispatchEvent(new Event(type)));
globalThis.DOMException = class DOMException extends Error {
  constructor(message, name) {
    super(message);
    Object.defineProperty(this, "name", { value: name });
  }
};

// Timers run when the test says that time has passed.
globalThis.timers = new Map();
let lastTimer = 0;
globalThis.setTimeout = (fn, ms) => {
  timers.set(++lastTimer, { fn, ms });
  return lastTimer;
};
globalThis.clearTimeout = (id) => timers.delete(id);
globalThis.passTime = () => {
  const due = [...timers.values()];
  timers.clear();
  for (const { fn } of due) fn();
};

// Web Audio
const watchers = new WeakMap();
globalThis.BaseAudioContext = class BaseAudioContext extends EventTarget {
  _state = "running";
  get state() {
    return this._state;
  }
  get destination() {
    return this;
  }
  become(state) {
    this._state = state;
    queueEvent(this, "statechange");
  }
  // A string to pull
  sound(sounds) {
    watchers.get(this)(sounds);
  }
};
globalThis.AudioNode = class AudioNode {
  connect() {}
  disconnect() {}
};
globalThis.AudioContext = class AudioContext extends BaseAudioContext {
  async suspend() {
    this.become("suspended");
  }
  async resume() {
    this.become("running");
  }
  close() {
    this.become("closed");
  }
};

// Microphones
globalThis.MediaStreamTrack = class MediaStreamTrack extends EventTarget {
  constructor(kind) {
    super();
    this.kind = kind;
    this._readyState = "live";
    this._muted = false;
  }
  get readyState() {
    return this._readyState;
  }
  get muted() {
    return this._muted;
  }
  get enabled() {
    return true;
  }
  set enabled(value) {}
  stop() {
    this._readyState = "ended";
  }
  clone() {
    return new MediaStreamTrack(this.kind);
  }
};
globalThis.MediaStream = class MediaStream {
  constructor(tracks) {
    this.tracks = tracks;
  }
  getAudioTracks() {
    return this.tracks.filter((track) => track.kind === "audio");
  }
  getVideoTracks() {
    return this.tracks.filter((track) => track.kind === "video");
  }
  clone() {
    return new MediaStream(this.tracks.map((track) => new MediaStreamTrack(track.kind)));
  }
};
globalThis.MediaDevices = class MediaDevices {
  async getUserMedia(constraints) {
    return new MediaStream(Object.keys(constraints).map((kind) => new MediaStreamTrack(kind)));
  }
};
navigator.mediaDevices = new MediaDevices();

// Speech
globalThis.SpeechSynthesisUtterance = class SpeechSynthesisUtterance extends EventTarget {
  volume = 1;
};
globalThis.SpeechSynthesis = class SpeechSynthesis {
  speaking = null;
  paused = false;
  speak(utterance) {
    if (this.paused) {
      this.pending = utterance;
      return;
    }
    this.pending = null;
    this.speaking = utterance;
    queueEvent(utterance, "start");
  }
  pause() {
    if (this.paused) return;
    this.paused = true;
    if (this.speaking) queueEvent(this.speaking, "pause");
  }
  resume() {
    if (!this.paused) return;
    this.paused = false;
    if (this.speaking) queueEvent(this.speaking, "resume");
    else if (this.pending) this.speak(this.pending);
  }
  cancel() {
    this.speaking = null;
  }
  // A string to pull
  finish() {
    queueEvent(this.speaking, "end");
    this.speaking = null;
  }
};
globalThis.speechSynthesis = new SpeechSynthesis();

globalThis.engine = {
  queueTask,
  fire: (target, event) => target.dispatchEvent(event),
  hasAudio: (element) => element.audio,
  play: (element) => element.internalPlay(),
  watchOutput: (context, fn) => watchers.set(context, fn),
  interruptContext: (context) => context.become("interrupted"),
  endInterruption: (context, resume) => context.become(resume ? "running" : "suspended"),
  setTrackMuted(track, muted) {
    track._muted = muted;
    track.dispatchEvent(new Event(muted ? "mute" : "unmute"));
  },
  endTrack(track) {
    track._readyState = "ended";
    track.dispatchEvent(new Event("ended"));
  },
};

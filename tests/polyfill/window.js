// The least of a browser that the polyfill needs, with strings to pull: media elements whose playback the test drives,
// and a task queue that the test empties. Events and their order follow the HTML standard.
globalThis.window = globalThis;
globalThis.tasks = [];
globalThis.reported = [];
const queueTask = (fn) => tasks.push(fn);
globalThis.runTask = () => {
  const task = tasks.shift();
  if (task) task();
  return tasks.length;
};

globalThis.Event = class Event {
  constructor(type) {
    this.type = type;
  }
  preventDefault() {
    this.prevented = true;
  }
};

const LISTENERS = Symbol("listeners");
globalThis.EventTarget = class EventTarget {
  addEventListener(type, callback, capture = false) {
    const list = (this[LISTENERS] ||= []);
    if (list.some((l) => l.type === type && l.callback === callback && l.capture === !!capture)) return;
    list.push({ type, callback, capture: !!capture });
  }
  removeEventListener(type, callback, capture = false) {
    const list = this[LISTENERS] || [];
    const at = list.findIndex((l) => l.type === type && l.callback === callback && l.capture === !!capture);
    if (at >= 0) list.splice(at, 1);
  }
  dispatchEvent(event) {
    event.target = this;
    const path = [this];
    if (this.isConnected) path.push(document);
    for (const target of path.slice(1).reverse()) invoke(target, event, (l) => l.capture);
    invoke(this, event, () => true);
    return !event.prevented;
  }
};
function invoke(target, event, wanted) {
  event.currentTarget = target;
  for (const l of [...(target[LISTENERS] || [])]) {
    if (l.type !== event.type || !wanted(l)) continue;
    try {
      l.callback.call(target, event);
    } catch (error) {
      reported.push(String(error));
    }
  }
}

globalThis.Node = class Node extends EventTarget {
  isConnected = false;
  cloneNode() {
    return new this.constructor();
  }
};

// What plays is kept alive.
const playing = new Set();

globalThis.HTMLMediaElement = class HTMLMediaElement extends Node {
  #paused = true;
  #muted = false;
  #volume = 1;
  #ended = false;
  #error = null;
  #readyState = 4;
  #seeking = false;
  #played = [];
  ownerDocument = document;
  audio = true;

  get paused() { return this.#paused; }
  get ended() { return this.#ended; }
  get error() { return this.#error; }
  get readyState() { return this.#readyState; }
  get seeking() { return this.#seeking; }
  get muted() { return this.#muted; }
  set muted(value) { this.#muted = !!value; this.fire("volumechange"); }
  get volume() { return this.#volume; }
  set volume(value) { this.#volume = value; this.fire("volumechange"); }

  play() {
    this.internalPlay();
    return new Promise((resolve, reject) => this.#played.push({ resolve, reject })).catch(() => {});
  }
  internalPlay() {
    if (this.error) return;
    if (this.#ended) this.#ended = false;
    if (!this.#paused) return;
    this.#paused = false;
    playing.add(this);
    this.fire("play");
    if (this.#readyState >= 3) this.fire("playing");
  }
  pause() {
    if (this.#paused) return;
    this.#paused = true;
    playing.delete(this);
    this.fire("pause");
  }
  fire(type) {
    queueTask(() => {
      this.dispatchEvent(new Event(type));
      if (type === "playing") for (const { resolve } of this.#played.splice(0)) resolve();
    });
  }
  // Strings to pull
  end() {
    this.#ended = this.#paused = true;
    queueTask(() => {
      this.dispatchEvent(new Event("pause"));
      this.dispatchEvent(new Event("ended"));
    });
  }
  stall() {
    this.#readyState = 2;
    this.fire("waiting");
  }
  recover() {
    this.#readyState = 4;
    this.fire("playing");
  }
  seek() {
    this.#seeking = true;
    this.#readyState = 1;
    this.fire("waiting");
    queueTask(() => {
      this.#seeking = false;
      this.#readyState = 4;
      this.dispatchEvent(new Event("seeked"));
    });
  }
  fail() {
    this.#error = { code: 3 };
    this.fire("error");
  }
};
globalThis.HTMLAudioElement = class HTMLAudioElement extends HTMLMediaElement {
  localName = "audio";
};
globalThis.HTMLVideoElement = class HTMLVideoElement extends HTMLMediaElement {
  localName = "video";
};
globalThis.Audio = function Audio() {
  return new HTMLAudioElement();
};
Audio.prototype = HTMLAudioElement.prototype;

globalThis.Document = class Document extends Node {
  inTree = [];
  createElement(name) {
    return name === "audio" ? new HTMLAudioElement() : name === "video" ? new HTMLVideoElement() : new Node();
  }
  querySelectorAll() {
    return this.inTree;
  }
};
// For the browser's adapter, whose members the tests replace by their own.
globalThis.MessageChannel = class { port1 = {}; port2 = {} };
globalThis.document = undefined;
globalThis.document = new Document();
globalThis.append = (element) => {
  element.isConnected = true;
  document.inTree.push(element);
};
globalThis.Navigator = class Navigator {};
globalThis.navigator = new Navigator();

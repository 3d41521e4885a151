// The script of every scenario page. It does one step at a time, in whichever document of the tab the step names, and
// says what the documents look like once that has settled: type, state, statechange events, and what each source does.
//
// `step(action, expected, options)` is called in the top document. A step is "document verb arguments"; several
// verbs joined by " & " run in one task. `expected` holds the states that end the wait early, by document.
"use strict";

const config = JSON.parse(document.getElementById("config").textContent);
const session = navigator.audioSession;
const sources = new Map();
const removed = new Map();
const popups = new Map();
// The document that does the steps: a popup is a tab of its own, and is told what to do by the one that opened it.
const root = window.opener ?? top;
let events = [];
session.addEventListener("statechange", () => {
  events.push(session.state);
  root.postMessage({ event: config.label }, "*");
});
window.addEventListener("pagehide", () => { for (const popup of popups.values()) popup.close(); });

const once = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function media(id, file = "tone.wav") {
  if (!sources.has(id)) {
    const made = document.createElement(file.endsWith(".webm") ? "video" : "audio");
    made.src = `${config.media}/${file}`;
    document.body.append(made);
    sources.set(id, made);
  }
  return sources.get(id);
}

// An oscillator at a gain, into the destination.
function context(id) {
  const made = new AudioContext();
  made.gain = new GainNode(made, { gain: 0.5 });
  made.gain.connect(made.destination);
  sources.set(id, made);
  return made;
}

function oscillator(made) {
  made.oscillator = new OscillatorNode(made, { frequency: 440 });
  made.oscillator.connect(made.gain);
  made.oscillator.start();
}

// What a context plays is heard a little later.
async function elapsed(made, seconds) {
  const end = made.currentTime + seconds;
  while (made.currentTime < end) await sleep(10);
}

async function sounding(made) {
  await made.resume();
  await elapsed(made, 0.1);
}

async function capture(id, constraints) {
  const stream = await navigator.mediaDevices.getUserMedia(constraints);
  for (const track of stream.getTracks()) sources.set(track.kind === "audio" ? id : `${id}.video`, track);
  return stream;
}

// Some browsers have none.
async function voicesOnceThere() {
  for (let tries = 0; tries < 20 && !speechSynthesis.getVoices().length; tries++) await sleep(25);
  return speechSynthesis.getVoices();
}

const get = (id) => sources.get(id);

const verbs = {
  type(value) { session.type = value; },
  // Media elements
  load: (id, file) => void media(id, file),
  play: (id, file) => media(id, file).play(),
  // without waiting: during an interruption the promise is pending
  begin: (id, file) => void media(id, file).play(),
  pause: (id) => get(id).pause(),
  mute: (id) => void (get(id).muted = true),
  unmute: (id) => void (get(id).muted = false),
  volume: (id, value) => void (get(id).volume = Number(value)),
  rate: (id, value) => void (get(id).playbackRate = Number(value)),
  loop: (id) => void (get(id).loop = true),
  seek(id, time) { get(id).currentTime = Number(time); return once(get(id), "seeked"); },
  // To just before the end, and over it: the element ends, or begins again if it loops.
  async finish(id) {
    const element = get(id);
    if (element.ended) return;
    element.currentTime = element.duration - 0.2;
    await once(element, element.loop ? "timeupdate" : "ended");
    while (element.loop && element.currentTime > 1) await sleep(20);
  },
  unload(id) { get(id).removeAttribute("src"); get(id).load(); },
  source(id, file) { get(id).src = `${config.media}/${file}`; },
  detach: (id) => get(id).remove(),
  detached(id, file = "tone.wav") {
    const made = new Audio(`${config.media}/${file}`);
    sources.set(id, made);
    return made.play();
  },
  autoplay(id, file = "tone.wav") {
    const made = new Audio();
    made.autoplay = true;
    made.src = `${config.media}/${file}`;
    sources.set(id, made);
    return once(made, "playing");
  },
  listen(id, stream) { media(id).srcObject = new MediaStream([get(stream)]); return get(id).play(); },
  // Into the document of a frame, and back.
  give: (id, frame) => void window.frames[frame].document.body.append(get(id)),
  take: (id) => void document.body.append(get(id)),
  adopt: (id, frame) => void window.frames[frame].document.adoptNode(get(id)),
  // Web Audio
  context(id) { const made = context(id); oscillator(made); return sounding(made); },
  silent: (id) => context(id).resume(),
  oscillator: (id) => oscillator(get(id)),
  gain: (id, value) => void (get(id).gain.gain.value = Number(value)),
  quiet: (id) => get(id).oscillator.stop(),
  disconnect: (id) => get(id).gain.disconnect(),
  connect: (id) => void get(id).gain.connect(get(id).destination),
  suspend: (id) => get(id).suspend(),
  resume: (id) => get(id).resume(),
  close: (id) => get(id).close(),
  wait: (id) => elapsed(get(id), 0.3),
  async offline() {
    const offline = new OfflineAudioContext(1, 8000, 8000);
    const oscillator = new OscillatorNode(offline);
    oscillator.connect(offline.destination);
    oscillator.start();
    return (await offline.startRendering()).length;
  },
  short(id, seconds) {
    const made = context(id);
    const buffer = new AudioBuffer({ length: seconds * 8000, sampleRate: 8000 });
    buffer.getChannelData(0).fill(0.25);
    const node = new AudioBufferSourceNode(made, { buffer });
    node.connect(made.gain);
    node.start();
    return sounding(made);
  },
  wire(id, element) {
    const made = context(id);
    made.createMediaElementSource(get(element)).connect(made.gain);
    return made.resume();
  },
  hear(id, track) {
    const made = context(id);
    made.createMediaStreamSource(new MediaStream([get(track)])).connect(made.gain);
    return made.resume();
  },
  record(id, element) {
    const made = context(id);
    const destination = made.createMediaStreamDestination();
    made.gain.disconnect();
    made.gain.connect(destination);
    oscillator(made);
    media(element).srcObject = destination.stream;
    return Promise.all([made.resume(), get(element).play()]).then(() => undefined);
  },
  // Microphone and camera
  capture: async (id) => void await capture(id, { audio: true }),
  camera: async (id) => void await capture(id, { video: true }),
  both: async (id) => void await capture(id, { audio: true, video: true }),
  pending(id) { capture(id, { audio: true }).catch((error) => sources.set(id, error)); },
  stop: (id) => get(id).stop(),
  disable: (id) => void (get(id).enabled = false),
  enable: (id) => void (get(id).enabled = true),
  clone: (id, copy) => void sources.set(copy, get(id).clone()),
  // Speech. The voice is one of Firefox's test voices, which never comes to an end; others take the default.
  async speak(id) {
    const voices = await voicesOnceThere();
    const utterance = new SpeechSynthesisUtterance("A sentence that takes some seconds to say aloud, if not many.");
    utterance.voice = voices.find((voice) => voice.name === "Margherita Durastanti") ?? null;
    utterance.onend = utterance.onerror = () => { utterance.isOver = true; };
    sources.set(id, utterance);
    speechSynthesis.speak(utterance);
    await once(utterance, "start");
  },
  cancel: () => speechSynthesis.cancel(),
  // Frames
  remove(label) { removed.set(label, frame(label)); frame(label).remove(); documents.delete(label); },
  insert(label) { document.body.append(removed.get(label)); return arrival(label); },
  navigate(label, site) { const arrived = arrival(label); frame(label).src = `${config.sites[site]}/${label}`; return arrived; },
  reload(label) { const arrived = arrival(label); window.frames[label].location.reload(); return arrived; },
  // Other tabs
  open(label, site) {
    const arrived = arrival(label);
    popups.set(label, window.open(`${config.sites[site]}/${label}`, label, "popup,width=300,height=200"));
    return arrived;
  },
  shut(label) { popups.get(label).close(); popups.delete(label); documents.delete(label); },
  // Along the session history of a frame or a popup
  go(label, site) { const arrived = arrival(label); view(label).location.href = `${config.sites[site]}/${label}?second`; return arrived; },
  traverse(label, delta) { const arrived = arrival(label); view(label).history.go(Number(delta)); return arrived; },
  // Anything else: its value is part of what is seen.
  eval: (...code) => (0, eval)(code.join(" ")),
};

function describe(source) {
  if (source instanceof Error || source instanceof DOMException) return source.name;
  if (source instanceof AudioContext) return source.state;
  if (source instanceof MediaStreamTrack) return source.readyState === "live" && source.muted ? "muted" : source.readyState;
  if (source instanceof SpeechSynthesisUtterance) return source.isOver ? "idle" : "speaking";
  return source.ended ? "ended" : source.paused ? "paused" : "playing";
}

function look() {
  const parts = [`${config.label} ${session.type}/${session.state}`];
  if (events.length) parts.push(`!${events.join(",")}`);
  for (const [id, source] of sources) parts.push(`${id}=${describe(source)}`);
  return { state: session.state, text: parts.join(" ") };
}

async function act(script) {
  events = [];
  const values = [];
  try {
    const running = script.map(([verb, ...args]) => verbs[verb](...args));
    for (const value of await Promise.all(running)) if (value !== undefined && !(value instanceof Event)) values.push(String(value).replaceAll(" ", "_"));
  } catch (error) {
    values.push(error.name);
  }
  return values.join(" ");
}

// ---- between documents: each tells the top one that it is there, and answers it --------------------------------------

const documents = new Map();
const arrivals = new Map();
const replies = new Map();
const order = [];
let asked = 0;

const frame = (label) => document.getElementById(label);
const view = (label) => popups.get(label) ?? window.frames[label];
const arrival = (label) => new Promise((resolve) => arrivals.set(label, resolve));

function ask(label, question) {
  if (label === config.label) return answer(question);
  return new Promise((resolve) => {
    replies.set(++asked, resolve);
    documents.get(label).postMessage({ ...question, number: asked }, "*");
  });
}

async function answer({ script }) {
  return script ? act(script) : look();
}

window.addEventListener("message", async ({ data, source }) => {
  if (data.hello) {
    documents.set(data.hello, source);
    arrivals.get(data.hello)?.();
  } else if (data.event) order.push(data.event);
  else if (data.reply) replies.get(data.reply)(data.value);
  else if (data.number) source.postMessage({ reply: data.number, value: await answer(data) }, "*");
});

if (window !== root) root.postMessage({ hello: config.label }, "*");
else documents.set(config.label, window);

const present = () => config.labels.filter((label) => documents.has(label));

async function lookAtAll() {
  const looks = new Map();
  for (const label of present()) looks.set(label, await ask(label, {}));
  return looks;
}

// Settled: two looks `quiet` milliseconds apart are the same, and as expected or after `limit` milliseconds.
async function settle(expected, { quiet, limit }) {
  const deadline = performance.now() + limit;
  for (let before; ; ) {
    const looks = await lookAtAll();
    const text = [...looks.values()].map((one) => one.text).join("; ");
    const isExpected = Object.entries(expected).every(([label, state]) => looks.get(label)?.state === state);
    if (text === before && (isExpected || performance.now() > deadline)) return text;
    before = text;
    await sleep(quiet);
  }
}

window.ready = async () => {
  while (present().length < config.present) await sleep(10);
};

// Forgets the events so far. `step` without an action has not done so: the device acted in between.
window.clear = async () => {
  await Promise.all(present().map((label) => ask(label, { script: [] })));
  order.length = 0;
};

window.step = async (action, expected, options) => {
  let result = "";
  if (action) {
    await clear();
    const [label, ...rest] = action.split(" ");
    result = await ask(label, { script: rest.join(" ").split(" & ").map((one) => one.split(" ")) });
  }
  const seen = await settle(expected, options);
  const told = options.order ? ` (${order.join(", ")})` : "";
  return (result ? `-> ${result}; ` : "") + seen + told;
};

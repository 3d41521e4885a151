// Sources of sound, frames and interruptions for the tests of https://w3c.github.io/audio-session/.
"use strict";

const TYPES = ["auto", "playback", "transient", "transient-solo", "ambient", "play-and-record"];
const EXCLUSIVE = ["playback", "transient-solo", "play-and-record"];

// Milliseconds for which nothing may happen where nothing is expected.
const QUIET = 300;

// A WAV file with a tone, or with silence if the amplitude is 0.
function toneUrl(seconds = 20, amplitude = 0.25) {
  const rate = 8000;
  const count = rate * seconds;
  const view = new DataView(new ArrayBuffer(44 + 2 * count));
  const text = (at, word) => [...word].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + 2 * count, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, 2 * count, true);
  const cycle = Array.from({ length: 80 }, (_, i) => Math.round(32767 * amplitude * Math.sin((2 * Math.PI * i) / 20)));
  for (let i = 0; i < count; i++) view.setInt16(44 + 2 * i, cycle[i % 80], true);
  return URL.createObjectURL(new Blob([view.buffer], { type: "audio/wav" }));
}

// As t.add_cleanup, but the last one is run first: a frame outlives what is in it.
const stacks = new WeakMap();
function later(t, undo) {
  if (!stacks.has(t)) {
    const stack = [];
    stacks.set(t, stack);
    t.add_cleanup(async () => {
      while (stack.length) await stack.pop()();
    });
  }
  stacks.get(t).push(undo);
}

let tone;

// A media element that has a tone to play. It stops with the test.
function makeAudio(t, { view = window, src = (tone ??= toneUrl()) } = {}) {
  const audio = view.document.createElement("audio");
  audio.src = src;
  view.document.body.append(audio);
  later(t, () => {
    audio.pause();
    audio.removeAttribute("src");
    audio.load();
    audio.remove();
  });
  return audio;
}

async function playAudio(t, options) {
  const audio = makeAudio(t, options);
  await audio.play();
  return audio;
}

// A running AudioContext with an oscillator behind a gain. It is closed with the test.
async function playContext(t, { view = window, gain = 0.5 } = {}) {
  const context = new view.AudioContext();
  later(t, () => (context.state === "closed" ? undefined : context.close()));
  const node = new view.GainNode(context, { gain });
  const oscillator = new view.OscillatorNode(context);
  oscillator.connect(node).connect(context.destination);
  oscillator.start();
  await context.resume();
  return { context, gain: node.gain, node, oscillator };
}

async function capture(t, constraints = { audio: true }) {
  const stream = await navigator.mediaDevices.getUserMedia(constraints);
  later(t, () => stream.getTracks().forEach((track) => track.stop()));
  return stream;
}

// Resolves once the session has the state.
function stateIs(t, state, session = navigator.audioSession) {
  return t.step_wait(() => session.state === state, `the state becomes ${state}, it is ${session.state}`, 4000, 10);
}

// Fails if the state is another at the end of a quiet while.
async function stateStays(t, state, session = navigator.audioSession) {
  assert_equals(session.state, state, "state now");
  await new Promise((resolve) => t.step_timeout(resolve, QUIET));
  assert_equals(session.state, state, "state after a while");
}

// The states that the session announces from now on.
function recordStates(t, session = navigator.audioSession) {
  const states = [];
  const listener = () => states.push(session.state);
  session.addEventListener("statechange", listener);
  later(t, () => session.removeEventListener("statechange", listener));
  return states;
}

function setType(t, type, session = navigator.audioSession) {
  session.type = type;
  later(t, () => { session.type = "auto"; });
}

// A promise_test that begins and leaves the window's session as it is at first.
function session_test(run, name) {
  promise_test(async (t) => {
    assert_true("audioSession" in navigator, "navigator.audioSession");
    navigator.audioSession.type = "auto";
    await stateIs(t, "inactive");
    await run(t, navigator.audioSession);
  }, name);
}

async function makeFrame(t, url = "/audio-session/resources/blank.html") {
  const frame = document.createElement("iframe");
  frame.allow = "microphone; autoplay";
  frame.src = url;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  later(t, () => frame.remove());
  await loaded;
  return frame.contentWindow;
}

// Begins an interruption, such as a phone call, and gives what ends it. A test that needs one has a precondition that
// most browsers do not meet.
async function interrupt(t) {
  const driver = window.test_driver ?? {};
  const begin = driver.begin_audio_session_interruption ?? window.internals?.beginAudioSessionInterruption;
  const end = driver.end_audio_session_interruption ?? window.internals?.endAudioSessionInterruption;
  assert_implements_optional(begin && end, "a way to interrupt audio sessions");
  let isOver = false;
  const finish = async (options) => {
    if (!isOver) {
      isOver = true;
      await end.call(window.internals, options);
    }
  };
  later(t, () => finish());
  await begin.call(window.internals);
  return finish;
}

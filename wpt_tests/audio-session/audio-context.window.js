// META: script=resources/audio-session-helper.js
// META: title=AudioContexts and the state of the audio session
// META: timeout=long

// https://w3c.github.io/audio-session/#audiocontext-sink

"use strict";

for (const type of TYPES) {
  session_test(async (t) => {
    setType(t, type);
    const { context } = await playContext(t);
    await stateIs(t, "active");
    await context.close();
    await stateIs(t, "inactive");
  }, `type ${type}: a sounding AudioContext makes the session active, and inactive when it is closed`);
}

session_test(async (t) => {
  await playContext(t, { gain: 0 });
  await stateStays(t, "inactive");
}, "an AudioContext that sends zeros leaves the session inactive");

session_test(async (t) => {
  const context = new AudioContext();
  t.add_cleanup(() => context.close());
  await context.resume();
  await stateStays(t, "inactive");
}, "an AudioContext without sources leaves the session inactive");

session_test(async (t) => {
  const { gain } = await playContext(t, { gain: 0 });
  await stateStays(t, "inactive");
  gain.value = 0.5;
  await stateIs(t, "active");
}, "an AudioContext that begins to sound makes the session active");

const SILENCERS = {
  "is suspended": ({ context }) => context.suspend(),
  "is closed": ({ context }) => context.close(),
  "has its gain at 0": ({ gain }) => { gain.value = 0; },
  "is disconnected": ({ node }) => node.disconnect(),
  "has its source stopped": ({ oscillator }) => oscillator.stop(),
};

for (const [name, silence] of Object.entries(SILENCERS)) {
  session_test(async (t) => {
    const graph = await playContext(t);
    await stateIs(t, "active");
    await silence(graph);
    await stateIs(t, "inactive");
  }, `an AudioContext that ${name} makes the session inactive`);
}

session_test(async (t) => {
  const { context } = await playContext(t);
  await stateIs(t, "active");
  await context.suspend();
  await stateIs(t, "inactive");
  await context.resume();
  await stateIs(t, "active");
}, "an AudioContext that is resumed makes the session active again");

session_test(async (t) => {
  const view = await makeFrame(t);
  setType(t, "playback", view.navigator.audioSession);
  await playAudio(t, { view });
  await stateIs(t, "active", view.navigator.audioSession);
  await playContext(t);
  await stateIs(t, "active");
  await stateStays(t, "active", view.navigator.audioSession);
}, "an AudioContext is ambient under auto, and leaves playback in a frame alone");

session_test(async (t) => {
  const view = await makeFrame(t);
  setType(t, "playback", view.navigator.audioSession);
  setType(t, "playback");
  await playAudio(t, { view });
  await stateIs(t, "active", view.navigator.audioSession);
  await playContext(t);
  await stateIs(t, "active");
  await stateIs(t, "inactive", view.navigator.audioSession);
}, "an AudioContext under playback makes playback in a frame inactive");

session_test(async (t) => {
  const offline = new OfflineAudioContext(1, 8000, 8000);
  const oscillator = new OscillatorNode(offline);
  oscillator.connect(offline.destination);
  oscillator.start();
  await offline.startRendering();
  await stateStays(t, "inactive");
}, "an OfflineAudioContext leaves the session inactive");

// META: script=resources/audio-session-helper.js
// META: title=Media elements and the state of the audio session
// META: timeout=long

// https://w3c.github.io/audio-session/#media-element-sink

"use strict";

for (const type of TYPES) {
  session_test(async (t, session) => {
    setType(t, type);
    const states = recordStates(t);
    const audio = await playAudio(t);
    await stateIs(t, "active");
    audio.pause();
    await stateIs(t, "inactive");
    assert_array_equals(states, ["active", "inactive"]);
  }, `type ${type}: a media element that plays makes the session active, and inactive when it pauses`);

  session_test(async (t, session) => {
    await playAudio(t);
    await stateIs(t, "active");
    const states = recordStates(t);
    setType(t, type);
    await stateStays(t, "active");
    assert_array_equals(states, []);
  }, `type ${type}: setting it while a media element plays leaves the session active`);
}

const SILENCERS = {
  "muting it": [(audio) => { audio.muted = true; }, (audio) => { audio.muted = false; }],
  "volume 0": [(audio) => { audio.volume = 0; }, (audio) => { audio.volume = 0.5; }],
  "pausing it": [(audio) => audio.pause(), (audio) => audio.play()],
};

for (const [name, [silence, undo]] of Object.entries(SILENCERS)) {
  session_test(async (t) => {
    const audio = await playAudio(t);
    await stateIs(t, "active");
    silence(audio);
    await stateIs(t, "inactive");
  }, `${name} makes the session inactive`);

  session_test(async (t) => {
    const audio = await playAudio(t);
    await stateIs(t, "active");
    silence(audio);
    await stateIs(t, "inactive");
    undo(audio);
    await stateIs(t, "active");
  }, `${name} and undoing it makes the session active again`);

  session_test(async (t) => {
    const [one, other] = [await playAudio(t), await playAudio(t)];
    await stateIs(t, "active");
    silence(one);
    silence(other);
    await stateIs(t, "inactive");
  }, `${name}: done to both of two elements makes the session inactive`);
}

session_test(async (t) => {
  makeAudio(t);
  await stateStays(t, "inactive");
}, "a media element that does not play leaves the session inactive");

session_test(async (t) => {
  const audio = makeAudio(t);
  audio.muted = true;
  await audio.play();
  await stateStays(t, "inactive");
}, "a muted media element leaves the session inactive");

session_test(async (t) => {
  const audio = makeAudio(t);
  audio.volume = 0;
  await audio.play();
  await stateStays(t, "inactive");
}, "a media element with volume 0 leaves the session inactive");

session_test(async (t) => {
  const audio = new Audio(toneUrl());
  t.add_cleanup(() => audio.pause());
  await audio.play();
  await stateIs(t, "active");
}, "a media element outside of the document counts too");

session_test(async (t) => {
  const audio = makeAudio(t, { src: toneUrl(4) });
  await audio.play();
  await stateIs(t, "active");
  audio.currentTime = 3.8;
  await new Promise((resolve) => audio.addEventListener("ended", resolve));
  await stateIs(t, "inactive");
}, "a media element that ends makes the session inactive");

session_test(async (t) => {
  const audio = await playAudio(t);
  await stateIs(t, "active");
  audio.removeAttribute("src");
  audio.load();
  await stateIs(t, "inactive");
}, "a media element without a resource makes the session inactive");

session_test(async (t) => {
  const audio = await playAudio(t);
  await stateIs(t, "active");
  audio.remove();
  await stateIs(t, "inactive");
}, "a media element that is removed is paused, and the session inactive");

session_test(async (t, session) => {
  const audio = makeAudio(t);
  const playing = audio.play();
  assert_equals(session.state, "inactive");
  await playing;
  await stateIs(t, "active");
}, "the state does not change while play() runs");

session_test(async (t) => {
  const audio = makeAudio(t);
  const events = [];
  navigator.audioSession.onstatechange = (event) => events.push(event);
  t.add_cleanup(() => { navigator.audioSession.onstatechange = null; });
  await audio.play();
  await stateIs(t, "active");
  assert_equals(events.length, 1);
}, "onstatechange hears of a change once");

session_test(async (t, session) => {
  const changed = new Promise((resolve) => session.addEventListener("statechange", resolve, { once: true }));
  await playAudio(t);
  const event = await changed;
  assert_equals(Object.getPrototypeOf(event), Event.prototype, "interface");
  assert_equals(event.type, "statechange", "type");
  assert_equals(event.target, session, "target");
  assert_false(event.bubbles, "bubbles");
  assert_false(event.cancelable, "cancelable");
}, "statechange is a simple event");

session_test(async (t, session) => {
  let state;
  session.addEventListener("statechange", () => { state = session.state; }, { once: true });
  await playAudio(t);
  await stateIs(t, "active");
  assert_equals(state, "active");
}, "the state is the new one when statechange fires");

session_test(async (t, session) => {
  await playAudio(t);
  await stateIs(t, "active");
  const states = recordStates(t);
  await playAudio(t);
  await stateStays(t, "active");
  assert_array_equals(states, []);
}, "a second media element changes nothing");

session_test(async (t) => {
  const audio = await playAudio(t);
  await stateIs(t, "active");
  const states = recordStates(t);
  audio.playbackRate = 2;
  audio.loop = true;
  audio.currentTime = 3;
  audio.volume = 0.1;
  await stateStays(t, "active");
  assert_array_equals(states, []);
}, "rate, loop, position and a lower volume change nothing");

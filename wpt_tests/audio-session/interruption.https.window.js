// META: script=resources/audio-session-helper.js
// META: script=/resources/testdriver.js
// META: script=/resources/testdriver-vendor.js
// META: title=Audio sessions that are interrupted
// META: timeout=long

// https://w3c.github.io/audio-session/#audio-session-update-state-algorithm

"use strict";

for (const type of TYPES) {
  session_test(async (t) => {
    setType(t, type);
    const states = recordStates(t);
    await playAudio(t);
    await stateIs(t, "active");
    const end = await interrupt(t);
    await stateIs(t, "interrupted");
    await end();
    await stateIs(t, "active");
    assert_array_equals(states, ["active", "interrupted", "active"]);
  }, `type ${type}: an interruption makes an active session interrupted, and its end active`);
}

session_test(async (t) => {
  await interrupt(t);
  await stateStays(t, "inactive");
}, "an interruption leaves an inactive session alone");

session_test(async (t) => {
  const audio = await playAudio(t);
  await stateIs(t, "active");
  const end = await interrupt(t);
  await t.step_wait(() => audio.paused, "paused");
  await end();
  await t.step_wait(() => !audio.paused, "playing again");
}, "a media element is paused while it is interrupted");

session_test(async (t) => {
  const playing = await playAudio(t);
  const paused = makeAudio(t);
  await stateIs(t, "active");
  const end = await interrupt(t);
  await t.step_wait(() => playing.paused, "paused");
  await end();
  await t.step_wait(() => !playing.paused, "playing again");
  assert_true(paused.paused, "the other");
}, "a media element that did not play before the interruption does not play after it");

session_test(async (t) => {
  const muted = makeAudio(t);
  muted.muted = true;
  await muted.play();
  await playAudio(t);
  await stateIs(t, "active");
  await interrupt(t);
  await stateIs(t, "interrupted");
  assert_false(muted.paused);
}, "a media element that is not audible is not interrupted");

session_test(async (t) => {
  const { context } = await playContext(t);
  await stateIs(t, "active");
  const end = await interrupt(t);
  await t.step_wait(() => context.state === "interrupted", "the context is interrupted");
  assert_equals(navigator.audioSession.state, "interrupted");
  await end();
  await t.step_wait(() => context.state === "running", "the context runs again");
}, "an AudioContext is interrupted and runs again");

session_test(async (t) => {
  await test_driver.set_permission({ name: "microphone" }, "granted");
  const [track] = (await capture(t)).getAudioTracks();
  await stateIs(t, "active");
  const end = await interrupt(t);
  await t.step_wait(() => track.muted, "muted");
  assert_equals(track.readyState, "live");
  await end();
  await t.step_wait(() => !track.muted, "unmuted");
}, "a microphone track is muted while it is interrupted");

session_test(async (t) => {
  await playAudio(t);
  await stateIs(t, "active");
  await interrupt(t);
  await stateIs(t, "interrupted");
  setType(t, "ambient");
  await stateStays(t, "interrupted");
  assert_equals(navigator.audioSession.type, "ambient");
}, "a type that is set during an interruption is kept, and the state too");

session_test(async (t) => {
  const view = await makeFrame(t);
  setType(t, "ambient");
  setType(t, "ambient", view.navigator.audioSession);
  await playAudio(t);
  await playAudio(t, { view });
  await stateIs(t, "active");
  await stateIs(t, "active", view.navigator.audioSession);
  const end = await interrupt(t);
  await stateIs(t, "interrupted");
  await stateIs(t, "interrupted", view.navigator.audioSession);
  await end();
  await stateIs(t, "active");
  await stateIs(t, "active", view.navigator.audioSession);
}, "an interruption concerns all sessions of a tab");

// META: script=resources/audio-session-helper.js
// META: script=/resources/testdriver.js
// META: script=/resources/testdriver-vendor.js
// META: title=Microphone tracks and the audio session
// META: timeout=long

// https://w3c.github.io/audio-session/#microphone-track-source

"use strict";

promise_setup(async () => {
  await test_driver.set_permission({ name: "microphone" }, "granted");
  await test_driver.set_permission({ name: "camera" }, "granted");
});

for (const type of TYPES) {
  const isKept = type === "auto" || type === "play-and-record";

  session_test(async (t) => {
    const [track] = (await capture(t)).getAudioTracks();
    await stateIs(t, "active");
    setType(t, type);
    if (isKept) {
      await stateStays(t, "active");
      assert_equals(track.readyState, "live");
    } else {
      await new Promise((resolve) => track.addEventListener("ended", resolve));
      assert_equals(track.readyState, "ended");
      await stateIs(t, "inactive");
    }
  }, `type ${type} ${isKept ? "leaves a microphone track alone" : "ends a microphone track"}`);

  session_test(async (t) => {
    const [track] = (await capture(t, { video: true })).getVideoTracks();
    setType(t, type);
    await stateStays(t, "inactive");
    assert_equals(track.readyState, "live");
  }, `type ${type} leaves a camera track alone`);
}

session_test(async (t, session) => {
  const states = recordStates(t);
  const [track] = (await capture(t)).getAudioTracks();
  await stateIs(t, "active");
  track.stop();
  await stateIs(t, "inactive");
  assert_array_equals(states, ["active", "inactive"]);
}, "a microphone track makes the session active, and inactive when it stops");

session_test(async (t) => {
  const [track] = (await capture(t)).getAudioTracks();
  await stateIs(t, "active");
  const copy = track.clone();
  t.add_cleanup(() => copy.stop());
  track.stop();
  await stateStays(t, "active");
  copy.stop();
  await stateIs(t, "inactive");
}, "a clone of a microphone track counts too");

session_test(async (t) => {
  const [track] = (await capture(t)).getAudioTracks();
  await stateIs(t, "active");
  track.enabled = false;
  await stateStays(t, "active");
}, "a microphone track that is not enabled is neither muted nor ended, and keeps the session active");

session_test(async (t) => {
  const view = await makeFrame(t);
  const inner = view.navigator.audioSession;
  setType(t, "playback", inner);
  await playAudio(t, { view });
  await stateIs(t, "active", inner);
  await capture(t);
  await stateIs(t, "active");
  await stateIs(t, "inactive", inner);
}, "a microphone track makes the type play-and-record under auto, and playback in a frame inactive");

session_test(async (t) => {
  const [track] = (await capture(t)).getAudioTracks();
  await playAudio(t);
  await stateIs(t, "active");
  track.stop();
  await stateStays(t, "active");
}, "a media element keeps the session active when the microphone stops");

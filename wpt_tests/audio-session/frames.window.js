// META: script=resources/audio-session-helper.js
// META: title=Audio sessions of a document and its frames
// META: timeout=long

// https://w3c.github.io/audio-session/#audio-session-other-algorithms

"use strict";

// Under auto, a media element that plays makes the type playback.
const isExclusive = (type) => type === "auto" || EXCLUSIVE.includes(type);

for (const first of TYPES) {
  for (const second of TYPES) {
    const areExclusive = isExclusive(first) && isExclusive(second);
    const isDisplaced = areExclusive && !(first === "auto" && second === "auto");
    session_test(async (t, session) => {
      const view = await makeFrame(t);
      const inner = view.navigator.audioSession;
      setType(t, first, inner);
      setType(t, second);
      const states = recordStates(t, inner);
      await playAudio(t, { view });
      await stateIs(t, "active", inner);
      await playAudio(t);
      await stateIs(t, "active");
      if (isDisplaced) await stateIs(t, "inactive", inner);
      else await stateStays(t, "active", inner);
      assert_equals(session.state, "active");
      assert_array_equals(states, isDisplaced ? ["active", "inactive"] : ["active"]);
    }, `${second} that starts ${isDisplaced ? "makes inactive" : "leaves alone"} ${first} in a frame`);
  }
}

session_test(async (t, session) => {
  const view = await makeFrame(t);
  const inner = view.navigator.audioSession;
  setType(t, "ambient", inner);
  setType(t, "playback");
  await playAudio(t, { view });
  await playAudio(t);
  await stateIs(t, "active", inner);
  await stateIs(t, "active");
  inner.type = "playback";
  await stateIs(t, "inactive");
  await stateStays(t, "active", inner);
}, "a type that becomes exclusive while its session is active makes other exclusive ones inactive");

session_test(async (t) => {
  const view = await makeFrame(t);
  const inner = view.navigator.audioSession;
  setType(t, "playback", inner);
  setType(t, "playback");
  await playAudio(t, { view });
  await stateIs(t, "active", inner);
  const audio = await playAudio(t);
  await stateIs(t, "inactive", inner);
  audio.pause();
  await stateIs(t, "inactive");
  await stateStays(t, "inactive", inner);
}, "a session that was made inactive does not come back by itself");

session_test(async (t, session) => {
  const view = await makeFrame(t);
  await playAudio(t, { view });
  await stateIs(t, "active", view.navigator.audioSession);
  assert_equals(session.state, "inactive");
}, "a media element of a frame leaves the session around it inactive");

session_test(async (t, session) => {
  const view = await makeFrame(t);
  const audio = await playAudio(t);
  await stateIs(t, "active");
  view.document.adoptNode(audio);
  await stateIs(t, "inactive");
}, "a media element that another document adopts leaves the session");

session_test(async (t) => {
  const view = await makeFrame(t);
  const audio = await playAudio(t);
  await stateIs(t, "active");
  view.document.body.append(audio);
  await audio.play();
  await stateIs(t, "active", view.navigator.audioSession);
  await stateIs(t, "inactive");
}, "a media element that moves to another document counts there");

session_test(async (t) => {
  const view = await makeFrame(t);
  setType(t, "playback");
  await playAudio(t);
  await stateIs(t, "active");
  const states = recordStates(t);
  view.frameElement.remove();
  await stateStays(t, "active");
  assert_array_equals(states, []);
}, "a frame that is removed leaves the session around it alone");

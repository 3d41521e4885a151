// META: script=resources/audio-session-helper.js
// META: title=AudioSession.type

// https://w3c.github.io/audio-session/#audiosession-interface

"use strict";

session_test(async (t, session) => {
  assert_equals(session.type, "auto");
}, "type is auto at first");

session_test(async (t, session) => {
  assert_equals((await makeFrame(t)).navigator.audioSession.type, "auto");
  setType(t, "ambient");
  assert_equals((await makeFrame(t)).navigator.audioSession.type, "auto");
}, "type is auto at first in a frame, whatever it is around it");

for (const type of TYPES) {
  session_test(async (t, session) => {
    setType(t, type);
    assert_equals(session.type, type);
  }, `type can be set to ${type}`);

  session_test(async (t, session) => {
    setType(t, type);
    await new Promise((resolve) => t.step_timeout(resolve, 20));
    assert_equals(session.type, type);
  }, `type is still ${type} once it has been applied`);

  session_test(async (t, session) => {
    setType(t, type);
    session.type = type;
    assert_equals(session.type, type);
  }, `type can be set to ${type} twice`);

  session_test(async (t, session) => {
    setType(t, type === "ambient" ? "playback" : "ambient");
    session.type = type;
    assert_equals(session.type, type);
  }, `type can be set to ${type} while another one has not been applied yet`);

  session_test(async (t, session) => {
    const inner = (await makeFrame(t)).navigator.audioSession;
    inner.type = type;
    assert_equals(inner.type, type, "in the frame");
    assert_equals(session.type, "auto", "around it");
  }, `type ${type} in a frame leaves the type of the document around it alone`);

  session_test(async (t, session) => {
    const states = recordStates(t);
    setType(t, type);
    await stateStays(t, "inactive");
    assert_array_equals(states, []);
  }, `type ${type} alone does not change the state`);

  session_test(async (t, session) => {
    setType(t, type);
    session.type = `${type} `;
    session.type = type.toUpperCase();
    session.type = type.replace("a", "");
    assert_equals(session.type, type);
  }, `strings that are nearly ${type} are ignored`);
}

const OTHER_VALUES = {
  "undefined": undefined,
  "null": null,
  "the empty string": "",
  "a number": 1,
  "a boolean": true,
  "an object": {},
  "an unknown type": "music",
  "a state": "active",
  "a function": () => {},
  "an empty array": [],
};

for (const [name, value] of Object.entries(OTHER_VALUES)) {
  session_test(async (t, session) => {
    setType(t, "transient");
    session.type = value;
    assert_equals(session.type, "transient");
  }, `setting type to ${name} does nothing`);
}

session_test(async (t, session) => {
  setType(t, { toString: () => "ambient" });
  assert_equals(session.type, "ambient");
}, "setting type converts to a string");

session_test(async (t, session) => {
  const error = new RangeError();
  assert_throws_exactly(error, () => { session.type = { toString() { throw error; } }; });
  assert_equals(session.type, "auto");
}, "an error in that conversion goes to the page");

session_test(async (t, session) => {
  assert_throws_js(TypeError, () => { session.type = Symbol("playback"); });
  assert_equals(session.type, "auto");
}, "setting type to a symbol throws");

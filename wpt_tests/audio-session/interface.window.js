// META: script=resources/audio-session-helper.js
// META: title=navigator.audioSession and the AudioSession interface

// https://w3c.github.io/audio-session/#extensions-to-navigator

"use strict";

test(() => {
  assert_class_string(navigator.audioSession, "AudioSession");
}, "navigator.audioSession is an AudioSession");

test(() => {
  assert_equals(navigator.audioSession, navigator.audioSession);
}, "navigator.audioSession is the same object each time");

test(() => {
  assert_throws_js(TypeError, () => new AudioSession());
}, "AudioSession has no constructor");

test(() => {
  assert_true(navigator.audioSession instanceof EventTarget);
}, "AudioSession is an EventTarget");

test(() => {
  "use strict";
  const { audioSession } = navigator;
  assert_throws_js(TypeError, () => { navigator.audioSession = null; });
  assert_equals(navigator.audioSession, audioSession);
}, "navigator.audioSession is read only");

test(() => {
  assert_throws_js(TypeError, () => { navigator.audioSession.state = "active"; });
  assert_equals(navigator.audioSession.state, "inactive");
}, "state is read only");

test(() => {
  assert_equals(navigator.audioSession.state, "inactive");
}, "state is inactive at first");

test(() => {
  assert_equals(navigator.audioSession.onstatechange, null);
}, "onstatechange is null at first");

test((t) => {
  const { audioSession } = navigator;
  t.add_cleanup(() => { audioSession.onstatechange = null; });
  const handler = () => {};
  audioSession.onstatechange = handler;
  assert_equals(audioSession.onstatechange, handler);
  audioSession.onstatechange = 1;
  assert_equals(audioSession.onstatechange, null);
}, "onstatechange is an event handler attribute");

test((t) => {
  const { audioSession } = navigator;
  t.add_cleanup(() => { audioSession.onstatechange = null; });
  const order = [];
  audioSession.onstatechange = () => order.push("handler");
  const listener = () => order.push("listener");
  audioSession.addEventListener("statechange", listener);
  audioSession.dispatchEvent(new Event("statechange"));
  audioSession.removeEventListener("statechange", listener);
  audioSession.dispatchEvent(new Event("statechange"));
  assert_array_equals(order, ["handler", "listener", "handler"]);
}, "onstatechange and listeners hear of dispatched events in the order in which they were set");

session_test(async (t, session) => {
  const view = await makeFrame(t);
  assert_not_equals(view.navigator.audioSession, session);
  assert_true(view.navigator.audioSession instanceof view.AudioSession);
}, "each window has an AudioSession of its own, of its own realm");

session_test(async (t) => {
  const view = await makeFrame(t);
  const first = view.navigator.audioSession;
  first.type = "ambient";
  const frame = view.frameElement;
  await new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
    frame.src = "/audio-session/resources/blank.html?next";
  });
  assert_not_equals(frame.contentWindow.navigator.audioSession, first);
  assert_equals(frame.contentWindow.navigator.audioSession.type, "auto");
}, "a new document has a new AudioSession");

for (const name of ["type", "state", "onstatechange"]) {
  test(() => {
    assert_true(name in AudioSession.prototype);
    assert_throws_js(TypeError, () => AudioSession.prototype[name]);
  }, `${name} wants an AudioSession`);
}

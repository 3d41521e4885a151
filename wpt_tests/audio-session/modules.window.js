// META: script=resources/audio-session-helper.js
// META: title=navigator.audioSession in modules

// https://w3c.github.io/audio-session/#extensions-to-navigator

"use strict";

promise_test(async () => {
  const { audioSession } = await import("./resources/session-module.js");
  assert_equals(audioSession, navigator.audioSession);
}, "navigator.audioSession of a module is the document's");

promise_test(async (t) => {
  t.add_cleanup(() => { navigator.audioSession.type = "auto"; });
  const { chooseType } = await import("./resources/session-module.js");
  chooseType("transient");
  assert_equals(navigator.audioSession.type, "transient");
}, "a module sets the type of the document's session");

promise_test(async (t) => {
  const { audioSession } = await import("./resources/session-module.js?again");
  assert_equals(audioSession, navigator.audioSession);
  assert_not_equals((await import("./resources/session-module.js")).self, (await import("./resources/session-module.js?again")).self);
}, "two modules share the document's session");

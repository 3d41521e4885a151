// META: script=/resources/WebIDLParser.js
// META: script=/resources/idlharness.js
// META: timeout=long
// META: title=Audio Session IDL

// https://w3c.github.io/audio-session/

"use strict";

idl_test(["audio-session"], ["html", "dom"], (idl_array) => {
  idl_array.add_objects({
    AudioSession: ["navigator.audioSession"],
    Navigator: ["navigator"],
  });
});

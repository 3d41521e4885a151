// https://webaudio.github.io/web-speech-api/#speechreco-section
define(
  `
[Exposed=Window, LegacyWindowAlias=webkitSpeechRecognition]
interface SpeechRecognition : EventTarget {
  constructor();
  attribute DOMString lang;
  attribute boolean continuous;
  attribute boolean interimResults;
  attribute unsigned long maxAlternatives;
  attribute boolean processLocally;
  undefined start(optional MediaStreamTrack audioTrack);
  undefined stop();
  undefined abort();
  attribute EventHandler onaudiostart;
  attribute EventHandler onsoundstart;
  attribute EventHandler onspeechstart;
  attribute EventHandler onspeechend;
  attribute EventHandler onsoundend;
  attribute EventHandler onaudioend;
  attribute EventHandler onresult;
  attribute EventHandler onnomatch;
  attribute EventHandler onerror;
  attribute EventHandler onstart;
  attribute EventHandler onend;
};`,
  class {
    construct() {
      Object.assign(impl, { lang: "", continuous: false, interimResults: false, maxAlternatives: 1, processLocally: false });
      impl.run = undefined;
    }
    get lang() {
      return impl.lang;
    }
    set lang(value) {
      impl.lang = value;
    }
    get continuous() {
      return impl.continuous;
    }
    set continuous(value) {
      impl.continuous = value;
    }
    get interimResults() {
      return impl.interimResults;
    }
    set interimResults(value) {
      impl.interimResults = value;
    }
    get maxAlternatives() {
      return impl.maxAlternatives;
    }
    set maxAlternatives(value) {
      impl.maxAlternatives = value;
    }
    get processLocally() {
      return impl.processLocally;
    }
    set processLocally(value) {
      impl.processLocally = value;
    }
    // https://webaudio.github.io/web-speech-api/#dom-speechrecognition-start
    start(audioTrack) {
      const refuse = (why) => {
        throw new $.DOMException(why, "InvalidStateError");
      };
      if (audioTrack !== undefined) {
        const track = $.impl(audioTrack);
        if (track.kind !== "audio") refuse("The track is not an audio track.");
        if (track.readyState !== "live") refuse("The track is not live.");
      }
      if (impl.run !== undefined) refuse("The recognition has already started.");
      $.startRecognition(this, impl, audioTrack);
    }
    // https://webaudio.github.io/web-speech-api/#dom-speechrecognition-stop
    stop() {
      const { run } = impl;
      if (run !== undefined) $.queueTask(() => $.endRecognition(run));
    }
    // https://webaudio.github.io/web-speech-api/#dom-speechrecognition-abort
    abort() {
      const { run } = impl;
      if (run !== undefined) $.queueTask(() => $.failRecognition(run, "aborted", "The page aborted the recognition."));
    }
  },
);

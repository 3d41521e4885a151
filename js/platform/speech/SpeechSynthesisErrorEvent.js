// https://webaudio.github.io/web-speech-api/#speechsynthesiserrorevent
define(
  `
[Exposed=Window]
interface SpeechSynthesisErrorEvent : SpeechSynthesisEvent {
  constructor(DOMString type, SpeechSynthesisErrorEventInit eventInitDict);
  readonly attribute SpeechSynthesisErrorCode error;
};
dictionary SpeechSynthesisErrorEventInit : SpeechSynthesisEventInit {
  required SpeechSynthesisErrorCode error;
};
enum SpeechSynthesisErrorCode {
  "canceled", "interrupted", "audio-busy", "audio-hardware", "network", "synthesis-unavailable", "synthesis-failed",
  "language-unavailable", "voice-unavailable", "text-too-long", "invalid-argument", "not-allowed"
};`,
  class {
    construct(type, init) {
      $.initSpeechEvent(impl, type, init);
      impl.error = init.error;
    }
    get error() {
      return impl.error;
    }
  },
);

// https://webaudio.github.io/web-speech-api/#speechreco-error
define(
  `
[Exposed=Window]
interface SpeechRecognitionErrorEvent : Event {
  constructor(DOMString type, SpeechRecognitionErrorEventInit eventInitDict);
  readonly attribute SpeechRecognitionErrorCode error;
  readonly attribute DOMString message;
};
dictionary SpeechRecognitionErrorEventInit : EventInit {
  required SpeechRecognitionErrorCode error;
  DOMString message = "";
};
enum SpeechRecognitionErrorCode {
  "no-speech", "aborted", "audio-capture", "network", "not-allowed", "service-not-allowed", "bad-grammar",
  "language-not-supported", "phrases-not-supported"
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.error = init.error;
      impl.message = init.message;
    }
    get error() {
      return impl.error;
    }
    get message() {
      return impl.message;
    }
  },
);

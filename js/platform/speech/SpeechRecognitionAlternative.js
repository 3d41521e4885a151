// https://webaudio.github.io/web-speech-api/#speechreco-alternative
define(
  `
[Exposed=Window]
interface SpeechRecognitionAlternative {
  readonly attribute DOMString transcript;
  readonly attribute float confidence;
};`,
  class {
    get transcript() {
      return impl.transcript;
    }
    get confidence() {
      return impl.confidence;
    }
  },
);

// https://webaudio.github.io/web-speech-api/#speechsynthesisvoice
define(
  `
[Exposed=Window]
interface SpeechSynthesisVoice {
  readonly attribute DOMString voiceURI;
  readonly attribute DOMString name;
  readonly attribute DOMString lang;
  readonly attribute boolean localService;
  readonly attribute boolean default;
};`,
  class {
    get voiceURI() {
      return impl.voiceURI;
    }
    get name() {
      return impl.name;
    }
    get lang() {
      return impl.lang;
    }
    get localService() {
      return true;
    }
    get default() {
      return impl.default;
    }
  },
);

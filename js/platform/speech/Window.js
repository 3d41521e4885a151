// https://webaudio.github.io/web-speech-api/#tts-section
define(
  `
partial interface Window {
  [SameObject] readonly attribute SpeechSynthesis speechSynthesis;
};`,
  class {
    get speechSynthesis() {
      // js/polyfill watches the interface and reads this attribute while the interface is being built
      $.prototypeOf("SpeechSynthesis");
      return (impl.synthesis ??= $.newSynthesis());
    }
  },
);

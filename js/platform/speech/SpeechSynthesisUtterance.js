// https://webaudio.github.io/web-speech-api/#speechsynthesisutterance
define(
  `
[Exposed=Window]
interface SpeechSynthesisUtterance : EventTarget {
  constructor(optional DOMString text);
  attribute DOMString text;
  attribute DOMString lang;
  attribute SpeechSynthesisVoice? voice;
  attribute float volume;
  attribute float rate;
  attribute float pitch;
  attribute EventHandler onstart;
  attribute EventHandler onend;
  attribute EventHandler onerror;
  attribute EventHandler onpause;
  attribute EventHandler onresume;
  attribute EventHandler onmark;
  attribute EventHandler onboundary;
};`,
  class {
    construct(text) {
      Object.assign(impl, { text: text ?? "", lang: "", voice: null, volume: 1, rate: 1, pitch: 1 });
    }
    get text() {
      return impl.text;
    }
    set text(value) {
      impl.text = value;
    }
    get lang() {
      return impl.lang;
    }
    set lang(value) {
      impl.lang = value;
    }
    get voice() {
      return impl.voice;
    }
    set voice(value) {
      impl.voice = value;
    }
    get volume() {
      return impl.volume;
    }
    set volume(value) {
      impl.volume = Math.fround(value);
    }
    get rate() {
      return impl.rate;
    }
    set rate(value) {
      impl.rate = Math.fround(value);
    }
    get pitch() {
      return impl.pitch;
    }
    set pitch(value) {
      impl.pitch = Math.fround(value);
    }
  },
);

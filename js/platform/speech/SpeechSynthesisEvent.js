// https://webaudio.github.io/web-speech-api/#speechsynthesisevent
define(
  `
[Exposed=Window]
interface SpeechSynthesisEvent : Event {
  constructor(DOMString type, SpeechSynthesisEventInit eventInitDict);
  readonly attribute SpeechSynthesisUtterance utterance;
  readonly attribute unsigned long charIndex;
  readonly attribute unsigned long charLength;
  readonly attribute float elapsedTime;
  readonly attribute DOMString name;
};
dictionary SpeechSynthesisEventInit : EventInit {
  required SpeechSynthesisUtterance utterance;
  unsigned long charIndex = 0;
  unsigned long charLength = 0;
  float elapsedTime = 0;
  DOMString name = "";
};`,
  class {
    construct(type, init) {
      $.initSpeechEvent(impl, type, init);
    }
    get utterance() {
      return impl.utterance;
    }
    get charIndex() {
      return impl.charIndex;
    }
    get charLength() {
      return impl.charLength;
    }
    get elapsedTime() {
      return impl.elapsedTime;
    }
    get name() {
      return impl.name;
    }
  },
);

// https://webaudio.github.io/web-speech-api/#speechreco-event
define(
  `
[Exposed=Window]
interface SpeechRecognitionEvent : Event {
  constructor(DOMString type, SpeechRecognitionEventInit eventInitDict);
  readonly attribute unsigned long resultIndex;
  readonly attribute SpeechRecognitionResultList results;
};
dictionary SpeechRecognitionEventInit : EventInit {
  unsigned long resultIndex = 0;
  required SpeechRecognitionResultList results;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.resultIndex = init.resultIndex;
      impl.results = init.results;
    }
    get resultIndex() {
      return impl.resultIndex;
    }
    get results() {
      return impl.results;
    }
  },
);

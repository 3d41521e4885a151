// https://webaudio.github.io/web-audio-api/#OfflineAudioCompletionEvent
define(
  `
[Exposed=Window]
interface OfflineAudioCompletionEvent : Event {
  constructor(DOMString type, OfflineAudioCompletionEventInit eventInitDict);
  readonly attribute AudioBuffer renderedBuffer;
};
dictionary OfflineAudioCompletionEventInit : EventInit { required AudioBuffer renderedBuffer; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.renderedBuffer = init.renderedBuffer;
    }
    get renderedBuffer() {
      return impl.renderedBuffer;
    }
  },
);

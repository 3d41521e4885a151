// https://webaudio.github.io/web-audio-api/#AudioProcessingEvent
define(
  `
[Exposed=Window]
interface AudioProcessingEvent : Event {
  constructor(DOMString type, AudioProcessingEventInit eventInitDict);
  readonly attribute double playbackTime;
  readonly attribute AudioBuffer inputBuffer;
  readonly attribute AudioBuffer outputBuffer;
};
dictionary AudioProcessingEventInit : EventInit {
  required double playbackTime;
  required AudioBuffer inputBuffer;
  required AudioBuffer outputBuffer;
};
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, { playbackTime: init.playbackTime, inputBuffer: init.inputBuffer, outputBuffer: init.outputBuffer });
    }
    get playbackTime() {
      return impl.playbackTime;
    }
    get inputBuffer() {
      return impl.inputBuffer;
    }
    get outputBuffer() {
      return impl.outputBuffer;
    }
  },
);

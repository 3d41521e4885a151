// https://w3c.github.io/webrtc-pc/#rtcdtmftonechangeevent
define(
  `
[Exposed=Window]
interface RTCDTMFToneChangeEvent : Event {
  constructor(DOMString type, optional RTCDTMFToneChangeEventInit eventInitDict = {});
  readonly attribute DOMString tone;
};
dictionary RTCDTMFToneChangeEventInit : EventInit {
  DOMString tone = "";
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.tone = init.tone;
    }
    get tone() {
      return impl.tone;
    }
  },
);

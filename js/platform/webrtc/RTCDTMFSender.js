// https://w3c.github.io/webrtc-pc/#rtcdtmfsender
define(
  `
[Exposed=Window]
interface RTCDTMFSender : EventTarget {
  undefined insertDTMF(DOMString tones, optional unsigned long duration = 100, optional unsigned long interToneGap = 70);
  attribute EventHandler ontonechange;
  readonly attribute boolean canInsertDTMF;
  readonly attribute DOMString toneBuffer;
};`,
  class {
    insertDTMF(tones, duration, interToneGap) {
      $.insertDTMF(this, impl, tones, duration, interToneGap);
    }
    get canInsertDTMF() {
      return $.canInsertDTMF(impl);
    }
    get toneBuffer() {
      return impl.toneBuffer;
    }
  },
);

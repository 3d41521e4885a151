// https://w3c.github.io/mediacapture-main/#mediastreamtrackevent
define(
  `
[Exposed=Window]
interface MediaStreamTrackEvent : Event {
  constructor(DOMString type, MediaStreamTrackEventInit eventInitDict);
  [SameObject] readonly attribute MediaStreamTrack track;
};
dictionary MediaStreamTrackEventInit : EventInit {
  required MediaStreamTrack track;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.track = init.track;
    }
    get track() {
      return impl.track;
    }
  },
);

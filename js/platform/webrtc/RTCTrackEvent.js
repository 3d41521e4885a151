// https://w3c.github.io/webrtc-pc/#rtctrackevent
define(
  `
[Exposed=Window]
interface RTCTrackEvent : Event {
  constructor(DOMString type, RTCTrackEventInit eventInitDict);
  readonly attribute RTCRtpReceiver receiver;
  readonly attribute MediaStreamTrack track;
  [SameObject] readonly attribute FrozenArray<MediaStream> streams;
  readonly attribute RTCRtpTransceiver transceiver;
};
dictionary RTCTrackEventInit : EventInit {
  required RTCRtpReceiver receiver;
  required MediaStreamTrack track;
  sequence<MediaStream> streams = [];
  required RTCRtpTransceiver transceiver;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, { receiver: init.receiver, track: init.track, given: init.streams, transceiver: init.transceiver });
    }
    get receiver() {
      return impl.receiver;
    }
    get track() {
      return impl.track;
    }
    get streams() {
      return Object.freeze(impl.given);
    }
    get transceiver() {
      return impl.transceiver;
    }
  },
);

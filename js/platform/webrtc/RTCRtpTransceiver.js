// https://w3c.github.io/webrtc-pc/#rtcrtptransceiver-interface
define(
  `
[Exposed=Window]
interface RTCRtpTransceiver {
  readonly attribute DOMString? mid;
  [SameObject] readonly attribute RTCRtpSender sender;
  [SameObject] readonly attribute RTCRtpReceiver receiver;
  attribute RTCRtpTransceiverDirection direction;
  readonly attribute RTCRtpTransceiverDirection? currentDirection;
  undefined stop();
  undefined setCodecPreferences(sequence<any> codecs);
};`,
  class {
    get mid() {
      return impl.mid;
    }
    get sender() {
      return impl.sender;
    }
    get receiver() {
      return impl.receiver;
    }
    get direction() {
      return impl.direction;
    }
    set direction(value) {
      if (value === "stopped") throw new $.TypeError("A transceiver is stopped by stop().");
      if (impl.direction === "stopped") throw new $.DOMException("The transceiver is stopped.", "InvalidStateError");
      h.rtc_direction(impl.peer.id, impl.number, value);
      impl.direction = value;
    }
    get currentDirection() {
      return impl.currentDirection;
    }
    stop() {
      h.rtc_stop(impl.peer.id, impl.number);
      impl.direction = impl.currentDirection = "stopped";
    }
    // AD-HOC: codecs are not negotiated
    setCodecPreferences(codecs) {}
  },
);

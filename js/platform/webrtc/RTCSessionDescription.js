// https://w3c.github.io/webrtc-pc/#rtcsessiondescription-class
define(
  `
[Exposed=Window]
interface RTCSessionDescription {
  constructor(RTCSessionDescriptionInit descriptionInitDict);
  readonly attribute RTCSdpType type;
  readonly attribute DOMString sdp;
  object toJSON();
};
enum RTCSdpType { "offer", "pranswer", "answer", "rollback" };
dictionary RTCSessionDescriptionInit {
  required RTCSdpType type;
  DOMString sdp = "";
};
dictionary RTCLocalSessionDescriptionInit {
  RTCSdpType type;
  DOMString sdp = "";
};`,
  class {
    construct(init) {
      Object.assign(impl, { type: init.type, sdp: init.sdp });
    }
    get type() {
      return impl.type;
    }
    get sdp() {
      return impl.sdp;
    }
    toJSON() {
      return { type: impl.type, sdp: impl.sdp };
    }
  },
);

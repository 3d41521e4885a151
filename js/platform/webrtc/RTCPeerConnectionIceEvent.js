// https://w3c.github.io/webrtc-pc/#rtcpeerconnectioniceevent
define(
  `
[Exposed=Window]
interface RTCPeerConnectionIceEvent : Event {
  constructor(DOMString type, optional RTCPeerConnectionIceEventInit eventInitDict = {});
  readonly attribute RTCIceCandidate? candidate;
  readonly attribute DOMString? url;
};
dictionary RTCPeerConnectionIceEventInit : EventInit {
  RTCIceCandidate? candidate = null;
  DOMString? url = null;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.candidate = init.candidate;
      impl.url = init.url;
    }
    get candidate() {
      return impl.candidate;
    }
    get url() {
      return impl.url ?? null;
    }
  },
);

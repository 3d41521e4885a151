// https://w3c.github.io/webrtc-pc/#rtcicecandidate-interface
define(
  `
[Exposed=Window]
interface RTCIceCandidate {
  constructor(optional RTCIceCandidateInit candidateInitDict = {});
  readonly attribute DOMString candidate;
  readonly attribute DOMString? sdpMid;
  readonly attribute unsigned short? sdpMLineIndex;
  readonly attribute DOMString? foundation;
  readonly attribute DOMString? component;
  readonly attribute unsigned long? priority;
  readonly attribute DOMString? address;
  readonly attribute DOMString? protocol;
  readonly attribute unsigned short? port;
  readonly attribute DOMString? type;
  readonly attribute DOMString? tcpType;
  readonly attribute DOMString? relatedAddress;
  readonly attribute unsigned short? relatedPort;
  readonly attribute DOMString? usernameFragment;
  readonly attribute DOMString? relayProtocol;
  readonly attribute DOMString? url;
  object toJSON();
};
dictionary RTCIceCandidateInit {
  DOMString candidate = "";
  DOMString? sdpMid = null;
  unsigned short? sdpMLineIndex = null;
  DOMString? usernameFragment = null;
};`,
  class {
    construct(init) {
      if (init.sdpMid === null && init.sdpMLineIndex === null) throw new $.TypeError("sdpMid and sdpMLineIndex are both null.");
      Object.assign(impl, init, $.parseCandidate(init.candidate));
      impl.usernameFragment = init.usernameFragment ?? impl.ufrag ?? null;
    }
    get candidate() {
      return impl.candidate;
    }
    get sdpMid() {
      return impl.sdpMid;
    }
    get sdpMLineIndex() {
      return impl.sdpMLineIndex;
    }
    get foundation() {
      return impl.foundation;
    }
    get component() {
      return impl.component;
    }
    get priority() {
      return impl.priority;
    }
    get address() {
      return impl.address;
    }
    get protocol() {
      return impl.protocol;
    }
    get port() {
      return impl.port;
    }
    get type() {
      return impl.type;
    }
    get tcpType() {
      return impl.tcpType;
    }
    get relatedAddress() {
      return impl.relatedAddress;
    }
    get relatedPort() {
      return impl.relatedPort;
    }
    get usernameFragment() {
      return impl.usernameFragment;
    }
    get relayProtocol() {
      return null;
    }
    get url() {
      return null;
    }
    toJSON() {
      return {
        candidate: impl.candidate,
        sdpMid: impl.sdpMid,
        sdpMLineIndex: impl.sdpMLineIndex,
        usernameFragment: impl.usernameFragment,
      };
    }
  },
);

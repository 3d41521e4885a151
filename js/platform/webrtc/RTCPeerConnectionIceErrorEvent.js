// https://w3c.github.io/webrtc-pc/#rtcpeerconnectioniceerrorevent
define(
  `
[Exposed=Window]
interface RTCPeerConnectionIceErrorEvent : Event {
  constructor(DOMString type, RTCPeerConnectionIceErrorEventInit eventInitDict);
  readonly attribute DOMString? address;
  readonly attribute unsigned short? port;
  readonly attribute USVString url;
  readonly attribute unsigned short errorCode;
  readonly attribute USVString errorText;
};
dictionary RTCPeerConnectionIceErrorEventInit : EventInit {
  DOMString? address;
  unsigned short? port;
  USVString url;
  required unsigned short errorCode;
  USVString errorText;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      const { address = null, port = null, url = "", errorCode, errorText = "" } = init;
      Object.assign(impl, { address, port, url, errorCode, errorText });
    }
    get address() {
      return impl.address;
    }
    get port() {
      return impl.port;
    }
    get url() {
      return impl.url;
    }
    get errorCode() {
      return impl.errorCode;
    }
    get errorText() {
      return impl.errorText;
    }
  },
);

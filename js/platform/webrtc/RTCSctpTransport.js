// https://w3c.github.io/webrtc-pc/#rtcsctptransport-interface
define(
  `
[Exposed=Window]
interface RTCSctpTransport : EventTarget {
  readonly attribute RTCDtlsTransport transport;
  readonly attribute RTCSctpTransportState state;
  readonly attribute unrestricted double? maxMessageSize;
  readonly attribute unsigned short? maxChannels;
  attribute EventHandler onstatechange;
};
enum RTCSctpTransportState { "connecting", "connected", "closed" };`,
  class {
    get transport() {
      return impl.dtls;
    }
    get state() {
      return impl.state;
    }
    get maxMessageSize() {
      return impl.maxMessageSize;
    }
    get maxChannels() {
      return impl.state === "connecting" ? null : 1024;
    }
  },
);

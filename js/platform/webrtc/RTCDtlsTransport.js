// https://w3c.github.io/webrtc-pc/#rtcdtlstransport-interface
define(
  `
[Exposed=Window]
interface RTCDtlsTransport : EventTarget {
  [SameObject] readonly attribute RTCIceTransport iceTransport;
  readonly attribute RTCDtlsTransportState state;
  sequence<ArrayBuffer> getRemoteCertificates();
  attribute EventHandler onstatechange;
  attribute EventHandler onerror;
};
enum RTCDtlsTransportState { "new", "connecting", "connected", "closed", "failed" };`,
  class {
    get iceTransport() {
      return impl.ice;
    }
    get state() {
      return impl.state;
    }
    // AD-HOC: there are no certificates; what is given are the bytes of the other side's fingerprint
    getRemoteCertificates() {
      const found = impl.state === "connected" && /a=fingerprint:sha-256 ([0-9A-F:]+)/i.exec(impl.peer.remote.current?.[1] ?? "");
      return found ? [new Uint8Array(found[1].split(":").map((byte) => parseInt(byte, 16))).buffer] : [];
    }
  },
);

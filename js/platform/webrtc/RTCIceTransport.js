// https://w3c.github.io/webrtc-pc/#rtcicetransport
define(
  `
[Exposed=Window]
interface RTCIceTransport : EventTarget {
  readonly attribute RTCIceRole role;
  readonly attribute RTCIceComponent component;
  readonly attribute RTCIceTransportState state;
  readonly attribute RTCIceGathererState gatheringState;
  sequence<RTCIceCandidate> getLocalCandidates();
  sequence<RTCIceCandidate> getRemoteCandidates();
  RTCIceCandidatePair? getSelectedCandidatePair();
  RTCIceParameters? getLocalParameters();
  RTCIceParameters? getRemoteParameters();
  attribute EventHandler onstatechange;
  attribute EventHandler ongatheringstatechange;
  attribute EventHandler onselectedcandidatepairchange;
};
enum RTCIceRole { "unknown", "controlling", "controlled" };
enum RTCIceComponent { "rtp", "rtcp" };
enum RTCIceTransportState { "closed", "failed", "disconnected", "new", "checking", "completed", "connected" };
enum RTCIceGathererState { "new", "gathering", "complete" };`,
  class {
    get role() {
      return impl.peer.role;
    }
    get component() {
      return "rtp";
    }
    get state() {
      return impl.state;
    }
    get gatheringState() {
      return impl.gatheringState;
    }
    getLocalCandidates() {
      return [...impl.peer.candidates.local];
    }
    getRemoteCandidates() {
      return [...impl.peer.candidates.remote];
    }
    getSelectedCandidatePair() {
      return impl.pair;
    }
    getLocalParameters() {
      return $.iceParameters(impl.peer.local);
    }
    getRemoteParameters() {
      return $.iceParameters(impl.peer.remote);
    }
  },
);

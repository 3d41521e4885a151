// https://w3c.github.io/webrtc-pc/#rtcicecandidatepair
define(
  `
[Exposed=Window]
interface RTCIceCandidatePair {
  [SameObject] readonly attribute RTCIceCandidate local;
  [SameObject] readonly attribute RTCIceCandidate remote;
};`,
  class {
    get local() {
      return impl.local;
    }
    get remote() {
      return impl.remote;
    }
  },
);

// https://w3c.github.io/webrtc-pc/#rtcstatsreport-object
define(
  `
[Exposed=Window]
interface RTCStatsReport {
  readonly maplike<DOMString, object>;
};`,
  class {},
);

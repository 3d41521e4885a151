// https://w3c.github.io/webrtc-pc/#rtcrtpreceiver-interface
define(
  `
[Exposed=Window]
interface RTCRtpReceiver {
  readonly attribute MediaStreamTrack track;
  readonly attribute RTCDtlsTransport? transport;
  static any getCapabilities(DOMString kind);
  any getParameters();
  sequence<any> getContributingSources();
  sequence<any> getSynchronizationSources();
  Promise<RTCStatsReport> getStats();
  attribute double? jitterBufferTarget;
};`,
  class {
    get track() {
      return impl.track;
    }
    get transport() {
      return impl.transport ?? null;
    }
    static getCapabilities(kind) {
      return $.shown($.rtcCapabilities(kind));
    }
    getParameters() {
      return $.shown($.rtcParameters(impl.kind));
    }
    getContributingSources() {
      return [];
    }
    // https://w3c.github.io/webrtc-pc/#dom-rtcrtpreceiver-getsynchronizationsources
    getSynchronizationSources() {
      const text = impl.peer.connectionState === "closed" ? "" : h.rtc_source(impl.peer.id, impl.number);
      return text === "" ? [] : [{ __proto__: $.objects, timestamp: h.wall_clock(), ...JSON.parse(text) }];
    }
    getStats() {
      return $.rtcStats(impl.peer, `I${impl.number}`);
    }
    get jitterBufferTarget() {
      return impl.jitterBufferTarget ?? null;
    }
    set jitterBufferTarget(value) {
      if (value !== null && (value < 0 || value > 4000))
        throw new $.RangeError("The jitter buffer's target is between 0 and 4000 ms.");
      impl.jitterBufferTarget = value;
    }
  },
);

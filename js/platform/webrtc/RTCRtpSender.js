// https://w3c.github.io/webrtc-pc/#rtcrtpsender-interface
define(
  `
[Exposed=Window]
interface RTCRtpSender {
  readonly attribute MediaStreamTrack? track;
  readonly attribute RTCDtlsTransport? transport;
  static any getCapabilities(DOMString kind);
  Promise<undefined> setParameters(any parameters, optional any setParameterOptions = {});
  any getParameters();
  Promise<undefined> replaceTrack(MediaStreamTrack? withTrack);
  undefined setStreams(MediaStream... streams);
  Promise<RTCStatsReport> getStats();
  readonly attribute RTCDTMFSender? dtmf;
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
    // https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters
    async setParameters(parameters) {
      const { last } = impl;
      if (last === null) throw new $.DOMException("getParameters() comes first.", "InvalidStateError");
      const { transactionId, encodings } = Object(parameters);
      if (transactionId !== last.transactionId || encodings?.length !== last.encodings.length)
        throw new $.DOMException("These are not the parameters that getParameters() gave.", "InvalidModificationError");
      impl.encodings = encodings.map((encoding) => ({ ...encoding }));
      impl.last = null;
      h.rtc_activate(
        impl.peer.id,
        impl.number,
        impl.encodings.some(({ active }) => active !== false),
      );
      await $.nextTask();
    }
    getParameters() {
      impl.last = {
        transactionId: `${impl.number}-${++impl.transactions}`,
        encodings: impl.encodings.map((e) => ({ active: true, ...e })),
        ...$.rtcParameters(impl.kind),
      };
      return $.shown(impl.last);
    }
    // https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack
    replaceTrack(withTrack) {
      if (withTrack !== null && $.impl(withTrack).kind !== impl.kind)
        throw new $.TypeError(`The track is not of kind ${impl.kind}.`);
      return $.rtcChain(impl.peer, async () => {
        await $.nextTask();
        h.rtc_replace_track(impl.peer.id, impl.number, withTrack === null ? 0 : $.impl(withTrack).id);
        impl.track = withTrack;
      });
    }
    setStreams(...streams) {
      $.rtcOpen(impl.peer);
      h.rtc_set_streams(impl.peer.id, impl.number, $.streamIds(streams));
    }
    getStats() {
      return $.rtcStats(impl.peer, `O${impl.number}`);
    }
    get dtmf() {
      return impl.dtmf;
    }
  },
);

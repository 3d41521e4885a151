// The transports of a connection: one for all media, since bundling is always on.
// https://w3c.github.io/webrtc-pc/#rtcdtlstransport-interface
library({
  dtlsOf(impl) {
    if (impl.dtls === null) {
      const ice = $.create("RTCIceTransport", {
        peer: impl,
        state: impl.iceConnectionState,
        gatheringState: impl.iceGatheringState,
        pair: null,
      });
      impl.dtls = $.create("RTCDtlsTransport", { peer: impl, ice, state: "new" });
    }
    return impl.dtls;
  },
  // after a description was set
  showTransports(impl, hasData) {
    const isLocal = Boolean(impl.local.current ?? impl.local.pending);
    for (const transceiver of impl.transceivers) {
      const { mid, sender, receiver } = $.impl(transceiver);
      const transport = isLocal && mid !== null ? $.dtlsOf(impl) : null;
      $.impl(sender).transport = $.impl(receiver).transport = transport;
    }
    if (hasData && impl.sctp === null) {
      impl.sctp = $.create("RTCSctpTransport", { dtls: $.dtlsOf(impl), state: "connecting" });
      if (impl.connectionState === "connected") $.queueTask(() => $.connectSctp(impl));
    }
    if (!hasData) impl.sctp = null;
    if (impl.sctp !== null) $.impl(impl.sctp).maxMessageSize = $.maxMessageSize(impl);
  },
  // https://w3c.github.io/webrtc-pc/#dfn-update-the-data-max-message-size
  maxMessageSize({ remote }) {
    const limit = /a=max-message-size:(\d+)/.exec((remote.pending ?? remote.current)?.[1] ?? "");
    const size = limit === null ? 65536 : +limit[1] || Infinity;
    return Math.min(size, 262144);
  },
  setTransport(transport, state) {
    const impl = $.impl(transport);
    if (impl.state === state) return;
    impl.state = state;
    $.fire(transport, "statechange");
  },
  connectSctp(impl) {
    if (impl.sctp !== null && $.impl(impl.sctp).state === "connecting") $.setTransport(impl.sctp, "connected");
  },
  // Carries a connection's new state over to its transports, which hear of it first.
  followTransports(impl, name, value) {
    if (impl.dtls === null) return;
    const { ice } = $.impl(impl.dtls);
    if (name === "iceGatheringState") {
      $.impl(ice).gatheringState = value;
      $.fire(ice, "gatheringstatechange");
    } else if (name === "iceConnectionState") {
      $.setTransport(ice, value);
      if (value !== "connected") return;
      $.impl(ice).pair = $.selectedPair(impl);
      $.fire(ice, "selectedcandidatepairchange");
      $.setTransport(impl.dtls, "connecting");
    } else if (name === "connectionState" && value === "connected") {
      $.setTransport(impl.dtls, "connected");
      $.connectSctp(impl);
    }
  },
  selectedPair(impl) {
    const [local, remote] = [impl.candidates.local[0], impl.candidates.remote[0]];
    return local && remote ? $.create("RTCIceCandidatePair", { local, remote }) : null;
  },
  // the other side has closed the connection
  transportsClosed(impl) {
    if (impl.dtls === null || impl.connectionState === "closed") return;
    $.setTransport(impl.dtls, "closed");
    if (impl.sctp !== null) $.setTransport(impl.sctp, "closed");
  },
  closeTransports(impl) {
    if (impl.dtls === null) return;
    $.impl(impl.dtls).state = $.impl($.impl(impl.dtls).ice).state = "closed";
    // INTEROP: the page is told, though it has closed the connection itself
    const { sctp } = impl;
    if (sctp !== null) $.queueTask(() => $.setTransport(sctp, "closed"));
  },
  addRemoteCandidate(impl, init) {
    const { local, remote } = impl.candidates;
    if (remote.some((known) => known.candidate === init.candidate)) return;
    remote.push($.newCandidate({ sdpMid: null, sdpMLineIndex: null, usernameFragment: null, ...init }));
    const ice = impl.dtls && $.impl($.impl(impl.dtls).ice);
    if (ice && ice.state === "connected" && ice.pair === null && local.length > 0) ice.pair = $.selectedPair(impl);
  },
  addDescribedCandidates(impl, sdp) {
    for (const [, candidate] of sdp.matchAll(/^a=(candidate:.*?)\r?$/gm))
      $.addRemoteCandidate(impl, { candidate, sdpMLineIndex: 0 });
  },
  iceParameters(side) {
    const sdp = (side.pending ?? side.current)?.[1] ?? "";
    const value = (name) => new RegExp(`^a=${name}:(.*?)\r?$`, "m").exec(sdp)?.[1];
    return value("ice-ufrag") === undefined
      ? null
      : { __proto__: $.objects, usernameFragment: value("ice-ufrag"), password: value("ice-pwd") };
  },
});

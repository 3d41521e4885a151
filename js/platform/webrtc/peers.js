// Peer connections of this realm, and what the host tells them. https://w3c.github.io/webrtc-pc/#peer-to-peer-connections
library({
  get peers() {
    return new Map();
  },
  newPeer(peer, impl, configuration) {
    $.checkConfiguration(configuration);
    const states = { signalingState: "stable", iceGatheringState: "new", iceConnectionState: "new", connectionState: "new" };
    Object.assign(impl, states, {
      configuration,
      local: {},
      remote: {},
      transceivers: [],
      byNumber: new Map(),
      streams: new Map(),
      chain: null,
    });
    Object.assign(impl, { dtls: null, sctp: null, role: "unknown", candidates: { local: [], remote: [] } });
    const [certificate] = configuration.certificates;
    impl.id = $.h.rtc_create(certificate ? $.impl(certificate).fingerprint : "");
    $.peers.set(impl.id, peer);
  },
  rtcOpen(impl) {
    if (impl.connectionState === "closed") throw new $.DOMException("The RTCPeerConnection is closed.", "InvalidStateError");
  },
  // https://w3c.github.io/webrtc-pc/#chain-an-asynchronous-operation
  rtcChain(impl, operation) {
    $.rtcOpen(impl);
    const run = () => (impl.connectionState === "closed" ? new Promise(() => {}) : operation());
    const result = impl.chain === null ? run() : impl.chain.then(run);
    const tail = (impl.chain = result
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        if (impl.chain !== tail) return;
        impl.chain = null;
        if (impl.recheck) {
          impl.recheck = false;
          $.rtcNegotiate(impl.id);
        }
      }));
    return result;
  },
  // the overloads that take callbacks. https://w3c.github.io/webrtc-pc/#legacy-interface-extensions
  async withCallbacks(promise, success, failure) {
    let value;
    try {
      value = await promise;
    } catch (error) {
      $.invoke(failure, undefined, [error]);
      return;
    }
    $.invoke(success, undefined, [value]);
  },
  createOffer(impl, { iceRestart, offerToReceiveAudio, offerToReceiveVideo }) {
    return $.rtcChain(impl, async () => {
      // https://w3c.github.io/webrtc-pc/#legacy-configuration-extensions
      for (const [wanted, kind] of [
        [offerToReceiveAudio, "audio"],
        [offerToReceiveVideo, "video"],
      ]) {
        const isReceived = impl.transceivers.some((t) => $.impl(t).kind === kind && /recv/.test($.impl(t).direction));
        if (wanted && !isReceived) $.h.rtc_add_transceiver(impl.id, kind, 0, "recvonly", "[]");
      }
      const sdp = $.h.rtc_offer(impl.id, !!iceRestart);
      await $.nextTask();
      $.rtcSync($.peers.get(impl.id), impl);
      return { __proto__: $.objects, type: "offer", sdp };
    });
  },
  setLocal(impl, peer, given) {
    const { type, sdp } = $.dictionary(given, "RTCLocalSessionDescriptionInit");
    return $.setDescription(impl, peer, true, type, sdp);
  },
  // https://w3c.github.io/webrtc-pc/#dom-peerconnection-setlocaldescription and #dom-peerconnection-setremotedescription
  setDescription(impl, peer, local, type, sdp) {
    return $.rtcChain(impl, async () => {
      // Events that the host sets in motion come after the promise is resolved.
      await $.nextTask();
      if (impl.connectionState === "closed") return new Promise(() => {});
      // https://w3c.github.io/webrtc-pc/#dom-peerconnection-setremotedescription: both sides have made an offer, this one gives way
      if (!local && type === "offer" && impl.signalingState === "have-local-offer") {
        $.described(impl, peer, JSON.parse($.h.rtc_set(impl.id, true, "rollback", "")));
        await $.nextTask();
        if (impl.connectionState === "closed") return new Promise(() => {});
      }
      if (type === undefined)
        type = ["stable", "have-local-offer", "have-remote-pranswer"].includes(impl.signalingState) ? "offer" : "answer";
      if (local && sdp === "" && type !== "rollback")
        sdp = type === "offer" ? $.h.rtc_offer(impl.id, false) : $.h.rtc_answer(impl.id);
      $.described(impl, peer, JSON.parse($.h.rtc_set(impl.id, local, type, sdp)));
    });
  },
  // https://w3c.github.io/webrtc-pc/#set-the-session-description, the steps after it has been applied
  described(impl, peer, outcome) {
    const before = impl.signalingState;
    $.rtcShow(impl, outcome);
    const remote = impl.remote.pending ?? impl.remote.current;
    if (remote) $.addDescribedCandidates(impl, remote[1]);
    if (before !== impl.signalingState) $.fire(peer, "signalingstatechange");
    for (const [number, id] of outcome.removed) {
      const { track } = $.impl($.impl(impl.byNumber.get(number)).receiver);
      const stream = impl.streams.get(id);
      if (stream === undefined || !$.impl(stream).tracks.has(track)) continue;
      $.removeFromStream($.impl(stream), track);
      $.fire(stream, "removetrack", { track }, "MediaStreamTrackEvent");
    }
    for (const [number, ids] of outcome.added) {
      const transceiver = impl.byNumber.get(number);
      const { receiver } = $.impl(transceiver);
      const { track } = $.impl(receiver);
      const streams = ids.map((id) => $.remoteStream(impl, id));
      for (const stream of streams) {
        if ($.impl(stream).tracks.has(track)) continue;
        $.addToStream($.impl(stream), track);
        $.fire(stream, "addtrack", { track }, "MediaStreamTrackEvent");
      }
      $.fire(peer, "track", { receiver, track, given: streams, transceiver }, "RTCTrackEvent");
    }
  },
  remoteStream(impl, id) {
    if (!impl.streams.has(id)) impl.streams.set(id, $.newStream([], id));
    return impl.streams.get(id);
  },
  rtcSync(peer, impl) {
    $.rtcShow(impl, JSON.parse($.h.rtc_snapshot(impl.id)));
  },
  // the host's view of a peer becomes the page's
  rtcShow(impl, { signalingState, local, remote, transceivers, role, data }) {
    Object.assign(impl, { signalingState, local, remote, role });
    impl.transceivers = transceivers.map(({ number, kind, receiver, ...rest }) => {
      if (!impl.byNumber.has(number)) {
        const shared = { peer: impl, number, kind };
        const sender = $.create("RTCRtpSender", {
          ...shared,
          track: null,
          encodings: [{}],
          last: null,
          transactions: 0,
          dtmf: null,
        });
        if (kind === "audio") $.impl(sender).dtmf = $.create("RTCDTMFSender", { sender, toneBuffer: "", isPlaying: false });
        const made = $.create("RTCRtpReceiver", { ...shared, track: $.newTrack(receiver) });
        impl.byNumber.set(number, $.create("RTCRtpTransceiver", { ...shared, sender, receiver: made }));
      }
      const transceiver = impl.byNumber.get(number);
      Object.assign($.impl(transceiver), rest);
      return transceiver;
    });
    $.showTransports(impl, data);
  },
  liveTransceivers(impl) {
    return impl.connectionState === "closed" ? [] : impl.transceivers.filter((t) => $.impl(t).currentDirection !== "stopped");
  },
  streamIds(streams) {
    return JSON.stringify([...new Set(streams.map((stream) => $.impl(stream).uuid))]);
  },
  // a description is a new object whenever it has changed
  rtcDescription(impl, side, which) {
    const found = impl[side][which];
    if (!found) return null;
    const cache = (impl.descriptions ??= {});
    const key = `${side} ${which}`;
    const [type, sdp] = found;
    if (cache[key]?.sdp !== sdp || cache[key].type !== type)
      cache[key] = { type, sdp, object: $.create("RTCSessionDescription", { type, sdp }) };
    return cache[key].object;
  },
  // the host's word, in a task of its own
  rtcStep(id, text) {
    const peer = $.peers.get(id);
    if (peer === undefined) return;
    const impl = $.impl(peer);
    const said = JSON.parse(text);
    const [step] = said,
      rest = said.slice(1);
    switch (step) {
      case "state":
        return $.rtcState(peer, impl, ...rest);
      case "candidate":
        $.rtcSync(peer, impl);
        impl.candidates.local.push($.newCandidate(rest[0]));
        $.fire(peer, "icecandidate", { candidate: impl.candidates.local.at(-1) }, "RTCPeerConnectionIceEvent");
        return;
      case "gathered":
        $.rtcState(peer, impl, "iceGatheringState", "complete", "icegatheringstatechange");
        $.fire(peer, "icecandidate", { candidate: null }, "RTCPeerConnectionIceEvent");
        return;
      case "transportclosed":
        return $.transportsClosed(impl);
      case "negotiationneeded":
        return $.rtcNegotiate(id);
      case "muted":
        return $.setTrackMutedById(...rest);
      case "ended":
        return $.endTrackById(...rest);
      case "channel":
        return $.channelChanged(...rest);
      case "datachannel": {
        const channel = $.newChannel(impl, rest[0]);
        $.impl(channel).readyState = "open";
        $.fire(peer, "datachannel", { channel }, "RTCDataChannelEvent");
        if ($.impl(channel).readyState === "open") $.fire(channel, "open");
      }
    }
  },
  rtcState(peer, impl, name, value, type) {
    if (impl[name] === value) return;
    impl[name] = value;
    $.followTransports(impl, name, value);
    $.fire(peer, type);
  },
  // https://w3c.github.io/webrtc-pc/#dfn-update-the-negotiation-needed-flag, the queued steps
  rtcNegotiate(id) {
    const peer = $.peers.get(id);
    if (peer === undefined) return;
    const impl = $.impl(peer);
    if (impl.chain !== null) {
      impl.recheck = true;
      return;
    }
    if (impl.signalingState === "stable" && $.h.rtc_needs_negotiation(id)) $.fire(peer, "negotiationneeded");
  },
  // https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close
  closePeer(impl) {
    if (impl.connectionState === "closed") return;
    Object.assign(impl, { signalingState: "closed", iceConnectionState: "closed", connectionState: "closed" });
    $.peers.delete(impl.id);
    $.closeTransports(impl);
    for (const channel of [...$.dataChannels.values()]) {
      if ($.impl(channel).peer !== impl) continue;
      $.impl(channel).readyState = "closed";
      $.dataChannels.delete($.impl(channel).number);
    }
    for (const transceiver of impl.transceivers) {
      const { receiver } = $.impl(transceiver);
      $.stopTrack($.impl($.impl(receiver).track));
      Object.assign($.impl(transceiver), { direction: "stopped", currentDirection: "stopped" });
    }
    $.h.rtc_close(impl.id);
  },
});

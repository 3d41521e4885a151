// Candidates as text. https://www.rfc-editor.org/rfc/rfc8839#section-5.1
library({
  parseCandidate(text) {
    const names = ["foundation", "component", "protocol", "priority", "address", "port", "type"];
    const found = Object.fromEntries(["tcpType", "relatedAddress", "relatedPort", ...names].map((name) => [name, null]));
    const match = /^(?:a=)?candidate:(\S+) (\d+) (\S+) (\d+) (\S+) (\d+) typ (\S+)(.*)$/.exec(text);
    if (match === null) return found;
    names.forEach((name, at) => { found[name] = match[at + 1]; });
    const rest = match[8];
    const after = (key) => new RegExp(` ${key} (\\S+)`).exec(rest)?.[1] ?? null;
    const number = (value) => (value === null ? null : +value);
    return {
      ...found,
      component: found.component === "1" ? "rtp" : "rtcp",
      protocol: found.protocol.toLowerCase(),
      priority: +found.priority,
      port: +found.port,
      tcpType: after("tcptype"),
      relatedAddress: after("raddr"),
      relatedPort: number(after("rport")),
      ufrag: after("ufrag"),
    };
  },
  newCandidate(init) {
    return $.create("RTCIceCandidate", { ...init, ...$.parseCandidate(init.candidate) });
  },
  // https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate
  addCandidate(impl, given) {
    const { candidate, sdpMid, sdpMLineIndex } = $.dictionary(given, "RTCIceCandidateInit");
    if (candidate !== "" && sdpMid === null && sdpMLineIndex === null) throw new $.TypeError("sdpMid and sdpMLineIndex are both null.");
    return $.rtcChain(impl, async () => {
      const { pending, current } = impl.remote;
      const sdp = (pending ?? current)?.[1] ?? "";
      const isKnown = sdpMid === null || sdp.includes(`a=mid:${sdpMid}\r\n`);
      if (sdp !== "" && !isKnown) throw new $.DOMException(`There is no media section '${sdpMid}'.`, "OperationError");
      $.h.rtc_candidate(impl.id, candidate);
      if (candidate !== "") $.addRemoteCandidate(impl, { candidate, sdpMid, sdpMLineIndex });
      await $.nextTask();
    });
  },
});

// Candidates as text. https://www.rfc-editor.org/rfc/rfc8839#section-5.1
library({
  parseCandidate(text) {
    const names = ["foundation", "component", "protocol", "priority", "address", "port", "type"];
    const found = Object.fromEntries(["tcpType", "relatedAddress", "relatedPort", ...names].map((name) => [name, null]));
    const match = /^(?:a=)?candidate:(\S+) (\d+) (\S+) (\d+) (\S+) (\d+) typ (\S+)(.*)$/.exec(text);
    if (match === null) return found;
    names.forEach((name, at) => {
      found[name] = match[at + 1];
    });
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
  // https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate step 4.4: a remote description has to have its section and its name
  checkCandidatePlace({ pending, current }, mid, index, name) {
    const refuse = (why) => {
      throw new $.DOMException(why, "OperationError");
    };
    const described = [pending, current]
      .filter(Boolean)
      .map(([, sdp]) => sdp.split(/\r?\n(?=m=)/).map((part) => part.split(/\r?\n/)));
    if (described.length === 0) return;
    const places = described.map((parts) => {
      const [head] = parts,
        sections = parts.slice(1);
      if (mid !== null) return [head, sections.find((lines) => lines.includes(`a=mid:${mid}`))];
      return index !== null ? [head, sections[index]] : [head, ...sections];
    });
    if (places[0].includes(undefined))
      refuse(mid !== null ? `There is no media section '${mid}'.` : `There is no media section number ${index}.`);
    if (name && !places.flat().some((lines) => lines?.includes(`a=ice-ufrag:${name}`)))
      refuse(`No remote description has the ICE user name '${name}'.`);
  },
  // https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate
  addCandidate(impl, given) {
    const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = $.dictionary(given, "RTCIceCandidateInit");
    if (candidate !== "" && sdpMid === null && sdpMLineIndex === null)
      throw new $.TypeError("sdpMid and sdpMLineIndex are both null.");
    return $.rtcChain(impl, async () => {
      $.checkCandidatePlace(impl.remote, sdpMid, sdpMLineIndex, usernameFragment);
      $.h.rtc_candidate(impl.id, candidate);
      if (candidate !== "") $.addRemoteCandidate(impl, { candidate, sdpMid, sdpMLineIndex });
      await $.nextTask();
    });
  },
});

// What senders and receivers say of themselves, and statistics.
library({
  // https://w3c.github.io/webrtc-pc/#dictionary-rtcrtpcodeccapability-members
  rtcCapabilities(kind) {
    if (kind === "audio") return { codecs: $.rtcCodecs(kind), headerExtensions: [] };
    return kind === "video" ? { codecs: $.rtcCodecs(kind), headerExtensions: [] } : null;
  },
  rtcCodecs(kind) {
    if (kind === "video") return ["VP8", "VP9", "H264"].map((name) => ({ mimeType: `video/${name}`, clockRate: 90000 }));
    return [
      { mimeType: "audio/opus", clockRate: 48000, channels: 2, sdpFmtpLine: "minptime=10;useinbandfec=1" },
      { mimeType: "audio/G722", clockRate: 8000, channels: 1 },
      { mimeType: "audio/PCMU", clockRate: 8000, channels: 1 },
      { mimeType: "audio/PCMA", clockRate: 8000, channels: 1 },
    ];
  },
  rtcParameters(kind) {
    const types = kind === "audio" ? [111, 9, 0, 8] : [96, 98, 102];
    const codecs = $.rtcCodecs(kind).map((codec, at) => ({ payloadType: types[at], ...codec }));
    return { codecs, headerExtensions: [], rtcp: { cname: "", reducedSize: true } };
  },
  // FIXME: no counters, no candidates, no codecs: only what there is and how it hangs together
  rtcStats(impl, selector) {
    const timestamp = $.h.wall_clock();
    const entries = new Map();
    const add = (id, type, rest) => entries.set(id, { id, timestamp, type, ...rest });
    if (selector === null) add("P", "peer-connection", { dataChannelsOpened: 0, dataChannelsClosed: 0 });
    for (const transceiver of impl.transceivers) {
      const { kind, mid, currentDirection, number, sender, receiver } = $.impl(transceiver);
      const { track } = $.impl(sender);
      const incoming = $.impl(receiver).track;
      if (track !== null && /send/.test(currentDirection) && (selector === null || selector === track)) {
        add(`S${number}`, "media-source", { kind, trackIdentifier: $.impl(track).uuid });
        add(`O${number}`, "outbound-rtp", { kind, mid, mediaSourceId: `S${number}` });
      }
      if (/recv/.test(currentDirection) && (selector === null || selector === incoming))
        add(`I${number}`, "inbound-rtp", { kind, mid, trackIdentifier: $.impl(incoming).uuid });
    }
    return $.create("RTCStatsReport", { entries });
  },
});

// Capabilities, parameters and sources of senders and receivers.
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
      { mimeType: "audio/telephone-event", clockRate: 8000, channels: 1 },
    ];
  },
  rtcParameters(kind) {
    const types = kind === "audio" ? [111, 9, 0, 8, 126] : [96, 98, 102];
    const codecs = $.rtcCodecs(kind).map((codec, at) => ({ payloadType: types[at], ...codec }));
    return { codecs, headerExtensions: [], rtcp: { cname: "", reducedSize: true } };
  },
});

// https://w3c.github.io/media-capabilities/
define(
  `
[Exposed=(Window,Worker)]
interface MediaCapabilities {
  Promise<any> decodingInfo(any configuration);
  Promise<any> encodingInfo(any configuration);
};`,
  class {
    // https://w3c.github.io/media-capabilities/#mediacapabilities
    async decodingInfo(configuration) {
      const { type, contents } = $.mediaConfiguration(configuration, ["file", "media-source", "webrtc"]);
      const supported = contents.every((content) =>
        type === "webrtc" ? $.isRealTimeCodec(content) : h.media_can_play(content) === "probably",
      );
      return { __proto__: $.objects, supported, smooth: supported, powerEfficient: supported, keySystemAccess: null };
    }
    async encodingInfo(configuration) {
      const { type, contents } = $.mediaConfiguration(configuration, ["record", "webrtc"]);
      const supported = contents.every((content) => (type === "webrtc" ? $.isRealTimeCodec(content) : $.isRecordable(content)));
      return { __proto__: $.objects, supported, smooth: supported, powerEfficient: false };
    }
  },
);
library({
  isRealTimeCodec(content) {
    return /^(audio\/(opus|pcmu|pcma)|video\/(vp8|h264))\b/i.test(content);
  },
  // https://w3c.github.io/media-capabilities/#valid-mediaconfiguration
  mediaConfiguration(configuration, types) {
    const { type, audio, video } = Object(configuration);
    if (!types.includes(type))
      throw new $.TypeError(`The provided value '${type}' is not a valid enum value of type MediaDecodingType.`);
    if (audio === undefined && video === undefined)
      throw new $.TypeError(
        "The configuration dictionary has neither |video| nor |audio| specified and needs at least one of them.",
      );
    const contents = [];
    for (const [kind, part] of [
      ["audio", audio],
      ["video", video],
    ]) {
      if (part === undefined) continue;
      const content = $.str(part.contentType);
      if (!new RegExp(`^${kind}/[\\w.+-]+(\\s*;.*)?$|^application/`, "i").test(content))
        throw new $.TypeError(`The ${kind} configuration's contentType is not valid.`);
      if (kind === "video")
        for (const name of ["width", "height", "bitrate", "framerate"])
          if (!(Number(part[name]) > 0)) throw new $.TypeError(`The video configuration's ${name} is not valid.`);
      contents.push(content);
    }
    return { type, contents };
  },
});

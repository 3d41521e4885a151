// https://w3c.github.io/mediacapture-main/#mediastream; `impl.id` is the host's number, `impl.tracks` the track set
define(
  `
[Exposed=Window, LegacyWindowAlias=webkitMediaStream]
interface MediaStream : EventTarget {
  constructor(optional any tracks);
  readonly attribute DOMString id;
  sequence<MediaStreamTrack> getAudioTracks();
  sequence<MediaStreamTrack> getVideoTracks();
  sequence<MediaStreamTrack> getTracks();
  MediaStreamTrack? getTrackById(DOMString trackId);
  undefined addTrack(MediaStreamTrack track);
  undefined removeTrack(MediaStreamTrack track);
  MediaStream clone();
  readonly attribute boolean active;
  attribute EventHandler onaddtrack;
  attribute EventHandler onremovetrack;
};`,
  class {
    construct(tracks) {
      const isStream = $.is(tracks, "MediaStream");
      const given =
        tracks === undefined
          ? []
          : isStream
            ? [...$.impl(tracks).tracks]
            : $.sequence(tracks, (t) => $.instance(t, "MediaStreamTrack"));
      $.initStream(this, impl, given);
    }
    get id() {
      return impl.uuid;
    }
    getAudioTracks() {
      return [...impl.tracks].filter((t) => $.impl(t).kind === "audio");
    }
    getVideoTracks() {
      return [...impl.tracks].filter((t) => $.impl(t).kind === "video");
    }
    getTracks() {
      return [...impl.tracks];
    }
    getTrackById(trackId) {
      return [...impl.tracks].find((t) => $.impl(t).uuid === trackId) ?? null;
    }
    addTrack(track) {
      $.addToStream(impl, track);
    }
    removeTrack(track) {
      $.removeFromStream(impl, track);
    }
    // https://w3c.github.io/mediacapture-main/#dom-mediastream-clone
    clone() {
      return $.newStream([...impl.tracks].map((t) => $.cloneTrack($.impl(t))));
    }
    get active() {
      return [...impl.tracks].some((t) => $.impl(t).readyState === "live");
    }
  },
);

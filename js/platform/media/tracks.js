// The lists of a media element's audio and video tracks. https://html.spec.whatwg.org/multipage/media.html#media-resources-with-multiple-media-tracks
library({
  trackList(media, kind) {
    const list = $.newTrackList(kind, { media, read: () => $.h.media_tracks(media.id, kind) });
    const impl = $.impl(list);
    const follow = () => {
      $.tracksOf(impl);
    };
    // AD-HOC: tracks that a stream gains or loses while it plays show when script next looks
    for (const type of ["durationchange", "emptied"]) $.listen(media, type, follow);
    return list;
  },
  // `slots.read()` says which tracks there are, as JSON
  newTrackList(kind, slots) {
    const impl = { ...slots, kind, text: "[]", tracks: [] };
    impl.self = $.create(kind === "audio" ? "AudioTrackList" : "VideoTrackList", impl);
    return impl.self;
  },
  // a listener of ours, which a page can neither see nor remove
  listen(impl, type, callback) {
    (impl.listeners ??= []).push({ type, callback, capture: false, once: false, passive: false, removed: false, handler: false });
  },
  // the tracks as they are now; those that came or went are announced
  tracksOf(impl) {
    const text = impl.read();
    if (text !== impl.text) {
      const gone = impl.tracks;
      impl.text = text;
      impl.tracks = JSON.parse(text).map(({ id, label, language }, at) => {
        const slots = { trackId: id, label, language, kind: at === 0 ? "main" : "alternative", enabled: at === 0, list: impl };
        return $.create(impl.kind === "audio" ? "AudioTrack" : "VideoTrack", slots);
      });
      for (const track of gone) $.announceTrack(impl.self, "removetrack", track);
      for (const track of impl.tracks) $.announceTrack(impl.self, "addtrack", track);
    }
    return impl.tracks;
  },
  announceTrack(list, type, track) {
    $.queueTask(() => {
      $.fire(list, type, { track }, "TrackEvent");
    });
  },
  // https://html.spec.whatwg.org/multipage/media.html#toggle-enabled-audio-track; only one video track is selected
  enableMediaTrack(impl, value, exclusive) {
    if (impl.enabled === value) return;
    // FIXME: what is heard is always the first audio track
    $.missing(exclusive ? "VideoTrack.selected = …" : "AudioTrack.enabled = …");
    if (exclusive && value) for (const other of impl.list.tracks) $.impl(other).enabled = false;
    impl.enabled = value;
    $.queueTask(() => {
      $.fire(impl.list.self, "change");
    });
  },
});

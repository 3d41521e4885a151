// Tracks and streams of this realm, by the numbers that the host knows them by.
library({
  // A live track is held here: its source is in use, and the host may have something to tell about it.
  get liveTracks() {
    return new Map();
  },
  get collectedTracks() {
    return new FinalizationRegistry((id) => $.h.release_track(id));
  },
  get collectedStreams() {
    return new FinalizationRegistry((id) => $.h.release_stream(id));
  },
  // the page's object for a track that the host has made
  newTrack(id, constraints = undefined, canvas = undefined) {
    const { kind, uuid, label, muted } = JSON.parse($.h.describe_track(id));
    const slots = {
      id,
      kind,
      uuid,
      label,
      muted,
      enabled: true,
      readyState: "live",
      contentHint: "",
      constraints: constraints ?? {},
      canvas,
    };
    const track = $.create(canvas ? "CanvasCaptureMediaStreamTrack" : "MediaStreamTrack", slots);
    $.liveTracks.set(id, track);
    $.collectedTracks.register(track, id);
    return track;
  },
  // https://w3c.github.io/mediacapture-main/#track-clone
  cloneTrack(impl) {
    const clone = $.newTrack($.h.clone_track(impl.id), $.copyConstraints(impl.constraints), impl.canvas);
    const copy = $.impl(clone);
    Object.assign(copy, { enabled: impl.enabled, muted: impl.muted, readyState: impl.readyState, contentHint: impl.contentHint });
    if (impl.readyState === "ended") $.liveTracks.delete(copy.id);
    return clone;
  },
  stopTrack(impl) {
    if (impl.readyState === "ended") return;
    impl.readyState = "ended";
    $.liveTracks.delete(impl.id);
    $.h.stop_track(impl.id);
  },
  // https://w3c.github.io/mediacapture-main/#track-ended: ended by the user agent
  endTrack(track) {
    $.queueTask(() => $.trackEnded(track));
  },
  trackEnded(track) {
    const impl = $.impl(track);
    if (impl.readyState === "ended") return;
    $.stopTrack(impl);
    $.fire(track, "ended");
  },
  // the host's word, in a task of its own
  endTrackById(id) {
    const track = $.liveTracks.get(id);
    if (track !== undefined) $.trackEnded(track);
  },
  // https://w3c.github.io/mediacapture-main/#set-track-muted
  setTrackMuted(track, muted) {
    const impl = $.impl(track);
    if (impl.muted === muted || impl.readyState === "ended") return;
    impl.muted = muted;
    $.h.mute_track(impl.id, muted);
    $.fire(track, muted ? "mute" : "unmute");
  },
  setTrackMutedById(id, muted) {
    const track = $.liveTracks.get(id);
    if (track !== undefined) $.setTrackMuted(track, muted);
  },
  initStream(stream, impl, tracks, uuid = undefined) {
    impl.id = $.h.create_stream(uuid ?? "");
    impl.uuid = $.h.stream_uuid(impl.id);
    impl.tracks = new Set();
    for (const track of tracks) $.addToStream(impl, track);
    $.collectedStreams.register(stream, impl.id);
  },
  newStream(tracks, uuid = undefined) {
    const impl = {};
    const stream = $.create("MediaStream", impl);
    $.initStream(stream, impl, tracks, uuid);
    return stream;
  },
  addToStream(impl, track) {
    if (impl.tracks.has(track)) return;
    impl.tracks.add(track);
    $.h.add_to_stream(impl.id, $.impl(track).id);
  },
  removeFromStream(impl, track) {
    if (impl.tracks.delete(track)) $.h.remove_from_stream(impl.id, $.impl(track).id);
  },
  nextTask() {
    return new Promise((resolve) => $.queueTask(resolve));
  },
});

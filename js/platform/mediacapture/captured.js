// Streams captured from media elements: the host says which tracks come, go, and have something to show.
library({
  get capturedStreams() {
    return new Map();
  },
  capturedStream(id) {
    const stream = $.capturedStreams.get(id)?.deref();
    if (stream === undefined) $.capturedStreams.delete(id);
    return stream;
  },
  capturedTrackCame(id, number) {
    const track = $.newTrack(number);
    const stream = $.capturedStream(id);
    if (stream === undefined) return;
    $.addToStream($.impl(stream), track);
    // the caller of captureStream() gets the tracks that are there with it
    if ($.impl(stream).handed)
      $.queueTask(() => {
        $.fire(stream, "addtrack", { track }, "MediaStreamTrackEvent");
      });
  },
  // `ended`: the numbers of the track and its clones
  capturedTrackWent(id, number, ended) {
    const stream = $.capturedStream(id);
    const track = $.liveTracks.get(number) ?? (stream && [...$.impl(stream).tracks].find((t) => $.impl(t).id === number));
    for (const each of JSON.parse(ended)) $.liveTracks.has(each) && $.endTrack($.liveTracks.get(each));
    if (stream === undefined || track === undefined || !$.impl(stream).tracks.has(track)) return;
    const impl = $.impl(stream);
    const leaving = (impl.leaving ??= new Set());
    leaving.add(track);
    if (leaving.size > 1) return;
    // tracks that go together are gone when the page hears of the first
    $.queueTask(() => {
      impl.leaving = undefined;
      const gone = [...leaving].filter((each) => impl.tracks.has(each));
      for (const each of gone) $.trackEnded(each);
      for (const each of gone) $.removeFromStream(impl, each);
      for (const each of gone) $.fire(stream, "removetrack", { track: each }, "MediaStreamTrackEvent");
    });
  },
  capturedTrackMuted(number, muted) {
    $.queueTask(() => {
      $.setTrackMutedById(number, muted);
    });
  },
});

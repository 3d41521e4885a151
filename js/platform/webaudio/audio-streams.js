// Tracks of MediaStreams as sources of a graph.
library({
  // the node lives as long as its context: the track may have something to say at any time
  feedTrack(node, impl, track) {
    impl.track = track;
    $.audioSources.set(impl.id, node);
    $.h.audio_feed_track(impl.id, $.impl(track).id);
  },
});

// Helpers of MediaSource and SourceBuffer: their objects by the host's number, their lists, their events.
library({
  get mediaSourceObjects() {
    return new Map();
  },
  get mediaSourceUrls() {
    return new Set();
  },
  constructMediaSource(source, impl, managed) {
    impl.managed = managed;
    impl.number = $.h.source_create(managed);
    $.mediaSourceObjects.set(impl.number, source);
  },
  addSourceBuffer(impl, type) {
    const number = $.h.source_add(impl.number, type);
    const buffer = $.create(impl.managed ? "ManagedSourceBuffer" : "SourceBuffer", { number });
    $.mediaSourceObjects.set(number, buffer);
    return buffer;
  },
  // one of the two lists of a MediaSource, by the name of its attribute
  sourceBufferList(impl, name) {
    impl.lists ??= {};
    return (impl.lists[name] ??= $.create("SourceBufferList", { source: impl.number, name, text: "[]", buffers: [] }));
  },
  sourceBuffersOf(impl) {
    const text = $.h.source_buffers(impl.source, impl.name);
    if (text !== impl.text) {
      impl.text = text;
      impl.buffers = JSON.parse(text).map((number) => $.mediaSourceObjects.get(number));
    }
    return impl.buffers;
  },
  // `part`: the name of a list of that MediaSource, or ""
  fireAtMediaSource(number, part, type) {
    const object = $.mediaSourceObjects.get(number);
    $.fire(part === "" ? object : object[part], type);
    // the tracks of an initialization segment are announced when it has been taken
    if (type === "update") $.followBufferTracks($.impl(object));
  },
  bufferedChanged(number, added, removed) {
    const init = { addedRanges: $.timeRanges(added), removedRanges: $.timeRanges(removed) };
    $.fire($.mediaSourceObjects.get(number), "bufferedchange", init, "BufferedChangeEvent");
  },
  createMediaSourceUrl(source) {
    const url = $.h.source_url($.impl(source).number);
    $.mediaSourceUrls.add(url);
    return url;
  },
  bufferTrackList(impl, kind) {
    impl.trackLists ??= {};
    return (impl.trackLists[kind] ??= $.newTrackList(kind, { media: impl, read: () => $.h.buffer_tracks(impl.number, kind) }));
  },
  followBufferTracks(impl) {
    for (const kind of Object.keys(impl.trackLists ?? {})) $.tracksOf($.impl(impl.trackLists[kind]));
  },
});

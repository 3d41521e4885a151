// https://w3c.github.io/media-source/#sourcebuffer
define(
  `
[Exposed=Window]
interface SourceBuffer : EventTarget {
  attribute AppendMode mode;
  readonly attribute boolean updating;
  readonly attribute TimeRanges buffered;
  attribute double timestampOffset;
  [SameObject] readonly attribute AudioTrackList audioTracks;
  [SameObject] readonly attribute VideoTrackList videoTracks;
  [SameObject] readonly attribute TextTrackList textTracks;
  attribute double appendWindowStart;
  attribute unrestricted double appendWindowEnd;
  attribute EventHandler onupdatestart;
  attribute EventHandler onupdate;
  attribute EventHandler onupdateend;
  attribute EventHandler onerror;
  attribute EventHandler onabort;
  undefined appendBuffer(BufferSource data);
  undefined abort();
  undefined changeType(DOMString type);
  undefined remove(double start, unrestricted double end);
};
enum AppendMode { "segments", "sequence" };
`,
  class {
    get mode() {
      return h.buffer_get(impl.number, "mode");
    }
    set mode(value) {
      h.buffer_set_mode(impl.number, value);
    }
    get updating() {
      return h.buffer_get(impl.number, "updating");
    }
    // the same object for as long as it is the same ranges
    get buffered() {
      const text = h.buffer_ranges(impl.number);
      if (impl.buffered?.text !== text) impl.buffered = { text, object: $.timeRanges(text) };
      return impl.buffered.object;
    }
    get timestampOffset() {
      return h.buffer_get(impl.number, "timestamp_offset");
    }
    set timestampOffset(value) {
      h.buffer_set(impl.number, "timestamp_offset", value);
    }
    get audioTracks() {
      return $.bufferTrackList(impl, "audio");
    }
    get videoTracks() {
      return $.bufferTrackList(impl, "video");
    }
    // no text track is taken from segments
    get textTracks() {
      return $.create("TextTrackList", { tracks: [], media: impl });
    }
    get appendWindowStart() {
      return h.buffer_get(impl.number, "append_window_start");
    }
    set appendWindowStart(value) {
      h.buffer_set(impl.number, "append_window_start", value);
    }
    get appendWindowEnd() {
      return h.buffer_get(impl.number, "append_window_end");
    }
    set appendWindowEnd(value) {
      h.buffer_set(impl.number, "append_window_end", value);
    }
    appendBuffer(data) {
      if (!$.isBufferSource(data))
        throw new $.TypeError(
          "Failed to execute 'appendBuffer' on 'SourceBuffer': parameter 1 is not of type 'ArrayBuffer' or 'ArrayBufferView'.",
        );
      // nothing is taken from a buffer that was transferred away
      $.handover[0] = data.byteLength === 0 ? new ArrayBuffer(0) : $.bytesOf(data);
      h.buffer_append(impl.number);
    }
    abort() {
      h.buffer_abort(impl.number);
    }
    changeType(type) {
      h.buffer_change_type(impl.number, type);
    }
    remove(start, end) {
      h.buffer_remove(impl.number, start, end);
    }
  },
);

// https://w3c.github.io/media-source/#mediasource
define(
  `
[Exposed=Window]
interface MediaSource : EventTarget {
  constructor();
  [SameObject] readonly attribute SourceBufferList sourceBuffers;
  [SameObject] readonly attribute SourceBufferList activeSourceBuffers;
  readonly attribute ReadyState readyState;
  attribute unrestricted double duration;
  attribute EventHandler onsourceopen;
  attribute EventHandler onsourceended;
  attribute EventHandler onsourceclose;
  static readonly attribute boolean canConstructInDedicatedWorker;
  SourceBuffer addSourceBuffer(DOMString type);
  undefined removeSourceBuffer(SourceBuffer sourceBuffer);
  undefined endOfStream(optional EndOfStreamError error);
  undefined setLiveSeekableRange(double start, double end);
  undefined clearLiveSeekableRange();
  static boolean isTypeSupported(DOMString type);
};
enum ReadyState { "closed", "open", "ended" };
enum EndOfStreamError { "network", "decode" };
`,
  class {
    construct() {
      $.constructMediaSource(this, impl, false);
    }
    get sourceBuffers() {
      return $.sourceBufferList(impl, "sourceBuffers");
    }
    get activeSourceBuffers() {
      return $.sourceBufferList(impl, "activeSourceBuffers");
    }
    get readyState() {
      return h.source_get(impl.number, "ready_state");
    }
    get duration() {
      return h.source_get(impl.number, "duration");
    }
    set duration(value) {
      h.source_set_duration(impl.number, value);
    }
    // no worker has a MediaSource here
    static get canConstructInDedicatedWorker() {
      return false;
    }
    addSourceBuffer(type) {
      return $.addSourceBuffer(impl, type);
    }
    removeSourceBuffer(sourceBuffer) {
      h.source_remove(impl.number, $.impl(sourceBuffer).number);
    }
    endOfStream(error) {
      h.source_end(impl.number, error ?? "");
    }
    setLiveSeekableRange(start, end) {
      h.source_set_live(impl.number, start, end);
    }
    clearLiveSeekableRange() {
      h.source_clear_live(impl.number);
    }
    static isTypeSupported(type) {
      return h.source_supports(type);
    }
  },
);

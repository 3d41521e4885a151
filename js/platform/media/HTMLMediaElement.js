// Media elements: what a page sees of shim/media. https://html.spec.whatwg.org/multipage/media.html#htmlmediaelement
define(
  `
[Exposed=Window]
interface HTMLMediaElement : HTMLElement {
  readonly attribute MediaError? error;
  [ReflectURL] attribute USVString src;
  attribute MediaProvider? srcObject;
  readonly attribute USVString currentSrc;
  attribute DOMString? crossOrigin;
  const unsigned short NETWORK_EMPTY = 0;
  const unsigned short NETWORK_IDLE = 1;
  const unsigned short NETWORK_LOADING = 2;
  const unsigned short NETWORK_NO_SOURCE = 3;
  readonly attribute unsigned short networkState;
  attribute DOMString preload;
  readonly attribute TimeRanges buffered;
  undefined load();
  CanPlayTypeResult canPlayType(DOMString type);
  const unsigned short HAVE_NOTHING = 0;
  const unsigned short HAVE_METADATA = 1;
  const unsigned short HAVE_CURRENT_DATA = 2;
  const unsigned short HAVE_FUTURE_DATA = 3;
  const unsigned short HAVE_ENOUGH_DATA = 4;
  readonly attribute unsigned short readyState;
  readonly attribute boolean seeking;
  attribute double currentTime;
  undefined fastSeek(double time);
  readonly attribute unrestricted double duration;
  object getStartDate();
  readonly attribute boolean paused;
  attribute double defaultPlaybackRate;
  attribute double playbackRate;
  attribute boolean preservesPitch;
  readonly attribute TimeRanges played;
  readonly attribute TimeRanges seekable;
  readonly attribute boolean ended;
  [Reflect] attribute boolean autoplay;
  [Reflect] attribute boolean loop;
  Promise<undefined> play();
  undefined pause();
  [Reflect] attribute boolean controls;
  attribute double volume;
  attribute boolean muted;
  [Reflect="muted"] attribute boolean defaultMuted;
  [ReflectEnum=(eager, lazy)] attribute DOMString loading;
  [SameObject] readonly attribute AudioTrackList audioTracks;
  [SameObject] readonly attribute VideoTrackList videoTracks;
  [SameObject] readonly attribute TextTrackList textTracks;
  TextTrack addTextTrack(TextTrackKind kind, optional DOMString label = "", optional DOMString language = "");
};
enum CanPlayTypeResult { "", "maybe", "probably" };
typedef (MediaStream or MediaSource or Blob) MediaProvider;
`,
  class {
    get error() {
      return $.mediaError(impl);
    }
    get srcObject() {
      return impl.srcObject ?? null;
    }
    set srcObject(value) {
      $.setSrcObject(impl, value ?? null);
    }
    get currentSrc() {
      return h.media_get(impl.id, "current_src");
    }
    get crossOrigin() {
      return $.crossOrigin(impl);
    }
    set crossOrigin(value) {
      $.setOrRemove(impl, "crossorigin", value);
    }
    get networkState() {
      return h.media_get(impl.id, "network_state");
    }
    // https://html.spec.whatwg.org/multipage/media.html#attr-media-preload: Metadata is the default that is suggested
    get preload() {
      return $.is(impl.srcObject, "MediaStream")
        ? "none"
        : $.enumerated(impl, "preload", ["none", "metadata", "auto", ""], "metadata", "metadata") || "auto";
    }
    set preload(value) {
      if (!$.is(impl.srcObject, "MediaStream")) h.set_attribute(impl.id, "preload", value);
    }
    get buffered() {
      return $.timeRanges(h.media_ranges(impl.id, "buffered"));
    }
    load() {
      h.media_load(impl.id);
    }
    canPlayType(type) {
      return h.media_can_play(type);
    }
    get readyState() {
      return h.media_get(impl.id, "ready_state");
    }
    get seeking() {
      return h.media_get(impl.id, "seeking");
    }
    get currentTime() {
      return h.media_get(impl.id, "current_time");
    }
    set currentTime(value) {
      h.media_set(impl.id, "current_time", value);
    }
    fastSeek(time) {
      h.media_seek(impl.id, time);
    }
    get duration() {
      return h.media_get(impl.id, "duration");
    }
    getStartDate() {
      return new Date(NaN);
    }
    get paused() {
      return h.media_get(impl.id, "paused");
    }
    get defaultPlaybackRate() {
      return h.media_get(impl.id, "default_playback_rate");
    }
    set defaultPlaybackRate(value) {
      h.media_set(impl.id, "default_playback_rate", value);
    }
    get playbackRate() {
      return h.media_get(impl.id, "playback_rate");
    }
    set playbackRate(value) {
      h.media_set(impl.id, "playback_rate", value);
    }
    get preservesPitch() {
      return h.media_get(impl.id, "preserves_pitch");
    }
    set preservesPitch(value) {
      h.media_set(impl.id, "preserves_pitch", value);
    }
    get played() {
      return $.timeRanges(h.media_ranges(impl.id, "played"));
    }
    get seekable() {
      return $.timeRanges(h.media_ranges(impl.id, "seekable"));
    }
    get ended() {
      return h.media_get(impl.id, "ended");
    }
    play() {
      return $.playMedia(impl.id);
    }
    pause() {
      h.media_pause(impl.id);
    }
    get volume() {
      return h.media_get(impl.id, "volume");
    }
    set volume(value) {
      h.media_set(impl.id, "volume", value);
    }
    get muted() {
      return h.media_get(impl.id, "muted");
    }
    set muted(value) {
      h.media_set(impl.id, "muted", value);
    }
    get audioTracks() {
      return $.trackList(impl, "audio");
    }
    get videoTracks() {
      return $.trackList(impl, "video");
    }
    get textTracks() {
      return $.textTrackList(impl);
    }
    addTextTrack(kind, label, language) {
      return $.addTextTrack(impl, this, kind, label, language);
    }
  },
);
// https://w3c.github.io/mediacapture-output/#htmlmediaelement-extensions
define(
  `
partial interface HTMLMediaElement {
  [SecureContext] readonly attribute DOMString sinkId;
  [SecureContext] Promise<undefined> setSinkId(DOMString sinkId);
};
`,
  class {
    get sinkId() {
      return impl.sinkId ?? "";
    }
    // https://w3c.github.io/mediacapture-output/#dom-htmlmediaelement-setsinkid
    async setSinkId(sinkId) {
      // 2.
      if (!h.may_select_speaker())
        throw new $.DOMException("The document is not allowed to use speaker-selection.", "NotAllowedError");
      // 3.
      if (sinkId === (impl.sinkId ?? "")) return;
      // 4.
      await $.nextTask();
      $.checkSink(sinkId);
      impl.sinkId = sinkId;
    }
  },
);

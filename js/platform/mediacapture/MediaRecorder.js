// https://w3c.github.io/mediacapture-record/#mediarecorder-api
define(`
[Exposed=Window]
interface MediaRecorder : EventTarget {
  constructor(MediaStream stream, optional MediaRecorderOptions options = {});
  readonly attribute MediaStream stream;
  readonly attribute DOMString mimeType;
  readonly attribute RecordingState state;
  attribute EventHandler onstart;
  attribute EventHandler onstop;
  attribute EventHandler ondataavailable;
  attribute EventHandler onpause;
  attribute EventHandler onresume;
  attribute EventHandler onerror;
  readonly attribute unsigned long videoBitsPerSecond;
  readonly attribute unsigned long audioBitsPerSecond;
  readonly attribute BitrateMode audioBitrateMode;
  undefined start(optional unsigned long timeslice);
  undefined stop();
  undefined pause();
  undefined resume();
  undefined requestData();
  static boolean isTypeSupported(DOMString type);
};
dictionary MediaRecorderOptions {
  DOMString mimeType = "";
  unsigned long audioBitsPerSecond;
  unsigned long videoBitsPerSecond;
  unsigned long bitsPerSecond;
  BitrateMode audioBitrateMode = "variable";
};
enum BitrateMode { "constant", "variable" };
enum RecordingState { "inactive", "recording", "paused" };`, class {
  construct(stream, options) {
    if (!$.isRecordable(options.mimeType)) throw new $.DOMException(`${options.mimeType} cannot be recorded.`, "NotSupportedError");
    const bits = options.bitsPerSecond ?? options.audioBitsPerSecond ?? 128000;
    Object.assign(impl, { stream, mimeType: options.mimeType, state: "inactive", bits: Math.min(Math.max(bits, 6000), 510000), mode: options.audioBitrateMode });
  }
  get stream() { return impl.stream; }
  get mimeType() { return impl.mimeType; }
  get state() { return impl.state; }
  get videoBitsPerSecond() { return 0; }
  get audioBitsPerSecond() { return impl.bits; }
  get audioBitrateMode() { return impl.mode; }
  // https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
  start(timeslice) {
    if (impl.state !== "inactive") $.recorderIs(impl);
    // AD-HOC: video tracks have no pictures, so they are left out
    const live = [...$.impl(impl.stream).tracks].some((t) => $.impl(t).kind === "audio" && $.impl(t).readyState === "live");
    if (!live) throw new $.DOMException("The stream has no live audio track.", "NotSupportedError");
    $.startRecorder(this, impl, timeslice ?? 0);
  }
  stop() { if (impl.state !== "inactive") $.stopRecorder(impl); }
  pause() {
    if (impl.state === "inactive") $.recorderIs(impl);
    if (impl.state === "recording") $.setRecorderState(this, impl, "paused", "pause");
  }
  resume() {
    if (impl.state === "inactive") $.recorderIs(impl);
    if (impl.state === "paused") $.setRecorderState(this, impl, "recording", "resume");
  }
  requestData() {
    if (impl.state === "inactive") $.recorderIs(impl);
    h.recorder_request(impl.number);
  }
  static isTypeSupported(type) { return $.isRecordable(type); }
});

// https://w3c.github.io/mediacapture-record/#mediarecorder-api
define(
  `
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
enum RecordingState { "inactive", "recording", "paused" };`,
  class {
    construct(stream, options) {
      $.checkRecordable();
      if (!$.isRecordable(options.mimeType))
        throw new $.DOMException(`${options.mimeType} cannot be recorded.`, "NotSupportedError");
      const {
        mimeType,
        bitsPerSecond,
        audioBitsPerSecond = 128000,
        videoBitsPerSecond = 2500000,
        audioBitrateMode: mode,
      } = options;
      Object.assign(impl, { stream, mimeType, state: "inactive", bitsPerSecond, audioBitsPerSecond, videoBitsPerSecond, mode });
      if (bitsPerSecond !== undefined) $.shareBits(impl, true);
    }
    get stream() {
      return impl.stream;
    }
    get mimeType() {
      return impl.mimeType;
    }
    get state() {
      return impl.state;
    }
    get videoBitsPerSecond() {
      return impl.videoBitsPerSecond;
    }
    get audioBitsPerSecond() {
      return impl.audioBitsPerSecond;
    }
    get audioBitrateMode() {
      return impl.mode;
    }
    // https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start
    start(timeslice) {
      if (impl.state !== "inactive") $.recorderIs(impl);
      $.checkRecordable();
      // 5. - 7.
      const live = [...$.impl(impl.stream).tracks].map($.impl).filter((t) => t.readyState === "live");
      const format = $.recordingFormat(impl.mimeType, new Set(live.map((t) => t.kind)));
      if (impl.bitsPerSecond !== undefined) $.shareBits(impl, format.video !== "", format.audio);
      $.startRecorder(this, impl, timeslice ?? 0, format);
    }
    stop() {
      if (impl.state !== "inactive") $.stopRecorder(impl);
    }
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
    static isTypeSupported(type) {
      return $.isRecordable(type);
    }
  },
);

// The recorders that run, by the numbers that the host knows them by.
library({
  get recorders() {
    return { last: 0, running: new Map() };
  },
  // https://w3c.github.io/mediacapture-record/#dom-mediarecorder-istypesupported
  isRecordable(type) {
    const [essence, ...parameters] = type
      .toLowerCase()
      .split(";")
      .map((part) => part.trim());
    if (essence === "") return true;
    if (essence !== "audio/webm") return false;
    return parameters.every((p) => !p.startsWith("codecs=") || p.slice(7).replaceAll('"', "").trim() === "opus");
  },
  recorderIs(impl) {
    throw new $.DOMException(`The MediaRecorder's state is '${impl.state}'.`, "InvalidStateError");
  },
  // Divides `bitsPerSecond` among the kinds of tracks that there are.
  shareBits(impl, video) {
    const most = video ? 128000 : $.opusBits.most;
    const share = video ? Math.round(impl.bitsPerSecond / 10) : impl.bitsPerSecond;
    impl.audioBitsPerSecond = Math.min(Math.max(share, $.opusBits.least), most);
    impl.videoBitsPerSecond = video ? Math.max(impl.bitsPerSecond - impl.audioBitsPerSecond, 10000) : 0;
  },
  get opusBits() {
    return { least: 6000, most: 510000 };
  },
  startRecorder(recorder, impl, timeslice) {
    impl.number = ++$.recorders.last;
    impl.state = "recording";
    $.recorders.running.set(impl.number, recorder);
    $.h.recorder_start(
      impl.number,
      $.impl(impl.stream).id,
      timeslice,
      Math.min(Math.max(impl.audioBitsPerSecond, $.opusBits.least), $.opusBits.most),
    );
    $.queueTask(() => {
      impl.mimeType = "audio/webm;codecs=opus";
      $.fire(recorder, "start");
    });
  },
  setRecorderState(recorder, impl, state, type) {
    impl.state = state;
    $.h.recorder_pause(impl.number, state === "paused");
    $.queueTask(() => $.fire(recorder, type));
  },
  // https://w3c.github.io/mediacapture-record/#inactivate-the-recorder
  stopRecorder(impl) {
    impl.state = "inactive";
    $.h.recorder_stop(impl.number);
  },
  // bytes of the host lie in the handover
  recorderData(number, timecode) {
    const buffer = $.handover[0];
    const recorder = $.recorders.running.get(number);
    $.fire(recorder, "dataavailable", { data: $.newBlob(buffer, $.impl(recorder).mimeType), timecode }, "BlobEvent");
  },
  recorderFailed(number, name, message) {
    const recorder = $.recorders.running.get(number);
    const error = new $.DOMException(message, name);
    $.impl(recorder).state = "inactive";
    $.fire(recorder, "error", { error, message: error.message }, "ErrorEvent");
  },
  recorderStopped(number) {
    const recorder = $.recorders.running.get(number);
    $.recorders.running.delete(number);
    $.impl(recorder).state = "inactive";
    $.fire(recorder, "stop");
  },
});

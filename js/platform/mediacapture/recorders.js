// The recorders that run, by the numbers that the host knows them by.
library({
  get recorders() {
    return { last: 0, running: new Map() };
  },
  // https://w3c.github.io/mediacapture-record/#dom-mediarecorder-istypesupported
  isRecordable(type) {
    const { essence, codecs } = $.recordingType(type);
    if (essence === "") return true;
    const known = { "audio/webm": ["opus"], "video/webm": ["opus", "vp8", "vp9"] }[essence];
    return known !== undefined && codecs.every((codec) => known.includes(codec));
  },
  // A type without its parameters, and the names in the parameter `codecs`.
  recordingType(type) {
    const trimmed = (text, separator) => text.split(separator).map((part) => part.trim());
    const parameters = trimmed(type.toLowerCase(), ";"),
      essence = parameters.shift();
    const given = parameters.find((p) => p.startsWith("codecs="));
    return { essence, codecs: given === undefined ? [] : trimmed(given.slice(7).replaceAll('"', ""), ",") };
  },
  // The contents of a recording of a type that `isRecordable`, of a stream with live tracks of these kinds.
  recordingFormat(type, kinds) {
    const { essence, codecs: wanted } = $.recordingType(type);
    if (kinds.size === 0) throw new $.DOMException("The stream has no live track.", "NotSupportedError");
    const audio = kinds.has("audio");
    if (essence === "audio/webm" && kinds.has("video"))
      throw new $.DOMException(`The stream's tracks cannot be recorded as ${type}.`, "NotSupportedError");
    const video = kinds.has("video") ? (wanted.find((codec) => codec !== "opus") ?? "vp8") : "";
    const codecs = [...(video ? [video] : []), ...(audio ? ["opus"] : [])];
    return { audio, video, type: `${essence || (video ? "video/webm" : "audio/webm")};codecs=${codecs}` };
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
  startRecorder(recorder, impl, timeslice, { audio, video, type }) {
    impl.number = ++$.recorders.last;
    impl.state = "recording";
    $.recorders.running.set(impl.number, recorder);
    $.h.recorder_start(
      impl.number,
      $.impl(impl.stream).id,
      timeslice,
      audio ? Math.min(Math.max(impl.audioBitsPerSecond, $.opusBits.least), $.opusBits.most) : null,
      video,
    );
    $.queueTask(() => {
      impl.mimeType = type;
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

// The recorders that run, by the numbers that the host knows them by.
library({
  get recorders() {
    return { last: 0, running: new Map() };
  },
  // the codecs that each type of file may have; the first one for pictures is the default
  get recordable() {
    const webm = ["vp8", "vp9", "h264", "avc1", "opus"];
    const matroska = ["vp8", "vp9", "avc1", "opus"];
    return {
      "audio/webm": ["opus"],
      "video/webm": webm,
      "audio/mp4": ["opus"],
      "video/mp4": ["vp9", "avc1", "avc3", "opus"],
      "audio/x-matroska": ["opus"],
      "video/x-matroska": matroska,
      "video/matroska": matroska,
    };
  },
  // https://w3c.github.io/mediacapture-record/#dom-mediarecorder-istypesupported
  isRecordable(type) {
    const { essence, codecs } = $.recordingType(type);
    if (essence === "") return true;
    const known = $.recordable[essence];
    return known !== undefined && codecs.every((codec) => known.includes(codec.replace(/^(avc[13])\.[0-9a-f]{6}$/, "$1")));
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
    if (essence.startsWith("audio/") && kinds.has("video"))
      throw new $.DOMException(`The stream's tracks cannot be recorded as ${type}.`, "NotSupportedError");
    const known = $.recordable[essence || "video/webm"];
    let video = kinds.has("video") ? (wanted.find((codec) => codec !== "opus") ?? known[0]) : "";
    const isH264 = /^(avc|h264)/.test(video);
    let file = essence || (video ? "video/webm" : "audio/webm");
    // INTEROP: as in Chromium WebM with H.264 is called what it is
    if (isH264 && file === "video/webm") file = "video/x-matroska";
    if (video === "h264") video = "avc1";
    const codecs = [...(video ? [video] : []), ...(audio ? ["opus"] : [])];
    return { audio, video: isH264 ? "h264" : video, container: file.replace(/^.*[/-]/, ""), type: `${file};codecs=${codecs}` };
  },
  // INTEROP: as in Chromium, for the standard does not say what happens to recorders of documents that are gone
  checkRecordable() {
    if (!$.h.is_shown()) throw new $.DOMException("The document is not fully active.", "NotSupportedError");
  },
  recorderIs(impl) {
    throw new $.DOMException(`The MediaRecorder's state is '${impl.state}'.`, "InvalidStateError");
  },
  // Divides `bitsPerSecond` among the kinds of tracks that there are.
  shareBits(impl, video, audio = true) {
    if (!audio) {
      impl.audioBitsPerSecond = 0;
      impl.videoBitsPerSecond = Math.max(impl.bitsPerSecond, 10000);
      return;
    }
    const most = video ? 128000 : $.opusBits.most;
    const share = video ? Math.round(impl.bitsPerSecond / 10) : impl.bitsPerSecond;
    impl.audioBitsPerSecond = Math.min(Math.max(share, $.opusBits.least), most);
    impl.videoBitsPerSecond = video ? Math.max(impl.bitsPerSecond - impl.audioBitsPerSecond, 10000) : 0;
  },
  get opusBits() {
    return { least: 6000, most: 510000 };
  },
  startRecorder(recorder, impl, timeslice, { audio, video, container, type }) {
    impl.number = ++$.recorders.last;
    impl.state = "recording";
    $.recorders.running.set(impl.number, recorder);
    $.h.recorder_start(
      impl.number,
      $.impl(impl.stream).id,
      timeslice,
      audio ? Math.min(Math.max(impl.audioBitsPerSecond, $.opusBits.least), $.opusBits.most) : null,
      video,
      container,
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

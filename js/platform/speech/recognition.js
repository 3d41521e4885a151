// Recognitions that run: what a person says comes from the host (`Capture.say`), the microphone is one of the page's session.
//
// A run is { recognition, impl, number, track, isOwn, isListening, isSpeaking, isOver, results, stopWatching }.
library({
  get recognitions() {
    return { last: 0, listening: new Map() };
  },
  // https://webaudio.github.io/web-speech-api/#start-session-algorithm
  async startRecognition(recognition, impl, given) {
    const run = { recognition, impl, number: ++$.recognitions.last, isOwn: given === undefined, results: [] };
    impl.run = run;
    try {
      run.track = given ?? (await $.openMicrophone());
    } catch (error) {
      const code = error?.name === "NotAllowedError" ? "not-allowed" : "audio-capture";
      $.queueTask(() => $.failRecognition(run, code, String(error?.message ?? error)));
      return;
    }
    $.queueTask(() => $.listenToTrack(run));
  },
  // Through what js/polyfill hooks, so that the audio session hears of it.
  async openMicrophone() {
    const devices = $.global.navigator.mediaDevices;
    if (devices === undefined) return $.firstTrack(await $.captureRequest({ audio: {} }));
    return $.firstTrack(await $.prototypeOf("MediaDevices").getUserMedia.call(devices, { audio: true }));
  },
  firstTrack(stream) {
    return [...$.impl(stream).tracks][0];
  },
  listenToTrack(run) {
    if (run.isOver) {
      $.leaveTrack(run);
      return;
    }
    // INTEROP: a recognition whose microphone is muted, as by a call, fails in WebKit and does not wait.
    const lost = () => $.failRecognition(run, "audio-capture", "The microphone was taken away.");
    const track = $.impl(run.track);
    if (track.muted || track.readyState === "ended") {
      lost();
      return;
    }
    const prototype = $.prototypeOf("EventTarget");
    for (const type of ["mute", "ended"]) prototype.addEventListener.call(run.track, type, lost);
    run.stopWatching = () => {
      for (const type of ["mute", "ended"]) prototype.removeEventListener.call(run.track, type, lost);
    };
    run.isListening = true;
    $.recognitions.listening.set(run.number, run);
    $.h.recognition_listen(run.number);
    $.fire(run.recognition, "start");
    if (!run.isOver) $.fire(run.recognition, "audiostart");
  },
  recognitionHears(text, confidence) {
    for (const run of [...$.recognitions.listening.values()]) if (!run.isOver) $.hearSpeech(run, text, confidence);
  },
  hearSpeech(run, text, confidence) {
    const { impl, results } = run;
    $.h.recognition_end(run.number);
    $.h.recognition_listen(run.number);
    if (!run.isSpeaking) {
      run.isSpeaking = true;
      $.fire(run.recognition, "soundstart");
      if (!run.isOver) $.fire(run.recognition, "speechstart");
    }
    const index = results.length;
    const words = text.split(/(?<=\s)/);
    if (impl.interimResults)
      for (let n = 1; n < words.length && !run.isOver; n++)
        $.fireResult(run, index, words.slice(0, n).join("").trim(), confidence / 2, false);
    if (run.isOver) return;
    if (!impl.continuous) $.stopListening(run);
    $.fireResult(run, index, text, confidence, true);
    if (!impl.continuous) $.endRecognition(run);
  },
  fireResult(run, resultIndex, transcript, confidence, isFinal) {
    const list = [$.create("SpeechRecognitionAlternative", { transcript, confidence: Math.fround(confidence) })];
    const result = $.create("SpeechRecognitionResult", { list, isFinal });
    const results = $.create("SpeechRecognitionResultList", { list: [...run.results, result] });
    if (isFinal) run.results.push(result);
    $.fire(run.recognition, "result", { resultIndex, results }, "SpeechRecognitionEvent");
  },
  // The host says that nobody has spoken for long enough.
  recognitionTires(number) {
    const run = $.recognitions.listening.get(number);
    if (run === undefined) return;
    if (run.results.length > 0) $.endRecognition(run);
    else $.failRecognition(run, "no-speech", "Nobody spoke.");
  },
  failRecognition(run, error, message) {
    if (run.isOver) return;
    $.stopListening(run);
    $.fire(run.recognition, "error", { error, message }, "SpeechRecognitionErrorEvent");
    $.endRecognition(run);
  },
  // Tells that speech, sound and audio have ended, as far as they had begun.
  stopListening(run) {
    if (!run.isListening) return;
    run.isListening = false;
    $.recognitions.listening.delete(run.number);
    $.h.recognition_end(run.number);
    $.leaveTrack(run);
    for (const type of run.isSpeaking ? ["speechend", "soundend", "audioend"] : ["audioend"]) $.fire(run.recognition, type);
  },
  leaveTrack(run) {
    run.stopWatching?.();
    if (run.isOwn) $.prototypeOf("MediaStreamTrack").stop.call(run.track);
  },
  // https://webaudio.github.io/web-speech-api/#eventdef-speechrecognition-end
  endRecognition(run) {
    if (run.isOver) return;
    $.stopListening(run);
    run.isOver = true;
    run.impl.run = undefined;
    $.fire(run.recognition, "end");
  },
});

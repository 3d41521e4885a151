// The utterances that the host knows by numbers, and what it says about them.
library({
  get utterances() {
    return { last: 0, queued: new Map() };
  },
  newSynthesis() {
    const impl = { voices: [] };
    const synthesis = $.create("SpeechSynthesis", impl);
    // The voices are there a task later, as where they come from a service of the system.
    $.queueTask(() => {
      impl.voices = JSON.parse($.h.speech_voices()).map((voice) => $.create("SpeechSynthesisVoice", voice));
      $.fire(synthesis, "voiceschanged");
    });
    return synthesis;
  },
  // https://webaudio.github.io/web-speech-api/#dom-speechsynthesis-speak
  speak(utterance) {
    const impl = $.impl(utterance);
    const id = ++$.utterances.last;
    $.utterances.queued.set(id, utterance);
    $.h.speech_speak(id, impl.text, impl.rate, impl.volume);
  },
  speechEvent(id, type, charIndex, charLength, elapsedTime, detail) {
    const utterance = $.utterances.queued.get(id);
    const isError = type === "error";
    if (isError || type === "end") $.utterances.queued.delete(id);
    const init = { utterance, charIndex, charLength, elapsedTime: Math.fround(elapsedTime), name: isError ? "" : detail };
    if (isError) init.error = detail;
    $.fire(utterance, type, init, isError ? "SpeechSynthesisErrorEvent" : "SpeechSynthesisEvent");
  },
  initSpeechEvent(impl, type, init) {
    $.initEvent(impl, type, init);
    const { utterance, charIndex, charLength, elapsedTime, name } = init;
    Object.assign(impl, { utterance, charIndex, charLength, elapsedTime: Math.fround(elapsedTime), name });
  },
});

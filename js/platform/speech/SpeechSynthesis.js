// https://webaudio.github.io/web-speech-api/#speechsynthesis; the host keeps the queue and the time
define(
  `
[Exposed=Window]
interface SpeechSynthesis : EventTarget {
  readonly attribute boolean pending;
  readonly attribute boolean speaking;
  readonly attribute boolean paused;
  attribute EventHandler onvoiceschanged;
  undefined speak(SpeechSynthesisUtterance utterance);
  undefined cancel();
  undefined pause();
  undefined resume();
  sequence<SpeechSynthesisVoice> getVoices();
};`,
  class {
    get pending() {
      return h.speech_pending();
    }
    get speaking() {
      return h.speech_speaking();
    }
    get paused() {
      return h.speech_paused();
    }
    speak(utterance) {
      $.speak(utterance);
    }
    cancel() {
      h.speech_cancel();
    }
    pause() {
      h.speech_pause();
    }
    resume() {
      h.speech_resume();
    }
    getVoices() {
      return [...impl.voices];
    }
  },
);

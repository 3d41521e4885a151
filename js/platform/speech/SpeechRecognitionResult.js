// https://webaudio.github.io/web-speech-api/#speechreco-result
define(
  `
[Exposed=Window]
interface SpeechRecognitionResult {
  readonly attribute unsigned long length;
  getter SpeechRecognitionAlternative item(unsigned long index);
  readonly attribute boolean isFinal;
};`,
  class {
    get length() {
      return impl.list.length;
    }
    item(index) {
      return impl.list[index] ?? null;
    }
    get isFinal() {
      return impl.isFinal;
    }
    static $length(impl) {
      return impl.list.length;
    }
    static $item(impl, i) {
      return impl.list[i];
    }
  },
);

// https://webaudio.github.io/web-speech-api/#speechreco-resultlist
define(
  `
[Exposed=Window]
interface SpeechRecognitionResultList {
  readonly attribute unsigned long length;
  getter SpeechRecognitionResult item(unsigned long index);
};`,
  class {
    get length() {
      return impl.list.length;
    }
    item(index) {
      return impl.list[index] ?? null;
    }
    static $length(impl) {
      return impl.list.length;
    }
    static $item(impl, i) {
      return impl.list[i];
    }
  },
);

// https://webaudio.github.io/web-audio-api/#AudioSinkInfo
define(
  `
[Exposed=Window]
interface AudioSinkInfo {
  readonly attribute AudioSinkType type;
};
enum AudioSinkType { "none" };
`,
  class {
    get type() {
      return impl.type;
    }
  },
);

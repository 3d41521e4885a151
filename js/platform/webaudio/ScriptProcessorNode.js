// https://webaudio.github.io/web-audio-api/#ScriptProcessorNode
define(
  `
[Exposed=Window]
interface ScriptProcessorNode : AudioNode {
  attribute EventHandler onaudioprocess;
  readonly attribute long bufferSize;
};
`,
  class {
    get bufferSize() {
      return impl.bufferSize;
    }
  },
);

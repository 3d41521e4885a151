// https://webaudio.github.io/web-audio-api/#AudioWorkletGlobalScope
define(
  `
[Exposed=AudioWorklet]
interface WorkletGlobalScope {};
[Global=AudioWorklet, Exposed=AudioWorklet]
interface AudioWorkletGlobalScope : WorkletGlobalScope {
  undefined registerProcessor(DOMString name, Function processorCtor);
  readonly attribute unsigned long long currentFrame;
  readonly attribute double currentTime;
  readonly attribute float sampleRate;
  readonly attribute unsigned long renderQuantumSize;
  readonly attribute MessagePort port;
};
`,
  class {
    registerProcessor(name, processorCtor) {
      $.registerProcessor(name, processorCtor);
    }
    get currentFrame() {
      return $.workletFrame();
    }
    get currentTime() {
      return $.workletFrame() / $.workletScope.rate;
    }
    get sampleRate() {
      return $.workletScope.rate;
    }
    get renderQuantumSize() {
      return 128;
    }
    get port() {
      return $.workletScope.port;
    }
  },
);

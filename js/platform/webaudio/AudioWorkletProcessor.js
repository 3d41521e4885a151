// https://webaudio.github.io/web-audio-api/#AudioWorkletProcessor; it exists in the realm of an audio worklet only
define(
  `
[Exposed=AudioWorklet]
interface AudioWorkletProcessor {
  constructor();
  readonly attribute MessagePort port;
};
`,
  class {
    construct() {
      // 1. - 3.; what the node's creation left for it is taken once
      const { pending } = $.workletScope;
      if (pending === null) throw new $.TypeError("An AudioWorkletProcessor is made by its AudioWorkletNode.");
      $.workletScope.pending = null;
      impl.port = pending;
    }
    get port() {
      return impl.port;
    }
  },
);

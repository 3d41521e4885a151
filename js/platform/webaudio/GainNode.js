// https://webaudio.github.io/web-audio-api/#GainNode
define(
  `
[Exposed=Window]
interface GainNode : AudioNode {
  constructor(BaseAudioContext context, optional GainOptions options = {});
  [SameObject] readonly attribute AudioParam gain;
};
dictionary GainOptions : AudioNodeOptions { float gain = 1.0; };
`,
  class {
    construct(context, options) {
      $.initAudioNode(this, impl, "GainNode", context, options, { gain: options.gain });
    }
    get gain() {
      return $.newParam(this, impl, "gain", 1);
    }
  },
);

// https://webaudio.github.io/web-audio-api/#IIRFilterNode
define(
  `
[Exposed=Window]
interface IIRFilterNode : AudioNode {
  constructor(BaseAudioContext context, IIRFilterOptions options);
  undefined getFrequencyResponse(Float32Array frequencyHz, Float32Array magResponse, Float32Array phaseResponse);
};
dictionary IIRFilterOptions : AudioNodeOptions {
  required sequence<double> feedforward;
  required sequence<double> feedback;
};
`,
  class {
    // https://webaudio.github.io/web-audio-api/#dom-baseaudiocontext-createiirfilter
    construct(context, options) {
      const { feedforward, feedback } = options;
      const refuse = (name, why) => {
        throw new $.DOMException(why, name);
      };
      for (const list of [feedforward, feedback])
        if (list.length < 1 || list.length > 20)
          refuse("NotSupportedError", "An IIR filter has 1 to 20 coefficients either way.");
      if (feedforward.every((x) => x === 0)) refuse("InvalidStateError", "All feedforward coefficients are 0.");
      if (feedback[0] === 0) refuse("InvalidStateError", "The first feedback coefficient is 0.");
      // the renderer leaves out coefficients of the longer list that the other one has no counterpart of
      const count = Math.max(feedforward.length, feedback.length);
      const padded = (list) => Array.from({ length: count }, (_, i) => (i < list.length ? list[i] : 0));
      const own = { feedforward: padded(feedforward), feedback: padded(feedback) };
      $.initAudioNode(this, impl, "IIRFilterNode", context, options, own);
    }
    getFrequencyResponse(frequencyHz, magResponse, phaseResponse) {
      $.frequencyResponse(impl, frequencyHz, magResponse, phaseResponse);
    }
  },
);

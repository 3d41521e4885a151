// https://webaudio.github.io/web-audio-api/#AudioWorkletNode
define(
  `
[Exposed=Window, SecureContext]
interface AudioWorkletNode : AudioNode {
  constructor(BaseAudioContext context, DOMString name, optional AudioWorkletNodeOptions options = {});
  readonly attribute AudioParamMap parameters;
  readonly attribute MessagePort port;
  attribute EventHandler onprocessorerror;
};
dictionary AudioWorkletNodeOptions : AudioNodeOptions {
  unsigned long numberOfInputs = 1;
  unsigned long numberOfOutputs = 1;
  sequence<unsigned long> outputChannelCount;
  record<DOMString, double> parameterData;
  object processorOptions;
};
`,
  class {
    construct(context, name, options) {
      $.initWorkletNode(this, impl, context, name, options);
    }
    get parameters() {
      return impl.parameters;
    }
    get port() {
      return impl.port;
    }
  },
);

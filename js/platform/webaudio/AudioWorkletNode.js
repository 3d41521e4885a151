// https://webaudio.github.io/web-audio-api/#AudioWorkletNode; no processor can be registered, so none can be made
define(`
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
  any parameterData;
  object processorOptions;
};
`, class {
  construct(context, name, options) {
    throw new $.DOMException(`No AudioWorkletProcessor ${name} is registered.`, "InvalidStateError");
  }
});

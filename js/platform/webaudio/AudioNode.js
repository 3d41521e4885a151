// https://webaudio.github.io/web-audio-api/#AudioNode
define(
  `
[Exposed=Window]
interface AudioNode : EventTarget {
  AudioNode connect(AudioNode destinationNode, optional unsigned long output = 0, optional unsigned long input = 0);
  undefined connect(AudioParam destinationParam, optional unsigned long output = 0);
  undefined disconnect();
  undefined disconnect(unsigned long output);
  undefined disconnect(AudioNode destinationNode);
  undefined disconnect(AudioNode destinationNode, unsigned long output);
  undefined disconnect(AudioNode destinationNode, unsigned long output, unsigned long input);
  undefined disconnect(AudioParam destinationParam);
  undefined disconnect(AudioParam destinationParam, unsigned long output);
  readonly attribute BaseAudioContext context;
  readonly attribute unsigned long numberOfInputs;
  readonly attribute unsigned long numberOfOutputs;
  attribute unsigned long channelCount;
  attribute ChannelCountMode channelCountMode;
  attribute ChannelInterpretation channelInterpretation;
};
enum ChannelCountMode { "max", "clamped-max", "explicit" };
enum ChannelInterpretation { "speakers", "discrete" };
dictionary AudioNodeOptions {
  unsigned long channelCount;
  ChannelCountMode channelCountMode;
  ChannelInterpretation channelInterpretation;
};
`,
  class {
    connect(destination, output, input) {
      return $.connectAudio(impl, destination, output, input);
    }
    disconnect(destination, output, input) {
      $.disconnectAudio(impl, destination, output, input);
    }
    get context() {
      return impl.context;
    }
    get numberOfInputs() {
      return impl.inputs;
    }
    get numberOfOutputs() {
      return impl.outputs;
    }
    get channelCount() {
      return impl.channelCount;
    }
    set channelCount(value) {
      $.checkChannelCount(impl, value);
      impl.channelCount = value;
      h.audio_set(impl.id, "channelCount", value);
    }
    get channelCountMode() {
      return impl.channelCountMode;
    }
    set channelCountMode(value) {
      $.checkChannelCountMode(impl, value);
      impl.channelCountMode = value;
      h.audio_set(impl.id, "channelCountMode", value);
    }
    get channelInterpretation() {
      return impl.channelInterpretation;
    }
    set channelInterpretation(value) {
      $.checkChannelInterpretation(impl, value);
      impl.channelInterpretation = value;
      h.audio_set(impl.id, "channelInterpretation", value);
    }
  },
);

// https://webaudio.github.io/web-audio-api/#BiquadFilterNode
define(
  `
[Exposed=Window]
interface BiquadFilterNode : AudioNode {
  constructor(BaseAudioContext context, optional BiquadFilterOptions options = {});
  attribute BiquadFilterType type;
  [SameObject] readonly attribute AudioParam frequency;
  [SameObject] readonly attribute AudioParam detune;
  [SameObject] readonly attribute AudioParam Q;
  [SameObject] readonly attribute AudioParam gain;
  undefined getFrequencyResponse(Float32Array frequencyHz, Float32Array magResponse, Float32Array phaseResponse);
};
enum BiquadFilterType { "lowpass", "highpass", "bandpass", "lowshelf", "highshelf", "peaking", "notch", "allpass" };
dictionary BiquadFilterOptions : AudioNodeOptions {
  BiquadFilterType type = "lowpass";
  float Q = 1;
  float detune = 0;
  float frequency = 350;
  float gain = 0;
};
`,
  class {
    construct(context, options) {
      const { type, Q, detune, frequency, gain } = options;
      $.initAudioNode(this, impl, "BiquadFilterNode", context, options, { type, Q, detune, frequency, gain });
      impl.type = type;
    }
    get type() {
      return impl.type;
    }
    set type(value) {
      impl.type = value;
      h.audio_set(impl.id, "type", value);
    }
    get frequency() {
      return $.newParam(this, impl, "frequency", 350, 0, impl.ctx.rate / 2);
    }
    get detune() {
      return $.detuneParam(this, impl);
    }
    get Q() {
      return $.newParam(this, impl, "Q", 1);
    }
    // the most that a gain in decibels can be: 40 * log10(FLT_MAX)
    get gain() {
      return $.newParam(this, impl, "gain", 0, -$.FLT_MAX, 40 * Math.fround(Math.log10($.FLT_MAX)));
    }
    getFrequencyResponse(frequencyHz, magResponse, phaseResponse) {
      $.frequencyResponse(impl, frequencyHz, magResponse, phaseResponse);
    }
  },
);

// https://webaudio.github.io/web-audio-api/#AnalyserNode
define(
  `
[Exposed=Window]
interface AnalyserNode : AudioNode {
  constructor(BaseAudioContext context, optional AnalyserOptions options = {});
  undefined getFloatFrequencyData(Float32Array array);
  undefined getByteFrequencyData(Uint8Array array);
  undefined getFloatTimeDomainData(Float32Array array);
  undefined getByteTimeDomainData(Uint8Array array);
  attribute unsigned long fftSize;
  readonly attribute unsigned long frequencyBinCount;
  attribute double minDecibels;
  attribute double maxDecibels;
  attribute double smoothingTimeConstant;
};
dictionary AnalyserOptions : AudioNodeOptions {
  unsigned long fftSize = 2048;
  double maxDecibels = -30;
  double minDecibels = -100;
  double smoothingTimeConstant = 0.8;
};
`,
  class {
    construct(context, options) {
      const { fftSize, maxDecibels, minDecibels, smoothingTimeConstant } = options;
      const given = { fftSize, maxDecibels, minDecibels, smoothingTimeConstant };
      for (const key in given) $.checkAnalyser({ ...given }, key, given[key]);
      $.initAudioNode(this, impl, "AnalyserNode", context, options, given);
      Object.assign(impl, given);
    }
    getFloatFrequencyData(array) {
      $.analyse(impl, "getFloatFrequencyData", $.float32(array), impl.fftSize / 2);
    }
    getByteFrequencyData(array) {
      $.analyse(impl, "getByteFrequencyData", $.uint8(array), impl.fftSize / 2);
    }
    getFloatTimeDomainData(array) {
      $.analyse(impl, "getFloatTimeDomainData", $.float32(array), impl.fftSize);
    }
    getByteTimeDomainData(array) {
      $.analyse(impl, "getByteTimeDomainData", $.uint8(array), impl.fftSize);
    }
    get fftSize() {
      return impl.fftSize;
    }
    set fftSize(value) {
      $.setAnalyser(impl, "fftSize", value);
    }
    get frequencyBinCount() {
      return impl.fftSize / 2;
    }
    get minDecibels() {
      return impl.minDecibels;
    }
    set minDecibels(value) {
      $.setAnalyser(impl, "minDecibels", value);
    }
    get maxDecibels() {
      return impl.maxDecibels;
    }
    set maxDecibels(value) {
      $.setAnalyser(impl, "maxDecibels", value);
    }
    get smoothingTimeConstant() {
      return impl.smoothingTimeConstant;
    }
    set smoothingTimeConstant(value) {
      $.setAnalyser(impl, "smoothingTimeConstant", value);
    }
  },
);

// https://webaudio.github.io/web-audio-api/#WaveShaperNode
define(
  `
[Exposed=Window]
interface WaveShaperNode : AudioNode {
  constructor(BaseAudioContext context, optional WaveShaperOptions options = {});
  attribute Float32Array? curve;
  attribute OverSampleType oversample;
};
enum OverSampleType { "none", "2x", "4x" };
dictionary WaveShaperOptions : AudioNodeOptions {
  sequence<float> curve;
  OverSampleType oversample = "none";
};
`,
  class {
    construct(context, options) {
      const { curve, oversample } = options;
      if (curve !== undefined && curve.length < 2)
        throw new $.DOMException("A curve needs at least two values.", "InvalidStateError");
      $.initAudioNode(this, impl, "WaveShaperNode", context, options, { oversample });
      Object.assign(impl, { oversample, curve: null });
      if (curve !== undefined) this.curve = Float32Array.from(curve);
    }
    get curve() {
      return impl.curve === null ? null : impl.curve.slice();
    }
    // https://webaudio.github.io/web-audio-api/#dom-waveshapernode-curve
    // INTEROP: browsers let a page replace a curve by another, where the standard throws
    set curve(value) {
      if (value == null) {
        impl.curve = null;
        h.audio_clear_curve(impl.id);
        return;
      }
      if ($.float32(value).length < 2) throw new $.DOMException("A curve needs at least two values.", "InvalidStateError");
      impl.curve = Float32Array.from(value);
      $.handFloats(impl.curve);
      h.audio_set_curve(impl.id);
    }
    get oversample() {
      return impl.oversample;
    }
    set oversample(value) {
      impl.oversample = value;
      h.audio_set(impl.id, "oversample", value);
    }
  },
);

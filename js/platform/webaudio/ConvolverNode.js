// https://webaudio.github.io/web-audio-api/#ConvolverNode
define(
  `
[Exposed=Window]
interface ConvolverNode : AudioNode {
  constructor(BaseAudioContext context, optional ConvolverOptions options = {});
  attribute AudioBuffer? buffer;
  attribute boolean normalize;
};
dictionary ConvolverOptions : AudioNodeOptions {
  AudioBuffer? buffer;
  boolean disableNormalization = false;
};
`,
  class {
    construct(context, options) {
      $.initAudioNode(this, impl, "ConvolverNode", context, options, { disableNormalization: options.disableNormalization });
      Object.assign(impl, { normalize: !options.disableNormalization, buffer: null });
      if (options.buffer) this.buffer = options.buffer;
    }
    get buffer() {
      return impl.buffer;
    }
    // https://webaudio.github.io/web-audio-api/#dom-convolvernode-buffer
    set buffer(value) {
      if (value !== null) {
        const { rate, channels } = $.impl(value);
        if (rate !== impl.ctx.rate)
          throw new $.DOMException(`The buffer has ${rate} Hz and the context ${impl.ctx.rate} Hz.`, "NotSupportedError");
        if (channels !== 1 && channels !== 2 && channels !== 4)
          throw new $.DOMException(`A response of ${channels} channels is not supported.`, "NotSupportedError");
      }
      h.audio_set_buffer(impl.id, value === null ? 0 : $.acquireBuffer(value));
      impl.buffer = value;
    }
    get normalize() {
      return impl.normalize;
    }
    set normalize(value) {
      impl.normalize = value;
      h.audio_set(impl.id, "normalize", value);
    }
  },
);

// https://webaudio.github.io/web-audio-api/#PeriodicWave
define(
  `
[Exposed=Window]
interface PeriodicWave {
  constructor(BaseAudioContext context, optional PeriodicWaveOptions options = {});
};
dictionary PeriodicWaveConstraints { boolean disableNormalization = false; };
dictionary PeriodicWaveOptions : PeriodicWaveConstraints {
  sequence<float> real;
  sequence<float> imag;
};
`,
  class {
    // https://webaudio.github.io/web-audio-api/#dom-periodicwave-periodicwave
    construct(context, options) {
      let { real, imag } = options;
      const refuse = (why) => {
        throw new $.DOMException(why, "IndexSizeError");
      };
      if (real !== undefined && imag !== undefined && real.length !== imag.length) refuse("real and imag differ in length.");
      if ((real ?? imag)?.length < 2) refuse("A PeriodicWave needs at least two coefficients.");
      if (real === undefined && imag === undefined) imag = [0, 1];
      // Harmonics that no table of Chromium's has are left out as it leaves them out: their time is the package's. And its table has 8192
      // samples, in which higher ones than 4096 would be lower ones.
      const rate = context.sampleRate;
      const most = rate <= 24000 ? 1024 : rate <= 88200 ? 2048 : 4096;
      real = real?.slice(0, most);
      imag = imag?.slice(0, most);
      real = Array.from(real ?? imag.map(() => 0), Math.fround);
      imag = Array.from(imag ?? real.map(() => 0), Math.fround);
      real[0] = imag[0] = 0;
      impl.ctx = $.impl(context);
      impl.id = h.audio_node(
        impl.ctx.id,
        "PeriodicWave",
        JSON.stringify({ real, imag, disableNormalization: options.disableNormalization }),
      );
      $.audioGarbage.register(this, impl.id);
    }
  },
);

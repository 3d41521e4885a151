// https://webaudio.github.io/web-audio-api/#OscillatorNode
define(
  `
[Exposed=Window]
interface OscillatorNode : AudioScheduledSourceNode {
  constructor(BaseAudioContext context, optional OscillatorOptions options = {});
  attribute OscillatorType type;
  [SameObject] readonly attribute AudioParam frequency;
  [SameObject] readonly attribute AudioParam detune;
  undefined setPeriodicWave(PeriodicWave periodicWave);
};
enum OscillatorType { "sine", "square", "sawtooth", "triangle", "custom" };
dictionary OscillatorOptions : AudioNodeOptions {
  OscillatorType type = "sine";
  float frequency = 440;
  float detune = 0;
  PeriodicWave periodicWave;
};
`,
  class {
    construct(context, options) {
      const { periodicWave, frequency, detune } = options;
      if (options.type === "custom" && periodicWave === undefined)
        throw new $.DOMException("A custom oscillator needs a periodicWave.", "InvalidStateError");
      const type = periodicWave === undefined ? options.type : "sine";
      $.initAudioNode(this, impl, "OscillatorNode", context, options, { type, frequency, detune });
      impl.type = type;
      if (periodicWave !== undefined) this.setPeriodicWave(periodicWave);
    }
    get type() {
      return impl.type;
    }
    set type(value) {
      if (value === "custom") {
        if (impl.type !== "custom")
          throw new $.DOMException("type cannot be set to custom: use setPeriodicWave().", "InvalidStateError");
        return;
      }
      impl.type = value;
      h.audio_set(impl.id, "type", value);
    }
    get frequency() {
      return $.newParam(this, impl, "frequency", 440, -impl.ctx.rate / 2, impl.ctx.rate / 2);
    }
    get detune() {
      return $.detuneParam(this, impl);
    }
    setPeriodicWave(periodicWave) {
      const wave = $.impl(periodicWave);
      if (wave.ctx !== impl.ctx) throw new $.DOMException("The PeriodicWave belongs to another context.", "InvalidAccessError");
      impl.type = "custom";
      h.audio_set_wave(impl.id, wave.id);
    }
  },
);

// https://webaudio.github.io/web-audio-api/#DynamicsCompressorNode
define(
  `
[Exposed=Window]
interface DynamicsCompressorNode : AudioNode {
  constructor(BaseAudioContext context, optional DynamicsCompressorOptions options = {});
  [SameObject] readonly attribute AudioParam threshold;
  [SameObject] readonly attribute AudioParam knee;
  [SameObject] readonly attribute AudioParam ratio;
  readonly attribute float reduction;
  [SameObject] readonly attribute AudioParam attack;
  [SameObject] readonly attribute AudioParam release;
};
dictionary DynamicsCompressorOptions : AudioNodeOptions {
  float attack = 0.003;
  float knee = 30;
  float ratio = 12;
  float release = 0.25;
  float threshold = -24;
};
`,
  class {
    construct(context, options) {
      const { attack, knee, ratio, release, threshold } = options;
      $.initAudioNode(this, impl, "DynamicsCompressorNode", context, options, { attack, knee, ratio, release, threshold });
    }
    get threshold() {
      return $.newParam(this, impl, "threshold", -24, -100, 0, "k-rate", true);
    }
    get knee() {
      return $.newParam(this, impl, "knee", 30, 0, 40, "k-rate", true);
    }
    get ratio() {
      return $.newParam(this, impl, "ratio", 12, 1, 20, "k-rate", true);
    }
    get reduction() {
      return h.audio_number(impl.id, "reduction");
    }
    get attack() {
      return $.newParam(this, impl, "attack", 0.003, 0, 1, "k-rate", true);
    }
    get release() {
      return $.newParam(this, impl, "release", 0.25, 0, 1, "k-rate", true);
    }
  },
);

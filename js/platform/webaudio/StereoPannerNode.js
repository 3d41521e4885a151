// https://webaudio.github.io/web-audio-api/#StereoPannerNode
define(
  `
[Exposed=Window]
interface StereoPannerNode : AudioNode {
  constructor(BaseAudioContext context, optional StereoPannerOptions options = {});
  [SameObject] readonly attribute AudioParam pan;
};
dictionary StereoPannerOptions : AudioNodeOptions { float pan = 0; };
`,
  class {
    construct(context, options) {
      $.initAudioNode(this, impl, "StereoPannerNode", context, options, { pan: options.pan });
    }
    get pan() {
      return $.newParam(this, impl, "pan", 0, -1, 1);
    }
  },
);

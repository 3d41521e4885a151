// https://webaudio.github.io/web-audio-api/#ConstantSourceNode
define(
  `
[Exposed=Window]
interface ConstantSourceNode : AudioScheduledSourceNode {
  constructor(BaseAudioContext context, optional ConstantSourceOptions options = {});
  [SameObject] readonly attribute AudioParam offset;
};
dictionary ConstantSourceOptions { float offset = 1; };
`,
  class {
    construct(context, options) {
      $.initAudioNode(this, impl, "ConstantSourceNode", context, {}, { offset: options.offset });
    }
    get offset() {
      return $.newParam(this, impl, "offset", 1);
    }
  },
);

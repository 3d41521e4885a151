// https://webaudio.github.io/web-audio-api/#DelayNode
define(
  `
[Exposed=Window]
interface DelayNode : AudioNode {
  constructor(BaseAudioContext context, optional DelayOptions options = {});
  [SameObject] readonly attribute AudioParam delayTime;
};
dictionary DelayOptions : AudioNodeOptions {
  double maxDelayTime = 1;
  double delayTime = 0;
};
`,
  class {
    construct(context, options) {
      const { maxDelayTime, delayTime } = options;
      if (!(maxDelayTime > 0 && maxDelayTime < 180))
        throw new $.DOMException(`maxDelayTime ${maxDelayTime} is not between 0 and 180 seconds.`, "NotSupportedError");
      impl.max = maxDelayTime;
      $.initAudioNode(this, impl, "DelayNode", context, options, { maxDelayTime, delayTime });
    }
    get delayTime() {
      return $.newParam(this, impl, "delayTime", 0, 0, impl.max);
    }
  },
);

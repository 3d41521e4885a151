// https://webaudio.github.io/web-audio-api/#ChannelMergerNode
define(
  `
[Exposed=Window]
interface ChannelMergerNode : AudioNode {
  constructor(BaseAudioContext context, optional ChannelMergerOptions options = {});
};
dictionary ChannelMergerOptions : AudioNodeOptions { unsigned long numberOfInputs = 6; };
`,
  class {
    construct(context, options) {
      const { numberOfInputs } = options;
      if (numberOfInputs < 1 || numberOfInputs > 32)
        throw new $.DOMException(`numberOfInputs ${numberOfInputs} is not between 1 and 32.`, "IndexSizeError");
      $.initAudioNode(this, impl, "ChannelMergerNode", context, options, { numberOfInputs }, { inputs: numberOfInputs });
    }
  },
);

// https://webaudio.github.io/web-audio-api/#ChannelSplitterNode
define(
  `
[Exposed=Window]
interface ChannelSplitterNode : AudioNode {
  constructor(BaseAudioContext context, optional ChannelSplitterOptions options = {});
};
dictionary ChannelSplitterOptions : AudioNodeOptions { unsigned long numberOfOutputs = 6; };
`,
  class {
    construct(context, options) {
      const { numberOfOutputs } = options;
      if (numberOfOutputs < 1 || numberOfOutputs > 32)
        throw new $.DOMException(`numberOfOutputs ${numberOfOutputs} is not between 1 and 32.`, "IndexSizeError");
      $.initAudioNode(
        this,
        impl,
        "ChannelSplitterNode",
        context,
        options,
        { numberOfOutputs },
        { outputs: numberOfOutputs, channelCount: numberOfOutputs },
      );
    }
  },
);

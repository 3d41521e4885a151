// https://webaudio.github.io/web-audio-api/#AudioDestinationNode
define(
  `
[Exposed=Window]
interface AudioDestinationNode : AudioNode {
  readonly attribute unsigned long maxChannelCount;
};
`,
  class {
    get maxChannelCount() {
      return impl.maxChannelCount;
    }
  },
);

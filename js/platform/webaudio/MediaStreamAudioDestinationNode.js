// https://webaudio.github.io/web-audio-api/#MediaStreamAudioDestinationNode
define(
  `
[Exposed=Window]
interface MediaStreamAudioDestinationNode : AudioNode {
  constructor(AudioContext context, optional AudioNodeOptions options = {});
  [SameObject] readonly attribute MediaStream stream;
};
`,
  class {
    construct(context, options) {
      $.initAudioNode(this, impl, "MediaStreamAudioDestinationNode", context, options);
    }
    get stream() {
      return $.newStream([$.newTrack(h.audio_destination_track(impl.id))]);
    }
  },
);

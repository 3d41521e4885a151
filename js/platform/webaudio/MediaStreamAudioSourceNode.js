// https://webaudio.github.io/web-audio-api/#MediaStreamAudioSourceNode
define(
  `
[Exposed=Window]
interface MediaStreamAudioSourceNode : AudioNode {
  constructor(AudioContext context, MediaStreamAudioSourceOptions options);
  readonly attribute MediaStream mediaStream;
};
dictionary MediaStreamAudioSourceOptions { required MediaStream mediaStream; };
`,
  class {
    // https://webaudio.github.io/web-audio-api/#dom-mediastreamaudiosourcenode-mediastreamaudiosourcenode
    construct(context, options) {
      const { mediaStream } = options;
      // 1. - 4. the track whose id comes first
      const tracks = mediaStream.getAudioTracks().sort((a, b) => (a.id < b.id ? -1 : 1));
      if (tracks.length === 0) throw new $.DOMException("The MediaStream has no audio track.", "InvalidStateError");
      $.initAudioNode(this, impl, "MediaStreamAudioSourceNode", context, {});
      impl.mediaStream = mediaStream;
      $.feedTrack(this, impl, tracks[0]);
    }
    get mediaStream() {
      return impl.mediaStream;
    }
  },
);

// https://webaudio.github.io/web-audio-api/#MediaStreamTrackAudioSourceNode
define(
  `
[Exposed=Window]
interface MediaStreamTrackAudioSourceNode : AudioNode {
  constructor(AudioContext context, MediaStreamTrackAudioSourceOptions options);
};
dictionary MediaStreamTrackAudioSourceOptions { required MediaStreamTrack mediaStreamTrack; };
`,
  class {
    construct(context, options) {
      const { mediaStreamTrack } = options;
      if (mediaStreamTrack.kind !== "audio")
        throw new $.DOMException("The MediaStreamTrack is no audio track.", "InvalidStateError");
      $.initAudioNode(this, impl, "MediaStreamTrackAudioSourceNode", context, {});
      $.feedTrack(this, impl, mediaStreamTrack);
    }
  },
);

// https://webaudio.github.io/web-audio-api/#MediaElementAudioSourceNode
define(
  `
[Exposed=Window]
interface MediaElementAudioSourceNode : AudioNode {
  constructor(AudioContext context, MediaElementAudioSourceOptions options);
  readonly attribute HTMLMediaElement mediaElement;
};
dictionary MediaElementAudioSourceOptions { required HTMLMediaElement mediaElement; };
`,
  class {
    // https://webaudio.github.io/web-audio-api/#dom-audiocontext-createmediaelementsource
    construct(context, options) {
      const { mediaElement } = options;
      const element = $.impl(mediaElement);
      if (element.audioSource) throw new $.DOMException("The media element has a source node already.", "InvalidStateError");
      $.initAudioNode(this, impl, "MediaElementAudioSourceNode", context, {});
      element.audioSource = this;
      impl.mediaElement = mediaElement;
      $.audioSources.set(impl.id, this);
      h.audio_feed_element(impl.id, element.id);
    }
    get mediaElement() {
      return impl.mediaElement;
    }
  },
);

// https://webaudio.github.io/web-audio-api/#AudioContext
define(
  `
[Exposed=Window, LegacyWindowAlias=webkitAudioContext]
interface AudioContext : BaseAudioContext {
  constructor(optional AudioContextOptions contextOptions = {});
  readonly attribute double baseLatency;
  readonly attribute double outputLatency;
  [SecureContext] readonly attribute any sinkId;
  attribute EventHandler onsinkchange;
  attribute EventHandler onerror;
  [SameObject] readonly attribute AudioPlaybackStats playbackStats;
  AudioTimestamp getOutputTimestamp();
  Promise<undefined> resume();
  Promise<undefined> suspend();
  Promise<undefined> close();
  [SecureContext] Promise<undefined> setSinkId(any sinkId);
  MediaElementAudioSourceNode createMediaElementSource(HTMLMediaElement mediaElement);
  MediaStreamAudioSourceNode createMediaStreamSource(MediaStream mediaStream);
  MediaStreamTrackAudioSourceNode createMediaStreamTrackSource(MediaStreamTrack mediaStreamTrack);
  MediaStreamAudioDestinationNode createMediaStreamDestination();
};
dictionary AudioContextOptions {
  any latencyHint = "interactive";
  float sampleRate;
  any sinkId;
  any renderSizeHint = "default";
};
enum AudioContextLatencyCategory { "balanced", "interactive", "playback" };
`,
  class {
    construct(contextOptions) {
      $.initAudioContext(this, impl, contextOptions);
    }
    get baseLatency() {
      return impl.baseLatency;
    }
    // there is no device behind it
    get outputLatency() {
      return 0;
    }
    get sinkId() {
      return impl.sink ?? "";
    }
    get playbackStats() {
      return $.create("AudioPlaybackStats", { context: impl });
    }
    // https://webaudio.github.io/web-audio-api/#dom-audiocontext-getoutputtimestamp
    getOutputTimestamp() {
      const contextTime = h.audio_time(impl.id);
      return { __proto__: $.objects, contextTime, performanceTime: contextTime === 0 ? 0 : h.now() };
    }
    resume() {
      return $.resumeAudio(this, impl);
    }
    suspend() {
      return $.suspendAudio(this, impl);
    }
    close() {
      return $.closeAudio(this, impl);
    }
    setSinkId(sinkId) {
      return $.setAudioSink(this, impl, sinkId);
    }
    createMediaElementSource(mediaElement) {
      return $.audioNode("MediaElementAudioSourceNode", this, { mediaElement });
    }
    createMediaStreamSource(mediaStream) {
      return $.audioNode("MediaStreamAudioSourceNode", this, { mediaStream });
    }
    createMediaStreamTrackSource(mediaStreamTrack) {
      return $.audioNode("MediaStreamTrackAudioSourceNode", this, { mediaStreamTrack });
    }
    createMediaStreamDestination() {
      return $.audioNode("MediaStreamAudioDestinationNode", this);
    }
  },
);

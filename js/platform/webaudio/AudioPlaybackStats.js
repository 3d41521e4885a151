// https://webaudio.github.io/web-audio-api/#AudioPlaybackStats; no device is behind a context, so nothing is late or lost
define(
  `
[Exposed=Window, SecureContext]
interface AudioPlaybackStats {
  readonly attribute double underrunDuration;
  readonly attribute unsigned long underrunEvents;
  readonly attribute double totalDuration;
  readonly attribute double averageLatency;
  readonly attribute double minimumLatency;
  readonly attribute double maximumLatency;
  undefined resetLatency();
  object toJSON();
};
`,
  class {
    get underrunDuration() {
      return 0;
    }
    get underrunEvents() {
      return 0;
    }
    get totalDuration() {
      return h.audio_time(impl.context.id);
    }
    get averageLatency() {
      return impl.context.baseLatency;
    }
    get minimumLatency() {
      return impl.context.baseLatency;
    }
    get maximumLatency() {
      return impl.context.baseLatency;
    }
    resetLatency() {}
    toJSON() {
      const { underrunDuration, underrunEvents, totalDuration, averageLatency, minimumLatency, maximumLatency } = this;
      return { underrunDuration, underrunEvents, totalDuration, averageLatency, minimumLatency, maximumLatency };
    }
  },
);

// https://webaudio.github.io/web-audio-api/#OfflineAudioContext
define(
  `
[Exposed=Window]
interface OfflineAudioContext : BaseAudioContext {
  constructor(any contextOptions, optional any length, optional any sampleRate);
  Promise<AudioBuffer> startRendering(optional unsigned long? chunkSize = null);
  Promise<undefined> resume();
  Promise<undefined> suspend(double suspendTime);
  Promise<undefined> close();
  readonly attribute unsigned long? length;
  attribute EventHandler oncomplete;
};
dictionary OfflineAudioContextOptions {
  unsigned long numberOfChannels = 1;
  required unsigned long length;
  required float sampleRate;
  any renderSizeHint = "default";
};
`,
  class {
    construct(contextOptions, length, sampleRate) {
      let options = contextOptions;
      if (arguments.length > 1 || (options !== undefined && options !== null && typeof options !== "object")) {
        if (arguments.length < 3)
          throw new $.TypeError(
            `Failed to construct 'OfflineAudioContext': 3 arguments required, but only ${arguments.length} present.`,
          );
        options = { numberOfChannels: contextOptions, length, sampleRate };
      }
      $.initOfflineContext(this, impl, $.dictionary(options, "OfflineAudioContextOptions"));
    }
    startRendering(chunkSize) {
      return $.startRendering(this, impl);
    }
    resume() {
      return $.resumeOffline(this, impl);
    }
    suspend(suspendTime) {
      return $.suspendOffline(impl, suspendTime);
    }
    close() {
      return $.closeOffline(this, impl);
    }
    get length() {
      return impl.length;
    }
  },
);

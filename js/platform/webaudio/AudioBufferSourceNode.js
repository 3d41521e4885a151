// https://webaudio.github.io/web-audio-api/#AudioBufferSourceNode
define(
  `
[Exposed=Window]
interface AudioBufferSourceNode : AudioScheduledSourceNode {
  constructor(BaseAudioContext context, optional AudioBufferSourceOptions options = {});
  attribute AudioBuffer? buffer;
  [SameObject] readonly attribute AudioParam playbackRate;
  [SameObject] readonly attribute AudioParam detune;
  attribute boolean loop;
  attribute double loopStart;
  attribute double loopEnd;
  undefined start(optional double when = 0, optional double offset, optional double duration);
};
dictionary AudioBufferSourceOptions {
  AudioBuffer? buffer;
  float detune = 0;
  boolean loop = false;
  double loopEnd = 0;
  double loopStart = 0;
  float playbackRate = 1;
};
`,
  class {
    construct(context, options) {
      const { detune, loop, loopEnd, loopStart, playbackRate } = options;
      $.initAudioNode(this, impl, "AudioBufferSourceNode", context, {}, { detune, loop, loopEnd, loopStart, playbackRate });
      Object.assign(impl, { buffer: null, loop, loopEnd, loopStart });
      if (options.buffer) this.buffer = options.buffer;
    }
    get buffer() {
      return impl.buffer;
    }
    // https://webaudio.github.io/web-audio-api/#dom-audiobuffersourcenode-buffer
    set buffer(value) {
      if (value !== null && impl.bufferSet) throw new $.DOMException("buffer was set before.", "InvalidStateError");
      impl.buffer = value;
      if (value === null) {
        h.audio_set_buffer(impl.id, 0);
        return;
      }
      impl.bufferSet = true;
      if (impl.started) h.audio_set_buffer(impl.id, $.acquireBuffer(value));
    }
    get playbackRate() {
      return $.newParam(this, impl, "playbackRate", 1, -$.FLT_MAX, $.FLT_MAX, "k-rate", true);
    }
    get detune() {
      return $.newParam(this, impl, "detune", 0, -$.FLT_MAX, $.FLT_MAX, "k-rate", true);
    }
    get loop() {
      return impl.loop;
    }
    set loop(value) {
      impl.loop = value;
      h.audio_set(impl.id, "loop", value);
    }
    get loopStart() {
      return impl.loopStart;
    }
    set loopStart(value) {
      impl.loopStart = value;
      h.audio_set(impl.id, "loopStart", value);
    }
    get loopEnd() {
      return impl.loopEnd;
    }
    set loopEnd(value) {
      impl.loopEnd = value;
      h.audio_set(impl.id, "loopEnd", value);
    }
    // https://webaudio.github.io/web-audio-api/#dom-audiobuffersourcenode-start
    start(when, offset, duration) {
      if (impl.started) throw new $.DOMException("start() was called before.", "InvalidStateError");
      $.audioTimeArgument(when, "when");
      if (offset !== undefined) $.audioTimeArgument(offset, "offset");
      if (duration !== undefined) $.audioTimeArgument(duration, "duration");
      if (impl.buffer !== null) h.audio_set_buffer(impl.id, $.acquireBuffer(impl.buffer));
      $.startSource(this, impl, when, offset ?? 0, duration);
    }
  },
);

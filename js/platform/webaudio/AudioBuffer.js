// https://webaudio.github.io/web-audio-api/#AudioBuffer
define(
  `
[Exposed=Window]
interface AudioBuffer {
  constructor(AudioBufferOptions options);
  readonly attribute float sampleRate;
  readonly attribute unsigned long length;
  readonly attribute double duration;
  readonly attribute unsigned long numberOfChannels;
  Float32Array getChannelData(unsigned long channel);
  undefined copyFromChannel(Float32Array destination, unsigned long channelNumber, optional unsigned long bufferOffset = 0);
  undefined copyToChannel(Float32Array source, unsigned long channelNumber, optional unsigned long bufferOffset = 0);
};
dictionary AudioBufferOptions {
  unsigned long numberOfChannels = 1;
  required unsigned long length;
  required float sampleRate;
};
`,
  class {
    construct(options) {
      Object.assign(impl, $.audioBufferSlots(options.numberOfChannels, options.length, options.sampleRate));
    }
    get sampleRate() {
      return impl.rate;
    }
    get length() {
      return impl.length;
    }
    get duration() {
      return impl.length / impl.rate;
    }
    get numberOfChannels() {
      return impl.channels;
    }
    getChannelData(channel) {
      $.checkChannel(impl, channel);
      impl.handedOut = true;
      return $.bufferData(impl)[channel];
    }
    // https://webaudio.github.io/web-audio-api/#dom-audiobuffer-copyfromchannel
    copyFromChannel(destination, channelNumber, bufferOffset) {
      $.float32(destination);
      $.checkChannel(impl, channelNumber);
      destination.set($.bufferData(impl)[channelNumber].subarray(bufferOffset, bufferOffset + destination.length));
    }
    // https://webaudio.github.io/web-audio-api/#dom-audiobuffer-copytochannel
    copyToChannel(source, channelNumber, bufferOffset) {
      $.float32(source);
      $.checkChannel(impl, channelNumber);
      const count = Math.max(0, Math.min(impl.length - bufferOffset, source.length));
      $.bufferData(impl)[channelNumber].set(source.subarray(0, count), count > 0 ? bufferOffset : 0);
      impl.changed = true;
    }
  },
);

// Samples of AudioBuffers: where they are, and when the renderer gets them. https://webaudio.github.io/web-audio-api/#AudioBuffer
//
// `impl.data` is what the page writes to, null as long as it has not looked; `impl.id` is the host's copy, 0 when there is none.
// Samples that the host has decoded or rendered come into script only when the page asks for them.
library({
  audioBufferSlots(channels, length, sampleRate) {
    const rate = Math.fround(sampleRate);
    const refuse = (what) => {
      throw new $.DOMException(`An AudioBuffer cannot have ${what}.`, "NotSupportedError");
    };
    if (channels < 1 || channels > 32) refuse(`${channels} channels`);
    if (length < 1) refuse("no frames");
    if (!(rate >= 3000 && rate <= 768000)) refuse(`${rate} Hz`);
    // AD-HOC: what could not be held in memory is refused at once
    if (channels * length > 1 << 26)
      throw new $.RangeError(`An AudioBuffer of ${channels} channels of ${length} frames does not fit in memory.`);
    return { channels, length, rate, id: 0, data: null, handedOut: false, changed: false };
  },
  newAudioBuffer(channels, length, sampleRate) {
    return $.create("AudioBuffer", $.audioBufferSlots(channels, length, sampleRate));
  },
  // an AudioBuffer of samples that the host has
  hostAudioBuffer(id, channels, length, rate) {
    const buffer = $.create("AudioBuffer", { channels, length, rate, id, data: null, handedOut: false, changed: false });
    $.audioGarbage.register(buffer, id);
    return buffer;
  },
  checkChannel(impl, channel) {
    if (channel >= impl.channels)
      throw new $.DOMException(`There is no channel ${channel}: the buffer has ${impl.channels}.`, "IndexSizeError");
  },
  bufferData(impl) {
    if (impl.data !== null) return impl.data;
    impl.data = [];
    const { length } = impl;
    if (impl.id !== 0) $.h.audio_buffer_data(impl.id);
    const whole = impl.id !== 0 ? $.handover[0] : null;
    for (let i = 0; i < impl.channels; i++)
      impl.data.push(
        whole === null ? new Float32Array(length) : new Float32Array(whole.slice(i * length * 4, (i + 1) * length * 4)),
      );
    return impl.data;
  },
  // The host's copy of the content as it is now; later changes do not reach what plays.
  // https://webaudio.github.io/web-audio-api/#acquire-the-content
  // INTEROP: as in most browsers the page's arrays stay attached.
  acquireBuffer(buffer) {
    const impl = $.impl(buffer);
    const { channels, length, rate, data } = impl;
    if (impl.id !== 0 && !impl.handedOut && !impl.changed) return impl.id;
    if (data === null) $.handover[0] = new ArrayBuffer(0);
    else {
      const whole = new Float32Array(channels * length);
      // a detached array has no samples left
      data.forEach((samples, i) => {
        if (!samples.buffer.detached) whole.set(samples, i * length);
      });
      $.handover[0] = whole.buffer;
    }
    const isNew = impl.id === 0;
    impl.id = $.h.audio_buffer(impl.id, channels, length, rate);
    if (isNew) $.audioGarbage.register(buffer, impl.id);
    impl.changed = false;
    return impl.id;
  },
  // https://webaudio.github.io/web-audio-api/#dom-baseaudiocontext-decodeaudiodata
  decodeAudio(impl, data, succeeded, failed) {
    if ($.byteKind(data) !== "ArrayBuffer") throw new $.TypeError("parameter 1 is not of type 'ArrayBuffer'.");
    // 3.
    if (data.detached) throw new $.DOMException("The ArrayBuffer is detached.", "DataCloneError");
    $.handover[0] = data.transfer();
    const job = $.h.audio_decode(impl.rate);
    return new Promise((resolve, reject) => {
      $.audioDecodings.set(job, { resolve, reject, succeeded, failed });
    });
  },
  get audioDecodings() {
    return new Map();
  },
  audioDecoded(job, id, channels, length, rate) {
    const { resolve, succeeded } = $.audioDecodings.get(job);
    $.audioDecodings.delete(job);
    const buffer = $.hostAudioBuffer(id, channels, length, rate);
    resolve(buffer);
    if (succeeded) $.invoke(succeeded, undefined, [buffer]);
  },
  audioUndecodable(job, message) {
    const { reject, failed } = $.audioDecodings.get(job);
    $.audioDecodings.delete(job);
    const error = new $.DOMException(message, "EncodingError");
    reject(error);
    if (failed) $.invoke(failed, undefined, [error]);
  },
});

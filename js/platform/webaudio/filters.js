// The frequency response of filters, computed by the host.
library({
  // https://webaudio.github.io/web-audio-api/#dom-biquadfilternode-getfrequencyresponse
  frequencyResponse(impl, frequencies, magnitudes, phases) {
    for (const array of [frequencies, magnitudes, phases]) $.float32(array);
    const count = frequencies.length;
    if (magnitudes.length !== count || phases.length !== count)
      throw new $.DOMException("The arrays differ in length.", "InvalidAccessError");
    if (count === 0) return;
    $.handFloats(frequencies);
    $.h.audio_response(impl.id);
    const found = new Float32Array($.handover[0]);
    for (let i = 0; i < count; i++) {
      const outside = !(frequencies[i] >= 0 && frequencies[i] <= impl.ctx.rate / 2);
      magnitudes[i] = outside ? NaN : found[i];
      phases[i] = outside ? NaN : found[count + i];
    }
  },
});

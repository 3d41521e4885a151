// Analysers: their settings and their data, which the host computes from what was rendered last.
library({
  checkAnalyser(settings, key, value) {
    const refuse = (why) => {
      throw new $.DOMException(`${key} ${value} ${why}`, "IndexSizeError");
    };
    if (key === "fftSize" && !(value >= 32 && value <= 32768 && Number.isInteger(Math.log2(value))))
      refuse("is not a power of two between 32 and 32768.");
    if (key === "smoothingTimeConstant" && !(value >= 0 && value <= 1)) refuse("is not between 0 and 1.");
    if (key === "minDecibels" && value >= settings.maxDecibels) refuse(`is not below maxDecibels (${settings.maxDecibels}).`);
    if (key === "maxDecibels" && value <= settings.minDecibels) refuse(`is not above minDecibels (${settings.minDecibels}).`);
  },
  setAnalyser(impl, key, value) {
    $.checkAnalyser(impl, key, value);
    impl[key] = value;
    $.h.audio_set(impl.id, key, value);
  },
  // https://webaudio.github.io/web-audio-api/#dom-analysernode-getfloatfrequencydata and its like
  analyse(impl, method, array, count) {
    const length = Math.min(array.length, count);
    if (length === 0) return;
    $.h.audio_analyse(impl.id, method, count);
    const found = new ($.byteKind(array) === "Uint8Array" ? Uint8Array : Float32Array)($.handover[0]);
    array.set(length < found.length ? found.subarray(0, length) : found);
  },
  uint8(array) {
    if ($.byteKind(array) !== "Uint8Array") throw new $.TypeError("The provided value is not of type 'Uint8Array'.");
    return array;
  },
});

// Algorithms that PannerNode and AudioListener share. https://webaudio.github.io/web-audio-api/#PannerNode
library({
  // https://webaudio.github.io/web-audio-api/#dom-pannernode-refdistance and its like
  checkPanner(key, value) {
    if ((key === "refDistance" || key === "rolloffFactor") && value < 0)
      throw new $.RangeError(`${key} must not be negative: ${value}.`);
    if (key === "maxDistance" && !(value > 0)) throw new $.RangeError(`maxDistance must be positive: ${value}.`);
    if (key === "coneOuterGain" && !(value >= 0 && value <= 1))
      throw new $.DOMException(`coneOuterGain must be between 0 and 1: ${value}.`, "InvalidStateError");
  },
  setPanner(impl, key, value) {
    $.checkPanner(key, value);
    impl[key] = value;
    $.h.audio_set(impl.id, key, value);
  },
  newListener(context, ctx) {
    const id = $.h.audio_listener(ctx.id);
    const listener = $.create("AudioListener", { id, context, ctx });
    $.audioGarbage.register(listener, id);
    return listener;
  },
  // https://webaudio.github.io/web-audio-api/#dom-pannernode-setposition
  setParams(node, values) {
    for (const name in values) node[name].value = values[name];
  },
});

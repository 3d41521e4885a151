// AudioParams: their ranges, and the rules that bind their timeline. https://webaudio.github.io/web-audio-api/#AudioParam
//
// The host's renderer computes the values; this side refuses what the standard refuses, before the renderer sees it.
library({
  get FLT_MAX() { return 3.4028234663852886e38; },
  // `initial`: the default value; min and max: the nominal range
  newParam(node, impl, name, initial, min = -$.FLT_MAX, max = $.FLT_MAX, rate = "a-rate", fixedRate = false) {
    const fields = { node: impl.id, ctx: impl.ctx, owner: node, name, initial: Math.fround(initial), min: Math.fround(min), max: Math.fround(max), rate, fixedRate };
    return $.create("AudioParam", { ...fields, events: [] });
  },
  // a parameter in cents: 1200 * log2(FLT_MAX) either way
  detuneParam(node, impl, fixedRate = false) {
    return $.newParam(node, impl, "detune", 0, -153600, 153600, fixedRate ? "k-rate" : "a-rate", fixedRate);
  },
  // events are kept as [start, end] as long as a curve may still collide with them
  checkParamTime(impl, time) {
    for (const [start, end] of impl.events)
      if (time >= start && time < end) throw new $.DOMException(`There is a value curve from ${start} to ${end}.`, "NotSupportedError");
  },
  rememberEvent(impl, start, end) {
    if (impl.events.length >= 64) {
      const now = $.h.audio_time(impl.ctx.id);
      impl.events = impl.events.filter((e) => e[1] >= now);
    }
    impl.events.push([start, end]);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioparam-setvalueattime and its like
  automate(impl, method, time, what, value, constant = 0) {
    $.audioTimeArgument(time, what);
    time = Math.max(time, $.h.audio_time(impl.ctx.id));
    $.checkParamTime(impl, time);
    $.h.audio_param_event(impl.node, impl.name, method, value, time, constant);
    $.rememberEvent(impl, time, time);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioparam-setvaluecurveattime
  automateCurve(impl, values, start, duration) {
    if (values.length < 2) throw new $.DOMException("A value curve needs at least two values.", "InvalidStateError");
    $.audioTimeArgument(start, "startTime");
    if (!(duration > 0)) throw new $.RangeError(`duration must be positive: ${duration}.`);
    start = Math.max(start, $.h.audio_time(impl.ctx.id));
    const end = start + duration;
    $.checkParamTime(impl, start);
    if (impl.events.some((e) => e[0] > start && e[0] < end)) throw new $.DOMException("Another event lies within the value curve.", "NotSupportedError");
    $.handFloats(values);
    $.h.audio_param_curve(impl.node, impl.name, start, duration);
    $.rememberEvent(impl, start, end);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioparam-cancelscheduledvalues
  cancelAutomation(impl, method, time) {
    $.audioTimeArgument(time, "cancelTime");
    time = Math.max(time, $.h.audio_time(impl.ctx.id));
    $.h.audio_param_event(impl.node, impl.name, method, 0, time, 0);
    const holds = method === "cancelAndHoldAtTime";
    impl.events = impl.events.filter((e) => e[0] < time && (holds || e[1] <= time)).map(([start, end]) => [start, Math.min(end, time)]);
  },
});

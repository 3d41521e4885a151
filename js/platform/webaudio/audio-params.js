// AudioParams: their ranges, and the rules that bind their timeline. https://webaudio.github.io/web-audio-api/#AudioParam
//
// The host's renderer computes the values; this side refuses what the standard refuses, before the renderer sees it.
library({
  get FLT_MAX() {
    return 3.4028234663852886e38;
  },
  // `initial`: the default value; min and max: the nominal range
  newParam(node, impl, name, initial, min = -$.FLT_MAX, max = $.FLT_MAX, rate = "a-rate", fixedRate = false) {
    const fields = {
      node: impl.id,
      ctx: impl.ctx,
      owner: node,
      name,
      initial: Math.fround(initial),
      min: Math.fround(min),
      max: Math.fround(max),
      rate,
      fixedRate,
    };
    return $.create("AudioParam", { ...fields, events: [], room: 64, curved: false });
  },
  // a parameter in cents: 1200 * log2(FLT_MAX) either way
  detuneParam(node, impl) {
    return $.newParam(node, impl, "detune", 0, -153600, 153600);
  },
  // events are kept as [start, end, a curve's values] as long as a curve may still collide with them
  checkParamTime(impl, time) {
    if (!impl.curved) return;
    for (const [start, end] of impl.events)
      if (time >= start && time < end)
        throw new $.DOMException(`There is a value curve from ${start} to ${end}.`, "NotSupportedError");
  },
  rememberEvent(impl, start, end, values = undefined) {
    if (impl.events.length >= impl.room) {
      const now = $.h.audio_time(impl.ctx.id);
      impl.events = impl.events.filter((e) => e[1] >= now);
      impl.room = Math.max(64, 2 * impl.events.length);
    }
    if (values !== undefined) impl.curved = true;
    impl.events.push([start, end, values]);
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
    if (impl.events.some((e) => e[0] > start && e[0] < end))
      throw new $.DOMException("Another event lies within the value curve.", "NotSupportedError");
    $.sendCurve(impl, values, start, end);
  },
  // late starts swallow very short durations, and the renderer wants one
  sendCurve(impl, values, start, end) {
    $.handFloats(values);
    $.h.audio_param_curve(impl.node, impl.name, start, end - start || Number.MIN_VALUE);
    $.rememberEvent(impl, start, end, values);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioparam-cancelscheduledvalues and #dom-audioparam-cancelandholdattime
  cancelAutomation(impl, method, time) {
    $.audioTimeArgument(time, "cancelTime");
    const now = $.h.audio_time(impl.ctx.id);
    time = Math.max(time, now);
    // the renderer keeps a curve that is cancelled midway and dies of the next event: the curve goes, and its start comes back
    const curve = impl.events.find((e) => e[0] < time && time < e[1] && e[2] !== undefined);
    impl.events = impl.events.filter((e) => e[0] < time && e !== curve);
    if (curve === undefined) {
      $.h.audio_param_event(impl.node, impl.name, method, 0, time, 0);
      return;
    }
    const [start, end, values] = curve;
    $.h.audio_param_event(impl.node, impl.name, "cancelScheduledValues", 0, start, 0);
    const from = Math.max(start, now);
    if (method === "cancelAndHoldAtTime" && from < time)
      $.sendCurve(impl, $.partOfCurve(values, (from - start) / (end - start), (time - start) / (end - start)), from, time);
  },
  // AD-HOC: the values between two fractions of a curve, four for each that it has: its corners become a little rounder
  partOfCurve(values, first, last) {
    const count = Math.max(2, Math.min(4 * values.length, 1 << 16));
    return Array.from({ length: count }, (_, i) => {
      const at = (first + ((last - first) * i) / (count - 1)) * (values.length - 1);
      const k = Math.min(Math.floor(at), values.length - 2);
      return values[k] + (values[k + 1] - values[k]) * (at - k);
    });
  },
});

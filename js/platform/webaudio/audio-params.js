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
  // https://webaudio.github.io/web-audio-api/#dom-audioparam-setvalueattime and its like
  automate(impl, method, time, what, value, constant = 0) {
    $.audioTimeArgument(time, what);
    const now = $.h.audio_time(impl.ctx.id);
    time = Math.max(time, now);
    $.checkParamTime(impl, time);
    const event = { method, start: time, end: time, value, constant };
    // a ramp that follows no event goes from here
    if ($.isRamp(event) && $.eventAt(impl.events, time) < 0) event.from = [now, $.h.audio_param_value(impl.node, impl.name)];
    $.scheduleEvent(impl, event);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioparam-setvaluecurveattime
  automateCurve(impl, values, start, duration) {
    if (values.length < 2) throw new $.DOMException("A value curve needs at least two values.", "InvalidStateError");
    $.audioTimeArgument(start, "startTime");
    if (!(duration > 0)) throw new $.RangeError(`duration must be positive: ${duration}.`);
    start = Math.max(start, $.h.audio_time(impl.ctx.id));
    const end = start + duration;
    $.checkParamTime(impl, start);
    if (impl.events.some((e) => e.start > start && e.start < end))
      throw new $.DOMException("Another event lies within the value curve.", "NotSupportedError");
    $.scheduleEvent(impl, { method: "setValueCurveAtTime", start, end, values });
  },
  scheduleEvent(impl, event) {
    $.rememberEvent(impl, event);
    $.sendEvent(impl, event);
    $.resendTargets(impl, event);
  },
  // an event that is remembered
  sendEvent(impl, event) {
    const { method, start, end, value, constant, values } = event;
    // the renderer knows that of itself when it has no other event
    if (event.from !== undefined && impl.events.length > 1)
      $.h.audio_param_event(impl.node, impl.name, "setValueAtTime", event.from[1], event.from[0], 0);
    if ($.needsValue(impl, event)) {
      const first = $.valueAt(impl, impl.events.indexOf(event) - 1, start);
      $.h.audio_param_event(impl.node, impl.name, "setValueAtTime", first, start, 0);
    }
    if (values === undefined) {
      $.h.audio_param_event(impl.node, impl.name, method, value, start, constant);
      return;
    }
    $.handFloats(values);
    // late starts swallow very short durations, and the renderer wants one
    $.h.audio_param_curve(impl.node, impl.name, start, end - start || Number.MIN_VALUE);
  },
  // The renderer follows the course of a setTargetAtTime() or a curve from before its start, where it may grow without a limit,
  // unless a value is set then. One that begins now, before an event that is there already, has nothing to begin from.
  needsValue(impl, event) {
    if (!$.isCourse(event)) return false;
    const before = impl.events[impl.events.indexOf(event) - 1];
    if (event.start <= $.h.audio_time(impl.ctx.id)) return before === undefined && impl.events.length > 1;
    return before === undefined || (before.method !== "setTargetAtTime" && before.end < event.start);
  },
  // what comes before them sets another value
  resendTargets(impl, event) {
    const at = impl.events.indexOf(event) + 1;
    const target = impl.events.slice(at).find((e) => $.needsValue(impl, e));
    if (target !== undefined) $.resendEvents(impl, target.start);
  },
  resendEvents(impl, from) {
    $.h.audio_param_event(impl.node, impl.name, "cancelScheduledValues", 0, from, 0);
    for (const event of impl.events) if (event.start >= from) $.sendEvent(impl, event);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioparam-cancelscheduledvalues and #dom-audioparam-cancelandholdattime
  //
  // The renderer keeps what it cancels midway and goes astray with the next event: all from there on goes, and what stays of it
  // comes anew.
  cancelAutomation(impl, method, time) {
    $.audioTimeArgument(time, "cancelTime");
    const now = $.h.audio_time(impl.ctx.id);
    time = Math.max(time, now);
    const holds = method === "cancelAndHoldAtTime";
    // what would begin to change the value only then does not
    if (holds) impl.events = impl.events.filter((e) => e.start !== time || !$.isCourse(e));
    const held = holds ? $.heldEvents(impl, time, now) : [];
    const curve = impl.events.find((e) => e.values !== undefined && e.start < time && time < e.end);
    impl.events = impl.events.filter((e) => e !== curve && (e.start < time || (holds && e.start === time)));
    $.resendEvents(impl, curve === undefined ? time : curve.start);
    for (const event of held) $.scheduleEvent(impl, event);
  },
});

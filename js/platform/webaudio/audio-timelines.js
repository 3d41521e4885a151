// The events that an AudioParam's timeline has, and the values between them.
// https://webaudio.github.io/web-audio-api/#dfn-automation-event
//
// An event has its `method`, its `start` and `end`, which differ for curves only, and what the method was given. They are kept,
// in the order of their times, as long as a later event depends on them.
library({
  isRamp({ method }) {
    return method === "linearRampToValueAtTime" || method === "exponentialRampToValueAtTime";
  },
  // what changes the value from its start on
  isCourse({ method, values }) {
    return method === "setTargetAtTime" || values !== undefined;
  },
  checkParamTime(impl, time) {
    if (!impl.curved) return;
    for (const { start, end } of impl.events)
      if (time >= start && time < end)
        throw new $.DOMException(`There is a value curve from ${start} to ${end}.`, "NotSupportedError");
  },
  rememberEvent(impl, event) {
    if (impl.events.length >= impl.room) {
      $.forgetEvents(impl, $.h.audio_time(impl.ctx.id));
      impl.room = Math.max(64, 2 * impl.events.length);
    }
    if (event.values !== undefined) impl.curved = true;
    impl.events.splice($.eventAt(impl.events, event.start) + 1, 0, event);
  },
  // those before the one that goes on now
  forgetEvents(impl, now) {
    const at = $.eventAt(impl.events, now);
    if (at <= 0) return;
    const last = impl.events[at];
    if (last.method === "setTargetAtTime") last.first ??= $.valueAt(impl, at - 1, last.start);
    impl.events = impl.events.slice(at);
  },
  // the last event that begins by a time; -1: none does
  eventAt(events, time) {
    let at = events.length - 1;
    while (at >= 0 && events[at].start > time) at--;
    return at;
  },
  // the value at a time, by which the event of that index has begun and no later one
  valueAt(impl, at, time) {
    const event = impl.events[at];
    const next = impl.events[at + 1];
    if (next !== undefined && $.isRamp(next) && next.start > time) {
      const [start, first] = event === undefined ? (next.from ?? [0, impl.initial]) : $.rampBegins(impl, at);
      const part = next.start > start ? (time - start) / (next.start - start) : 0;
      if (next.method === "linearRampToValueAtTime") return first + (next.value - first) * part;
      return first * next.value > 0 ? first * (next.value / first) ** part : first;
    }
    if (event === undefined) return $.h.audio_param_value(impl.node, impl.name);
    const { method, start, end, value, constant, values } = event;
    if (values !== undefined) {
      const place = Math.min((time - start) / (end - start), 1) * (values.length - 1);
      const k = Math.min(Math.floor(place), values.length - 2);
      return values[k] + (values[k + 1] - values[k]) * (place - k);
    }
    if (method !== "setTargetAtTime") return value;
    const first = event.first ?? $.valueAt(impl, at - 1, start);
    return constant === 0 ? value : value + (first - value) * Math.exp((start - time) / constant);
  },
  // the time and the value from which a ramp goes that follows an event
  rampBegins(impl, at) {
    const { method, end, value, values, first } = impl.events[at];
    if (values !== undefined) return [end, values[values.length - 1]];
    return [end, method === "setTargetAtTime" ? (first ?? $.valueAt(impl, at - 1, end)) : value];
  },
  // The events that end what goes on at a time with the value it has then; none where nothing changes the value.
  // https://webaudio.github.io/web-audio-api/#dom-audioparam-cancelandholdattime
  heldEvents(impl, time, now) {
    const at = $.eventAt(impl.events, time);
    const event = impl.events[at];
    const next = impl.events[at + 1];
    const value = $.valueAt(impl, at, time);
    const holding = { method: "setValueAtTime", start: time, end: time, value, constant: 0 };
    // the renderer takes a setTargetAtTime() that comes later for the ramp's end otherwise
    if (next !== undefined && $.isRamp(next)) return [{ ...holding, method: next.method, from: next.from }, holding];
    if (event?.method === "setTargetAtTime") return [holding];
    if (event?.values === undefined || time >= event.end) return [];
    const { start, end, values } = event;
    const from = Math.max(start, now);
    if (from >= time) return [holding];
    const part = $.partOfCurve(values, (from - start) / (end - start), (time - start) / (end - start));
    return [{ method: "setValueCurveAtTime", start: from, end: time, values: part }];
  },
  // AD-HOC: the values between two fractions of a curve, four for each that it has: its corners become a little rounder
  partOfCurve(values, first, last) {
    const count = values.length === 2 ? 2 : Math.min(4 * values.length, 1 << 16);
    return Array.from({ length: count }, (_, i) => {
      const at = (first + ((last - first) * i) / (count - 1)) * (values.length - 1);
      const k = Math.min(Math.floor(at), values.length - 2);
      return values[k] + (values[k + 1] - values[k]) * (at - k);
    });
  },
});

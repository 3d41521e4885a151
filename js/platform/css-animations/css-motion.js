// CSS transitions and animations as Animation objects, and their events.
// https://drafts.csswg.org/css-transitions-2/#event-dispatch and https://drafts.csswg.org/css-animations-2/#event-dispatch
library({
  cssAnimation(name, kind, number, id, slots) {
    const object = $.create(name, slots),
      impl = $.impl(object);
    $.initAnimation(object, impl, kind, number);
    impl.timeline = $.global.document.timeline;
    const effect = $.create("KeyframeEffect", {});
    $.initEffect(effect, $.impl(effect), $.wrap(id), null);
    impl.effect = $.impl(effect);
    impl.effect.animation = impl;
    impl.owner = $.wrap(id);
    $.motion.css.set(number, impl);
    return impl;
  },
  // `born` is the time at which style was looked at, from which it counts
  startTransition(number, id, property, from, to, timing, born) {
    const impl = $.cssAnimation("CSSTransition", 0, number, id, { property, born });
    Object.assign(impl.effect.timing, timing);
    impl.effect.keyframes = [
      [0, "linear", "auto", [[property, from]], 0],
      [1, "linear", "auto", [[property, to]], 1],
    ];
    $.playAnimation(impl, true);
  },
  startCssAnimation(number, id, animationName, settings) {
    const impl = $.cssAnimation("CSSAnimation", 1, number, id, { animationName });
    $.takeSettings(impl, settings);
    if (settings.paused) $.pauseAnimation(impl);
    else $.playAnimation(impl, true);
  },
  // what script has set stays
  takeSettings(impl, { duration, delay, iterations, direction, fill, keyframes, easing_of_style }) {
    const { effect } = impl;
    const given = { duration, delay, direction, fill, iterations: iterations < 0 ? Infinity : iterations };
    for (const [name, value] of Object.entries(given)) if (!effect.setByScript?.has(name)) effect.timing[name] = value;
    if (effect.setByScript?.has("keyframes")) return;
    effect.keyframes = keyframes;
    effect.easingOfStyle = easing_of_style;
  },
  // https://drafts.csswg.org/css-animations-2/#keyframes: those at the ends have all properties
  cssKeyframes(effect) {
    const frames = effect.keyframes.map((frame) => [...frame.slice(0, 3), [...frame[3]], frame[4]]);
    if (frames.length === 0) return frames;
    const names = [...new Set(frames.flatMap((frame) => frame[3].map(([name]) => name)))];
    for (const end of [0, 1]) {
      const at = frames.filter((frame) => frame[4] === end);
      const missing = names.filter((name) => !at.some((frame) => frame[3].some(([other]) => other === name)));
      if (missing.length === 0) continue;
      let frame = at.find((each) => each[1] === effect.easingOfStyle && each[2] === "replace");
      if (frame === undefined) {
        frame = [end, effect.easingOfStyle, "replace", [], end];
        if (end === 0) frames.unshift(frame);
        else frames.push(frame);
      }
      frame[3].push(...JSON.parse($.h.values_at_rest($.impl(effect.target).id, missing.join(" "))));
    }
    return frames;
  },
  changeCssAnimation(number, settings) {
    const impl = $.motion.css.get(number);
    if (impl === undefined || impl.effect === null) return;
    $.takeSettings(impl, settings);
    const isPaused = $.playState(impl) === "paused";
    if (impl.playedByScript) return $.timingChanged(impl);
    if (settings.paused && !isPaused) $.pauseAnimation(impl);
    else if (!settings.paused && isPaused) $.playAnimation(impl, false);
    else $.timingChanged(impl);
  },
  cancelByStyle(number) {
    const impl = $.motion.css.get(number);
    $.motion.css.delete(number);
    if (impl !== undefined && $.playState(impl) !== "idle") $.cancelAnimation(impl);
  },
  // what has happened since the last look at a transition or an animation; `phase` is given when it is cancelled
  cssPhase(impl, given) {
    const { effect } = impl;
    if (effect === null) return;
    const { phase, iteration } = given === null ? $.progressOf(effect) : { phase: given, iteration: null };
    const before = impl.phase,
      beforeIteration = impl.iteration,
      { timing } = effect;
    const active = $.activeDuration(timing);
    const starts = Math.min(Math.max(-timing.delay, 0), active) / 1000,
      ends = Math.max(Math.min(timing.delay + active + timing.endDelay - timing.delay, active), 0) / 1000;
    if (phase === "active" && iteration === null) return;
    impl.phase = phase;
    if (phase === "active") impl.iteration = iteration;
    const send = (type, elapsedTime, at) => $.queueCssEvent(impl, type, elapsedTime, at);
    if (phase === "idle") {
      if (before === "idle" || before === "after") return;
      const now = $.currentTime(impl);
      const elapsed = now === null ? 0 : Math.max(Math.min(now - timing.delay, active), 0) / 1000;
      send(impl.kind === 0 ? "transitioncancel" : "animationcancel", elapsed, null);
      return;
    }
    const [start, end] = impl.kind === 0 ? ["transitionstart", "transitionend"] : ["animationstart", "animationend"];
    if (before === "idle" && impl.kind === 0) send("transitionrun", starts, 0);
    const wasBefore = before === "idle" || before === "before";
    if (wasBefore && phase !== "before") send(start, starts, timing.delay);
    if (before === "after" && phase !== "after") send(start, ends, null);
    if (phase === "after" && before !== "after") send(end, ends, timing.delay + active);
    if (phase === "before" && (before === "active" || before === "after")) send(end, 0, null);
    if (impl.kind === 1 && before === "active" && phase === "active" && iteration !== beforeIteration) {
      const reached = Math.max(beforeIteration, iteration);
      send("animationiteration", ((reached - timing.iterationStart) * timing.duration) / 1000, timing.delay);
    }
  },
  queueCssEvent(impl, type, elapsedTime, at) {
    const common = { bubbles: true, elapsedTime, pseudoElement: "" };
    const init = impl.kind === 0 ? { ...common, propertyName: impl.property } : { ...common, animationName: impl.animationName };
    const time = at === null || impl.start === null ? null : impl.start + at;
    const name = impl.kind === 0 ? "TransitionEvent" : "AnimationEvent";
    $.motion.events.push({ target: impl.owner, type, init, name, time, impl });
    if (type.endsWith("cancel")) $.h.request_frame(0, true);
  },
});

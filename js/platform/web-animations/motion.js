// Frames in which animations move, their events, and what the host is told. CSS transitions and animations come from it.
library({
  get motion() {
    return { live: new Map(), css: new Map(), events: [] };
  },
  // style that script is about to look at may have started something
  readMotion() {
    for (const change of JSON.parse($.h.motion_changes())) $.motionChange(change);
  },
  // those of script do not depend on style
  readMotionOf(animation) {
    if (animation && animation.kind !== 2) $.readMotion();
  },
  motionChange(change) {
    const [kind, number] = change,
      details = change.slice(2);
    if (kind === "transition") $.startTransition(number, ...details);
    else if (kind === "animation") $.startCssAnimation(number, ...details);
    else if (kind === "animation-changed") $.changeCssAnimation(number, ...details);
    else $.cancelByStyle(number);
  },
  // an effect that lasts or is yet to be is the host's to sample
  isRelevant(impl) {
    const { effect } = impl;
    if (effect === null || !effect.target || impl.replaceState === "removed") return false;
    const state = $.playState(impl);
    if (state === "idle") return false;
    if (state !== "finished") return true;
    const { fill } = effect.timing;
    return fill === "both" || fill === (impl.rate >= 0 ? "forwards" : "backwards") || $.progressOf(effect).progress !== null;
  },
  syncAnimation(impl) {
    if (!$.isRelevant(impl)) {
      if (impl.sent !== null || impl.kind !== 2) $.h.drop_animation(impl.number);
      impl.sent = null;
      // the events of style's animations are still to come
      const awaitsEvents = impl.kind !== 2 && impl.phase !== "after" && $.playState(impl) === "finished";
      if (impl.pendingTask === null && !awaitsEvents) $.motion.live.delete(impl.number);
      else $.awaitFrames(impl);
      if (awaitsEvents) $.h.request_frame(0, true);
      return;
    }
    const { effect, timeline } = impl;
    const origin = timeline === null ? 0 : ($.impl(timeline).origin ?? 0);
    const state = JSON.stringify({
      element: $.impl(effect.target).id,
      kind: impl.kind,
      // AD-HOC: effects on pseudo-elements have times and events, and no values
      keyframes: effect.pseudo === null ? effect.keyframes : [],
      composite: effect.composite,
      ...$.hostTiming(effect.timing),
      start: impl.start === null ? null : impl.start + origin,
      hold: impl.start === null && impl.hold === null ? 0 : impl.hold,
      rate: impl.rate,
    });
    if (state !== impl.sent) {
      impl.sent = state;
      $.h.put_animation(impl.number, state);
    }
    $.awaitFrames(impl);
  },
  awaitFrames(impl) {
    $.motion.live.set(impl.number, impl);
    $.wakeFor(impl);
  },
  // asks for the frame in which something of an animation happens next
  wakeFor(impl) {
    if (impl.timeline === null || impl.rate === 0) return;
    if (impl.pendingTask !== null || (impl.kind !== 2 && impl.phase === "idle")) return $.h.request_frame(0, true);
    const now = $.currentTime(impl);
    if (now === null || impl.start === null || impl.effect === null) return;
    const { timing } = impl.effect,
      end = $.effectEnd(impl);
    // forwards, or back to where it began
    const last = impl.rate > 0 ? end : 0;
    let next = last;
    if (impl.kind !== 2) {
      const active = $.activeDuration(timing);
      const marks = [timing.delay, timing.delay + active];
      if (impl.kind === 1 && timing.duration > 0 && now >= timing.delay)
        marks.push(timing.delay + (Math.floor((now - timing.delay) / timing.duration + 1e-9) + 1) * timing.duration);
      for (const mark of marks) if (impl.rate > 0 ? mark > now && mark < next : mark < now && mark > next) next = mark;
    }
    const wait = (next - now) / impl.rate;
    if (wait > 0 && wait < 2 ** 31) $.h.request_frame(wait, last !== Infinity);
    else if (wait <= 0 && !impl.isFinished) $.h.request_frame(0, true);
  },
  // https://drafts.csswg.org/web-animations-1/#update-animations-and-send-events, in a frame
  runMotionFrame(now) {
    $.h.motion_frame(now);
    $.readMotion();
    for (const impl of [...$.motion.live.values()]) {
      if ($.timelineTime(impl.timeline) === null) continue;
      if (!$.readyIfPending(impl) && impl.start !== null) $.updateFinished(impl, false, false);
      if (impl.kind !== 2 && impl.effect !== null) {
        $.cssPhase(impl, null);
        if (impl.phase === "after") $.syncAnimation(impl);
      }
    }
    $.removeReplaced();
    // finished promises settle before events
    $.afterMicrotasks(() => {
      $.sendMotionEvents();
      $.runFrames(now);
      $.readMotion();
      const live = [...$.motion.live.values()];
      for (const impl of live) $.readyIfPending(impl);
      for (const impl of live) $.wakeFor(impl);
    });
  },
  readyIfPending(impl) {
    const now = $.timelineTime(impl.timeline);
    if (impl.pendingTask === null || now === null) return false;
    $.becomeReady(impl, impl.pendingTask === "play" && impl.phase === "idle" ? Math.min(impl.born ?? now, now) : now);
    return true;
  },
  afterMicrotasks(steps) {
    $.invoke(() => undefined, undefined, []);
    steps();
  },
  sendMotionEvents() {
    const events = $.motion.events;
    if (events.length === 0) return;
    $.motion.events = [];
    const at = (time) => (time === null || time === undefined ? -Infinity : time);
    events.sort((a, b) => at(a.time) - at(b.time) || a.impl.kind - b.impl.kind || a.impl.number - b.impl.number);
    for (const { target, type, init, name } of events) $.fire(target, type, init, name);
  },
  // https://drafts.csswg.org/web-animations-1/#removing-replaced-animations
  removeReplaced() {
    const covered = new Map();
    const all = [...$.motion.live.values()].sort((a, b) => b.kind - a.kind || b.number - a.number);
    for (const impl of all) {
      const target = impl.effect?.target;
      if (!target || impl.kind !== 2 || $.playState(impl) !== "finished" || impl.replaceState !== "active") continue;
      const key = `${$.impl(target).id} ${impl.effect.pseudo}`;
      if (!covered.has(key)) covered.set(key, new Set());
      const names = covered.get(key),
        own = impl.effect.keyframes.flatMap((frame) => frame[3].map(([name]) => name));
      if (own.every((name) => names.has(name))) {
        impl.replaceState = "removed";
        $.queuePlaybackEvent(impl, "remove", $.currentTime(impl));
        $.syncAnimation(impl);
      } else for (const name of own) names.add(name);
    }
  },
  // https://drafts.csswg.org/web-animations-1/#dom-animatable-getanimations: those that are in effect, or will be
  animationsIn(holds) {
    $.readMotion();
    return [...$.motion.live.values()]
      .filter((impl) => $.isRelevant(impl) && holds(impl.effect.target, impl.effect.pseudo))
      .sort((a, b) => a.kind - b.kind || a.number - b.number)
      .map((impl) => impl.self);
  },
  rootOf(node) {
    return node.getRootNode();
  },
});

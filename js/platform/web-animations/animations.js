// Animations: playing, pausing, finishing, and what the host knows of them.
// https://drafts.csswg.org/web-animations-1/#animations
library({
  // kinds as the host numbers them: 0 is a transition, 1 is of an animation rule, 2 is script's
  initAnimation(object, impl, kind, number) {
    Object.assign(impl, {
      self: object,
      kind,
      number: number ?? $.h.animation_number(),
      name: "",
      effect: null,
      timeline: null,
      start: null,
      hold: null,
      rate: 1,
      pendingRate: null,
      pendingTask: null,
      previous: null,
      ready: $.deferred(),
      finished: $.deferred(),
      isFinished: false,
      notifies: false,
      replaceState: "active",
      sent: null,
      phase: "idle",
      iteration: null,
    });
    impl.ready.resolve(object);
  },
  timelineTime(timeline) {
    if (timeline === null || timeline === undefined) return null;
    const { origin, isIdle } = $.impl(timeline);
    return isIdle || origin === undefined ? null : $.h.timeline_time() - origin;
  },
  animationTime(value) {
    if (value === null || value === undefined) return null;
    if ($.isObject(value)) throw new $.TypeError("Times of other timelines than documents' are not supported.");
    const time = +value;
    if (!Number.isFinite(time)) throw new $.TypeError("The time is not a finite number.");
    return time;
  },
  currentTime(impl) {
    if (impl.hold !== null) return impl.hold;
    const now = $.timelineTime(impl.timeline);
    return now === null || impl.start === null ? null : (now - impl.start) * impl.rate;
  },
  effectiveRate(impl) {
    return impl.pendingRate ?? impl.rate;
  },
  applyPendingRate(impl) {
    if (impl.pendingRate === null) return;
    impl.rate = impl.pendingRate;
    impl.pendingRate = null;
  },
  effectEnd(impl) {
    if (impl.effect === null) return 0;
    const { timing } = impl.effect;
    return Math.max(timing.delay + $.activeDuration(timing) + timing.endDelay, 0);
  },
  // https://drafts.csswg.org/web-animations-1/#play-states
  playState(impl) {
    const now = $.currentTime(impl),
      rate = $.effectiveRate(impl);
    if (now === null && impl.start === null && impl.pendingTask === null) return "idle";
    if (impl.pendingTask === "pause" || (impl.start === null && impl.pendingTask !== "play")) return "paused";
    if (now !== null && ((rate > 0 && now >= $.effectEnd(impl)) || (rate < 0 && now <= 0))) return "finished";
    return "running";
  },
  invalid(text) {
    throw new $.DOMException(text, "InvalidStateError");
  },
  newReady(impl) {
    impl.ready = $.deferred();
  },
  // https://drafts.csswg.org/web-animations-1/#playing-an-animation-section
  playAnimation(impl, autoRewind) {
    // 1. - 4.
    const abortedPause = impl.pendingTask === "pause";
    let hasPendingReady = false;
    const now = $.currentTime(impl),
      end = $.effectEnd(impl),
      rate = $.effectiveRate(impl);
    // 5.
    let seek = null;
    if (autoRewind && rate >= 0 && (now === null || now < 0 || now >= end)) seek = 0;
    else if (autoRewind && rate < 0 && (now === null || now <= 0 || now > end)) {
      if (end === Infinity) $.invalid("Cannot play reversed Animation with infinite target effect end.");
      seek = end;
    }
    // 6., 7.
    if (seek === null && impl.start === null && now === null) seek = 0;
    if (seek !== null) impl.hold = seek;
    // 8.
    if (impl.hold !== null) impl.start = null;
    // 9.
    if (impl.pendingTask !== null) {
      impl.pendingTask = null;
      hasPendingReady = true;
    }
    // 10.
    if (impl.hold === null && seek === null && !abortedPause && impl.pendingRate === null) return;
    // 11., 12.
    if (!hasPendingReady) $.newReady(impl);
    impl.pendingTask = "play";
    // 13.
    $.updateFinished(impl, false, false);
  },
  // https://drafts.csswg.org/web-animations-1/#pausing-an-animation-section
  pauseAnimation(impl) {
    if (impl.pendingTask === "pause" || $.playState(impl) === "paused") return;
    let seek = null,
      hasPendingReady = false;
    if ($.currentTime(impl) === null) {
      const end = $.effectEnd(impl);
      if (impl.rate < 0 && end === Infinity) $.invalid("Cannot play reversed Animation with infinite target effect end.");
      seek = impl.rate >= 0 ? 0 : end;
    }
    if (seek !== null) impl.hold = seek;
    if (impl.pendingTask === "play") {
      impl.pendingTask = null;
      hasPendingReady = true;
    }
    if (!hasPendingReady) $.newReady(impl);
    impl.pendingTask = "pause";
    $.updateFinished(impl, false, false);
  },
  // the pending task, once the timeline has a time
  becomeReady(impl, now) {
    const task = impl.pendingTask;
    impl.pendingTask = null;
    if (task === "pause") {
      if (impl.start !== null && impl.hold === null) impl.hold = (now - impl.start) * impl.rate;
      $.applyPendingRate(impl);
      impl.start = null;
    } else if (impl.hold !== null) {
      $.applyPendingRate(impl);
      impl.start = impl.rate === 0 ? now : now - impl.hold / impl.rate;
      if (impl.rate !== 0) impl.hold = null;
    } else if (impl.start !== null && impl.pendingRate !== null) {
      const current = (now - impl.start) * impl.rate;
      $.applyPendingRate(impl);
      if (impl.rate === 0) impl.hold = current;
      impl.start = impl.rate === 0 ? now : now - current / impl.rate;
    }
    impl.ready.resolve(impl.self);
    $.updateFinished(impl, false, false);
  },
  // https://drafts.csswg.org/web-animations-1/#finishing-an-animation-section
  finishAnimation(impl) {
    const rate = $.effectiveRate(impl),
      end = $.effectEnd(impl);
    if (rate === 0 || (rate > 0 && end === Infinity))
      $.invalid("Cannot finish Animation with an infinite target effect end or a playback rate of 0.");
    $.applyPendingRate(impl);
    const limit = impl.rate > 0 ? end : 0;
    $.silentlySetCurrentTime(impl, limit);
    const now = $.timelineTime(impl.timeline);
    if (impl.start === null && now !== null) impl.start = now - limit / impl.rate;
    if (impl.pendingTask !== null && impl.start !== null) {
      if (impl.pendingTask === "pause") impl.hold = null;
      impl.pendingTask = null;
      impl.ready.resolve(impl.self);
    }
    $.updateFinished(impl, true, true);
  },
  // https://drafts.csswg.org/web-animations-1/#canceling-an-animation-section
  cancelAnimation(impl) {
    if ($.playState(impl) !== "idle") {
      $.resetPending(impl);
      impl.finished.reject(new $.DOMException("The user aborted a request.", "AbortError"));
      impl.finished = $.deferred();
      impl.isFinished = false;
      $.queuePlaybackEvent(impl, "cancel", null);
    }
    if (impl.kind !== 2) $.cssPhase(impl, "idle");
    impl.hold = impl.start = null;
    $.syncAnimation(impl);
  },
  resetPending(impl) {
    if (impl.pendingTask === null) return;
    impl.pendingTask = null;
    $.applyPendingRate(impl);
    impl.ready.reject(new $.DOMException("The user aborted a request.", "AbortError"));
    $.newReady(impl);
    impl.ready.resolve(impl.self);
  },
  // https://drafts.csswg.org/web-animations-1/#silently-set-the-current-time
  silentlySetCurrentTime(impl, seek) {
    if (seek === null) {
      if ($.currentTime(impl) !== null) throw new $.TypeError("currentTime may not be changed from resolved to unresolved.");
      return;
    }
    const now = $.timelineTime(impl.timeline);
    if (impl.hold !== null || impl.start === null || now === null || impl.rate === 0) impl.hold = seek;
    else impl.start = now - seek / impl.rate;
    if (now === null) impl.start = null;
    impl.previous = null;
  },
  setCurrentTime(impl, seek) {
    $.silentlySetCurrentTime(impl, seek);
    if (seek === null) return;
    if (impl.pendingTask === "pause") {
      impl.hold = seek;
      $.applyPendingRate(impl);
      impl.start = null;
      impl.pendingTask = null;
      impl.ready.resolve(impl.self);
    }
    $.updateFinished(impl, true, false);
  },
  // https://drafts.csswg.org/web-animations-1/#setting-the-start-time-of-an-animation
  setStartTime(impl, start) {
    if ($.timelineTime(impl.timeline) === null && start !== null) impl.hold = null;
    const current = $.currentTime(impl);
    $.applyPendingRate(impl);
    impl.start = start;
    if (start === null) impl.hold = current;
    else if (impl.rate !== 0) impl.hold = null;
    if (impl.pendingTask !== null) {
      impl.pendingTask = null;
      impl.ready.resolve(impl.self);
    }
    $.updateFinished(impl, true, false);
  },
  setPlaybackRate(impl, rate) {
    impl.pendingRate = null;
    const current = $.currentTime(impl);
    const end = $.effectEnd(impl);
    const isMonotonic = impl.timeline !== null;
    const flips = (impl.rate < 0 && rate >= 0) || (impl.rate >= 0 && rate < 0);
    impl.rate = rate;
    if (current !== null && isMonotonic) $.setCurrentTime(impl, current);
    else if (!isMonotonic && impl.start !== null && end !== Infinity && flips) impl.start = end - impl.start;
    $.syncAnimation(impl);
  },
  // https://drafts.csswg.org/web-animations-1/#seamlessly-update-the-playback-rate
  updatePlaybackRate(impl, rate) {
    const state = $.playState(impl),
      now = $.timelineTime(impl.timeline);
    const unconstrained = impl.start === null || now === null ? $.currentTime(impl) : (now - impl.start) * impl.rate;
    impl.pendingRate = rate;
    if (impl.pendingTask !== null) return;
    if (state === "idle" || state === "paused") {
      $.applyPendingRate(impl);
      $.syncAnimation(impl);
    } else if (state === "finished") {
      impl.start = rate === 0 ? now : unconstrained === null ? null : now - unconstrained / rate;
      $.applyPendingRate(impl);
      $.updateFinished(impl, false, false);
    } else $.playAnimation(impl, false);
  },
  reverseAnimation(impl) {
    if ($.timelineTime(impl.timeline) === null) $.invalid("Cannot reverse an animation with no active timeline");
    const before = impl.pendingRate;
    impl.pendingRate = -$.effectiveRate(impl);
    try {
      $.playAnimation(impl, true);
    } catch (error) {
      impl.pendingRate = before;
      throw error;
    }
  },
  // https://drafts.csswg.org/web-animations-1/#updating-the-finished-state
  updateFinished(impl, didSeek, synchronously) {
    // 1.
    const now = $.timelineTime(impl.timeline);
    const unconstrained = didSeek || impl.start === null || now === null ? $.currentTime(impl) : (now - impl.start) * impl.rate;
    const end = $.effectEnd(impl);
    // 2.
    if (unconstrained !== null && impl.start !== null && impl.pendingTask === null) {
      if (impl.rate > 0 && unconstrained >= end)
        impl.hold = didSeek ? unconstrained : impl.previous === null ? end : Math.max(impl.previous, end);
      else if (impl.rate < 0 && unconstrained <= 0)
        impl.hold = didSeek ? unconstrained : impl.previous === null ? 0 : Math.min(impl.previous, 0);
      else if (impl.rate !== 0) {
        if (didSeek && impl.hold !== null && now !== null) impl.start = now - impl.hold / impl.rate;
        impl.hold = null;
      }
    }
    // 3., 4.
    impl.previous = $.currentTime(impl);
    const isFinished = $.playState(impl) === "finished";
    // 5.
    if (isFinished && !impl.isFinished) {
      if (synchronously) {
        impl.notifies = false;
        $.notifyFinished(impl);
      } else if (!impl.notifies) {
        impl.notifies = true;
        $.microtask(() => {
          if (!impl.notifies) return;
          impl.notifies = false;
          $.notifyFinished(impl);
        });
      }
    }
    // 6.
    if (!isFinished && impl.isFinished) {
      impl.finished = $.deferred();
      impl.isFinished = false;
    }
    $.syncAnimation(impl);
  },
  notifyFinished(impl) {
    if ($.playState(impl) !== "finished" || impl.isFinished) return;
    impl.isFinished = true;
    impl.finished.resolve(impl.self);
    $.queuePlaybackEvent(impl, "finish", $.currentTime(impl));
  },
  queuePlaybackEvent(impl, type, currentTime) {
    const timelineTime = $.timelineTime(impl.timeline);
    $.motion.events.push({
      target: impl.self,
      type,
      init: { currentTime, timelineTime },
      name: "AnimationPlaybackEvent",
      time: timelineTime,
      impl,
    });
    $.h.request_frame(0, true);
  },
  timingChanged(impl) {
    $.updateFinished(impl, false, false);
  },
  // https://drafts.csswg.org/web-animations-1/#setting-the-associated-effect
  setEffect(impl, object) {
    const effect = object === null ? null : $.impl(object);
    if (impl.effect === effect) return;
    if (impl.pendingTask === "pause" && effect === null) impl.pendingTask = "pause";
    if (impl.effect !== null) impl.effect.animation = null;
    if (effect?.animation) {
      const other = effect.animation;
      other.effect = null;
      $.updateFinished(other, false, false);
    }
    impl.effect = effect;
    if (effect !== null) effect.animation = impl;
    $.updateFinished(impl, false, false);
  },
  // https://drafts.csswg.org/web-animations-1/#setting-the-timeline
  setTimeline(impl, timeline) {
    if (impl.timeline === timeline) return;
    const current = $.currentTime(impl);
    impl.timeline = timeline;
    if (impl.start !== null) impl.hold = null;
    if (timeline === null && current !== null && impl.start === null) impl.hold = current;
    if (timeline === null && impl.kind !== 2) $.cssPhase(impl, "idle");
    $.updateFinished(impl, false, false);
  },
  // https://drafts.csswg.org/web-animations-1/#dom-animation-commitstyles
  commitStyles(impl) {
    const { target, pseudo, keyframes } = impl.effect ?? {};
    if (pseudo || (target && target.style === undefined))
      throw new $.DOMException(
        "Animation.commitStyles can only be applied to elements with style.",
        "NoModificationAllowedError",
      );
    if (!target) return;
    if (!$.h.is_rendered($.impl(target).id)) $.invalid("The target element is not rendered.");
    const names = new Set(keyframes.flatMap((frame) => frame[3].map(([name]) => name)));
    // the ends count, whether the effect fills or not
    const { replaceState } = impl,
      { timing } = impl.effect;
    impl.replaceState = "active";
    impl.effect.timing = { ...timing, fill: "both" };
    $.syncAnimation(impl);
    const computed = $.global.getComputedStyle(target);
    const values = new Map(JSON.parse($.h.committed_values(impl.number, [...names].join(" "))));
    for (const name of names) target.style.setProperty(name, values.get(name) ?? computed.getPropertyValue(name));
    Object.assign(impl, { replaceState });
    impl.effect.timing = timing;
    $.syncAnimation(impl);
  },
});

// Keyframe effects: their timing and keyframes. https://drafts.csswg.org/web-animations-1/#keyframe-effects
library({
  initEffect(object, impl, target, pseudo) {
    Object.assign(impl, { self: object, target, pseudo, animation: null, composite: "replace", keyframes: [] });
    impl.timing = {
      delay: 0,
      endDelay: 0,
      fill: "auto",
      iterationStart: 0,
      iterations: 1,
      duration: "auto",
      direction: "normal",
      easing: "linear",
    };
  },
  makeEffect(object, impl, target, keyframes, options) {
    const given = $.isObject(options)
      ? $.dictionary(options, "KeyframeEffectOptions")
      : { composite: "replace", pseudoElement: null, duration: options };
    $.initEffect(object, impl, target, $.pseudoElement(given.pseudoElement));
    $.updateTiming(impl, given);
    impl.composite = given.composite;
    impl.keyframes = $.processKeyframes(keyframes);
  },
  // https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-pseudo-element-parsing
  pseudoElement(value) {
    if (value === null || value === undefined) return null;
    if (/^:(?:before|after|first-line|first-letter)$/.test(value)) return `:${value}`;
    if (!/^::[a-z-]+(?:\(.*\))?$/i.test(value)) throw new $.DOMException(`'${value}' is not a pseudo-element.`, "SyntaxError");
    return value;
  },
  // https://drafts.csswg.org/web-animations-1/#update-the-timing-properties-of-an-animation-effect
  updateTiming(impl, input) {
    const wrong = (text) => {
      throw new $.TypeError(text);
    };
    // 1. - 3.
    if (input.iterationStart !== undefined && !(input.iterationStart >= 0)) wrong("iterationStart must be non-negative.");
    if (input.iterations !== undefined && !(input.iterations >= 0)) wrong("iterationCount must be non-negative.");
    let { duration } = input;
    if (duration !== undefined) {
      duration = typeof duration === "string" || $.isObject(duration) ? $.str(duration) : +duration;
      if (duration !== "auto" && (typeof duration === "string" || !(duration >= 0)))
        wrong("duration must be non-negative or auto.");
    }
    // 4.
    const easing = input.easing === undefined ? undefined : $.h.checked_easing(input.easing);
    if (easing === null) wrong(`'${input.easing}' is not a valid value for easing`);
    // 5.
    const { delay, endDelay, fill, iterationStart, iterations, direction } = input;
    for (const [name, value] of Object.entries({
      delay,
      endDelay,
      fill,
      iterationStart,
      iterations,
      duration,
      direction,
      easing,
    }))
      if (value !== undefined) impl.timing[name] = value;
  },
  activeDuration({ duration, iterations }) {
    return duration === "auto" || duration === 0 || iterations === 0 ? 0 : duration * iterations;
  },
  // the timing as the host takes it, in which -1 is infinite
  hostTiming({ delay, endDelay, fill, iterationStart, iterations, duration, direction, easing }) {
    const finite = (number) => (number === Infinity ? -1 : number);
    return {
      delay,
      end_delay: endDelay,
      fill: fill === "auto" ? "none" : fill,
      iteration_start: iterationStart,
      iterations: finite(iterations),
      duration: duration === "auto" ? 0 : finite(duration),
      direction,
      easing,
    };
  },
  // the phase, progress and iteration at the present time of the animation
  progressOf(impl) {
    const { animation } = impl;
    const local = animation === null ? null : $.currentTime(animation);
    const state = { element: 0, kind: 2, keyframes: [], rate: animation?.rate ?? 1, ...$.hostTiming(impl.timing) };
    const [phase, progress, iteration] = JSON.parse($.h.animation_progress(JSON.stringify(state), local));
    return { local, phase, progress, iteration: iteration === -1 ? Infinity : iteration };
  },
  // https://drafts.csswg.org/web-animations-1/#dom-animationeffect-getcomputedtiming
  computedTiming(impl) {
    const { timing } = impl;
    const activeDuration = $.activeDuration(timing);
    const { local, progress, iteration } = $.progressOf(impl);
    return {
      __proto__: $.objects,
      delay: timing.delay,
      direction: timing.direction,
      duration: timing.duration === "auto" ? 0 : timing.duration,
      easing: timing.easing,
      endDelay: timing.endDelay,
      fill: timing.fill === "auto" ? "none" : timing.fill,
      iterationStart: timing.iterationStart,
      iterations: timing.iterations,
      activeDuration,
      currentIteration: iteration,
      endTime: Math.max(timing.delay + activeDuration + timing.endDelay, 0),
      localTime: local,
      progress,
    };
  },
  effectChanged(impl) {
    if (impl.animation) $.syncAnimation(impl.animation);
  },
  // https://drafts.csswg.org/web-animations-1/#processing-a-keyframes-argument; the host's form of keyframes:
  // [offset, easing, composite, [[property, value], ...], computed offset]
  processKeyframes(object) {
    if (object === null || object === undefined) return [];
    if (!$.isObject(object)) throw new $.TypeError("Keyframes must be an object, or null or undefined.");
    const method = object[Symbol.iterator];
    if (method === undefined || method === null) return $.framesOfProperties(object);
    const frames = [];
    for (const item of { [Symbol.iterator]: () => Reflect.apply(method, object, []) }) {
      if (item !== null && item !== undefined && !$.isObject(item)) throw new $.TypeError("A keyframe must be an object.");
      const { offset, easing, composite, values } = $.readKeyframe(item ?? {}, false);
      frames.push([$.frameOffset(offset), easing ?? "linear", $.frameComposite(composite), values]);
    }
    return JSON.parse($.h.checked_keyframes(JSON.stringify(frames)));
  },
  frameOffset(value) {
    if (value === null || value === undefined) return null;
    const offset = +value;
    if (!Number.isFinite(offset)) throw new $.TypeError("The offset is not a finite number.");
    return offset;
  },
  frameComposite(value) {
    if (value === undefined) return "auto";
    const text = $.str(value);
    if (!["replace", "add", "accumulate", "auto"].includes(text))
      throw new $.TypeError(`'${text}' is not a valid value of CompositeOperationOrAuto.`);
    return text;
  },
  // https://drafts.csswg.org/web-animations-1/#process-a-keyframe-like-object
  readKeyframe(item, lists) {
    const text = (value) => (lists ? $.listOf(value, $.str) : $.str(value));
    const { composite, easing, offset } = item;
    const found = { offset, composite, easing: easing === undefined ? undefined : text(easing), values: [] };
    const properties = [];
    for (const name of Object.keys(item)) {
      if (["offset", "composite", "easing"].includes(name)) continue;
      const property =
        name === "cssOffset"
          ? "offset"
          : name === "float"
            ? null
            : name.startsWith("--")
              ? name
              : name.includes("-")
                ? null
                : $.styleProperty(name);
      if (property !== null && !/^(?:animation|transition)(?:-|$)|^(?:display-none)$/.test(property))
        properties.push([name, property]);
    }
    properties.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    for (const [name, property] of properties) found.values.push([property, text(item[name])]);
    return found;
  },
  listOf(value, convert) {
    return $.isObject(value) && typeof value[Symbol.iterator] === "function"
      ? Array.from(value, (x) => convert(x))
      : [convert(value)];
  },
  // step 5 for an object that is not iterable: a list of values for each property
  framesOfProperties(object) {
    const { offset, easing, composite, values } = $.readKeyframe(object, true);
    const byOffset = new Map();
    for (const [property, list] of values) {
      list.forEach((value, index) => {
        const at = list.length === 1 ? 1 : index / (list.length - 1);
        if (!byOffset.has(at)) byOffset.set(at, [null, "linear", "auto", [], at]);
        byOffset.get(at)[3].push([property, value]);
      });
    }
    const frames = [...byOffset.values()].sort((a, b) => a[4] - b[4]);
    const offsets = offset === undefined ? [] : offset === null ? [null] : $.listOf(offset, $.frameOffset);
    const easings = easing === undefined || easing.length === 0 ? ["linear"] : easing;
    const composites = composite === undefined ? [] : $.listOf(composite, $.frameComposite);
    frames.forEach((frame, index) => {
      if (index < offsets.length) frame[0] = offsets[index];
      frame[1] = easings[index % easings.length];
      if (composites.length > 0) frame[2] = composites[index % composites.length];
    });
    // easings that no keyframe takes are checked all the same
    for (const each of easings)
      if ($.h.checked_easing(each) === null) throw new $.TypeError(`'${each}' is not a valid value for easing`);
    return JSON.parse($.h.checked_keyframes(JSON.stringify(frames.map((frame) => frame.slice(0, 4)))));
  },
  // https://drafts.csswg.org/web-animations-1/#dom-keyframeeffect-getkeyframes
  shownKeyframes(frames) {
    return frames.map(([offset, easing, composite, values, computedOffset]) => {
      const shown = { offset, easing, composite };
      for (const [property, value] of values) {
        const name =
          property === "offset"
            ? "cssOffset"
            : property === "float"
              ? "cssFloat"
              : property.startsWith("--")
                ? property
                : property.replace(/-([a-z])/g, (_, c) => c.toUpperCase());
        shown[name] = value;
      }
      shown.computedOffset = computedOffset;
      return $.shown(shown);
    });
  },
});
